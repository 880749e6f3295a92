"""Any table by a mapping: what it may say, and what it gives."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml

from ingest.errors import UsageError
from ingest.files import list_parts, read_batches, read_head, read_table
from ingest.normalise.column_names import arrange
from ingest.normalise.tags import drop_tags
from ingest.recognition import fit
from ingest.records import Records
from ingest.sources import load_mapping

SAMPLE = Path(__file__).parents[3] / "samples" / "airwars"
MAPPING: dict[str, Any] = {
    "source": "Idlib desk",
    "dataset_id": "idlib_desk",
    "native_id": "Ref",
    "empty": ["n/a"],
    "date": {"min": "From", "max": "To", "format": "%d/%m/%Y"},
    "published": {"column": "Printed"},
    "place": {"name": "Town", "country": {"constant": "Syria"}},
    "voice": "Said by",
    "claims": [
        {
            "measure": "killed",
            "value": "Dead",
            "role": "victim",
            "operator": "at_least",
        },
        {"measure": "injured", "low": "Hurt", "high": "Hurt max", "role": "victim"},
    ],
}
HEADER = "Ref;From;To;Printed;Town;Said by;Dead;Hurt;Hurt max\n"
TABLE = (
    HEADER
    + "#ref;;;;;;;;\n"
    + "1;03/04/2016;04/04/2016;2016-04-05;Idlib;AFP;4;20;25\n"
    + "2;05/04/2016;;2016-04-06;Saraqib;n/a;n/a;;7\n"
    + "3;05/04/2016;01/04/2016;;Idlib;;1;;\n"
    + "4;2016-04-05;;;Idlib;;1;;\n"
    + ";05/04/2016;;;Idlib;;1;;\n"
)


def read(folder: Path, mapping: dict[str, Any], table: str = TABLE) -> Records:
    (folder / "desk.csv").write_text(table)
    adapter = load_mapping(write(folder, mapping))
    (part,) = list_parts(folder / "desk.csv")
    found = fit(adapter, part.name, read_head(part) or [])
    batch = drop_tags(pl.concat(read_batches(part, found.columns)), 2)
    return adapter.records("rows", arrange(adapter.members["rows"], batch))


def write(folder: Path, mapping: object) -> Path:
    path = folder / "desk.yml"
    path.write_text(yaml.safe_dump(mapping))
    return path


def test_a_newsroom_table_is_read(tmp_path: Path) -> None:
    found = read(tmp_path, MAPPING)
    columns = ["report_ref", "measure", "low", "best", "high", "operator", "claimed_by"]
    assert sorted(found["claims"].select(columns).rows()) == [
        ("1", "injured", 20, None, 25, "range", "AFP"),
        ("1", "killed", 4, 4, None, "at_least", "AFP"),
        ("2", "injured", None, None, 7, "at_most", None),
    ]
    dates = found["reports"].select("date_min", "date_max", "date_precision")
    assert [str(value) for value in dates.row(0)] == [
        "2016-04-03",
        "2016-04-04",
        "days",
    ]
    assert found["report_places"]["country_text"].to_list() == ["Syria", "Syria"]
    assert found["rejects"].select("line", "column_name", "reason").rows() == [
        (5, "To", "ends before it begins"),
        (6, "From", "not a date like %d/%m/%Y"),
        (7, "Ref", "is missing"),
    ]


@pytest.mark.parametrize(
    ("operator", "bounds"),
    [
        ("exact", (4, 4, 4)),
        ("at_least", (4, 4, None)),
        ("at_most", (None, None, 4)),
        (None, (None, 4, None)),
    ],
)
def test_a_single_value_says_what_its_operator_says(
    tmp_path: Path, operator: str | None, bounds: tuple[int | None, ...]
) -> None:
    said = {"measure": "killed", "value": "Dead", "role": "all"}
    claim = said | ({"operator": operator} if operator else {})
    found = read(tmp_path, MAPPING | {"claims": [claim]})
    assert found["claims"].select("low", "best", "high").row(0) == bounds


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "x"}, "the mapping has no key 'colour'; it has source, dataset_id"),
        ({"date": {"minimum": "From"}}, "date has no key 'minimum'; it has min, max"),
        ({"date": {"max": "To"}}, "date must say 'min'"),
        ({"date": ["From"]}, "date must have keys below it: min, max"),
        (
            {"place": {"name": {"const": "x"}}},
            "place: name must be the name of a column",
        ),
        ({"date": {"min": {"constant": "2016"}}}, "not {'constant': '2016'}"),
        ({"claims": []}, "must say 'claims'"),
        ({"claims": [{"measure": "killed", "role": "victim"}]}, "must say 'value'"),
        (
            {"claims": [{"measure": "dead", "role": "all", "value": "Dead"}]},
            "measure cannot be 'dead'",
        ),
        ({"actors": [{"name": "Who", "role": "bad"}]}, "it is one of perpetrator"),
    ],
)
def test_a_wrong_mapping_is_one_line(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    path = write(tmp_path, MAPPING | change)
    with pytest.raises(UsageError) as caught:
        load_mapping(path)
    assert fault in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("content", ["", "- a\n", "a: [", "just words"])
def test_what_is_no_mapping_is_one_line(tmp_path: Path, content: str) -> None:
    path = tmp_path / "desk.yml"
    path.write_text(content)
    with pytest.raises(UsageError, match=r"desk\.yml"):
        load_mapping(path)
    with pytest.raises(UsageError, match="cannot be read"):
        load_mapping(tmp_path / "none.yml")


def test_a_column_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path,
) -> None:
    with pytest.raises(UsageError, match=r"no column 'Twon'.*it has Ref, From"):
        read(tmp_path, MAPPING | {"place": {"name": "Twon"}})


def test_the_version_is_that_of_the_mapping(tmp_path: Path) -> None:
    first = load_mapping(write(tmp_path, MAPPING)).version
    assert first.startswith("map-")
    assert load_mapping(write(tmp_path, MAPPING)).version == first
    assert load_mapping(write(tmp_path, MAPPING | {"title": "x"})).version != first


def test_the_row_of_airwars_is_read_as_it_stands() -> None:
    adapter = load_mapping(SAMPLE / "airwars_row.yml")
    found = adapter.records("rows", read_table(SAMPLE / "incidents.csv"))
    cells = ("measure", "status", "sex", "age_group", "low", "best", "high")
    assert found["claims"].select(cells).rows() == [
        ("killed", "civilian", "all", "all", 4, 4, 4),
        ("injured", "civilian", "all", "all", 25, 25, 25),
        ("injured", "civilian", "all", "child", 8, 8, 8),
        ("injured", "civilian", "female", "adult", 6, 6, 6),
    ]
    assert found["report_aliases"]["alias"].to_list() == ["RS4931"]
    assert found["reports"]["native_id"].to_list() == ["132497"]
    assert str(found["reports"]["date_min"][0]) == "2024-11-29"
