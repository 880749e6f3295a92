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
        ("4", "killed", 1, 1, None, "at_least", None),
    ]
    dates = found["reports"].select("date_min", "date_max", "date_precision")
    assert [str(value) for value in dates.row(0)] == [
        "2016-04-03",
        "2016-04-04",
        "days",
    ]
    assert found["report_places"]["country_text"].to_list() == ["Syria"] * 3
    assert found["rejects"].select("line", "column_name", "reason").rows() == [
        (5, "To", "ends before it begins"),
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


def only(**more: Any) -> dict[str, Any]:  # noqa: ANN401  # as a YAML file holds
    """A mapping without what the test is not about."""
    plain = {"source": "desk", "dataset_id": "desk", "native_id": "Ref"}
    return (
        plain
        | {"claims": [{"measure": "killed", "value": "Dead", "role": "all"}]}
        | more
    )


def claims(found: Records, *columns: str) -> list[tuple[Any, ...]]:
    return sorted(found["claims"].select("report_ref", *columns).rows())


def test_a_long_table_gives_a_report_a_row_and_its_cells(tmp_path: Path) -> None:
    said = {"column": "What", "values": {"Morts": "killed", "Blessés": "injured"}}
    sex = {"column": "Sexe", "values": {"F": "female", "H": "male", "Tous": "all"}}
    block = {"measure": said, "role": "all", "value": "N", "sex": sex}
    mapping = only(
        native_id=["Ref", "Sexe", "What"], report_group="Ref", claims=[block]
    )
    table = (
        "Ref;What;Sexe;N\n1;morts;F;3\n1;Morts;H;4\n1;Blessés;Tous;9\n"
        "1;Morts;;2\n1;Disparus;F;1\n1;Morts;X;1\n"
    )
    found = read(tmp_path, mapping, table)
    assert claims(found, "measure", "sex", "best") == [
        ("1 |  | Morts", "killed", "unknown", 2),
        ("1 | F | morts", "killed", "female", 3),
        ("1 | H | Morts", "killed", "male", 4),
        ("1 | Tous | Blessés", "injured", "all", 9),
    ]
    assert set(found["reports"]["report_group"]) == {"1"}
    assert found["rejects"].select("line", "column_name", "reason").rows() == [
        (6, "What", "says no measure that the mapping knows"),
        (7, "Sexe", "says no sex that the mapping knows"),
    ]


def test_packed_lists_are_counted_together_by_their_keys(tmp_path: Path) -> None:
    pipes = {"items": "||", "key": "::"}
    unpack = [{"column": "Status"} | pipes, {"column": "Type"} | pipes]
    victims = {"Status": ["Killed"], "Type": "Victim"}
    suspects = victims | {"Type": "Subject-Suspect"}
    blocks = [
        {"measure": "killed", "role": "victim", "count": victims},
        {"measure": "killed", "role": "suspect", "count": suspects},
    ]
    table = (
        "Ref;Status;Type\n"
        "1;0::Killed||1::Injured||2::Killed;0::Victim||1::Victim||2::Subject-Suspect\n"
        "2;0::Unharmed;0::Victim\n3;;0::Victim\n"
    )
    found = read(tmp_path, only(unpack=unpack, claims=blocks), table)
    assert claims(found, "role", "best", "count_basis") == [
        ("1", "suspect", 1, "counted"),
        ("1", "victim", 1, "counted"),
        ("2", "suspect", 0, "counted"),
        ("2", "victim", 0, "counted"),
    ]


def test_a_list_without_keys_goes_by_the_places_of_its_items(tmp_path: Path) -> None:
    unpack = [{"column": "Who", "items": ";"}, {"column": "Fate", "items": ";"}]
    count = {"Fate": ["died"], "Who": ["woman"]}
    block = {"measure": "killed", "role": "victim", "count": count}
    table = "Ref,Who,Fate\n1,man; woman; woman,died; died; hurt\n"
    found = read(tmp_path, only(unpack=unpack, claims=[block]), table)
    assert claims(found, "best") == [("1", 1)]


def test_a_list_of_actors_is_a_row_each(tmp_path: Path) -> None:
    actors = [{"name": "By", "role": "perpetrator"}, {"name": "On", "role": "target"}]
    mapping = only(unpack={"column": "By", "items": ";"}, actors=actors)
    table = "Ref,By,On,Dead\n1,A; B;,C; D,1\n2,,,2\n"
    found = read(tmp_path, mapping, table)["report_actors"]
    assert found.sort("actor_order")["actor_text"].to_list() == ["A", "B", "C; D"]
    assert found["actor_order"].n_unique() == 3


def test_a_list_of_persons_counts_one_a_row(tmp_path: Path) -> None:
    block = {"measure": "killed", "value": {"constant": 1}, "role": "victim"}
    found = read(tmp_path, only(claims=[block]), "Ref\n1\n2\n")
    assert claims(found, "best", "count_basis") == [
        ("1", 1, "counted"),
        ("2", 1, "counted"),
    ]


def test_rows_that_are_alike_are_numbered_in_any_order(tmp_path: Path) -> None:
    mapping = only(native_id=["Day", "Town"], repeats="numbered")
    rows = ["d1,Idlib,7", "d1,Idlib,2", "d1,Homs,2", "d1,Idlib,2"]
    first = read(tmp_path, mapping, "\n".join(["Day,Town,Dead", *rows]) + "\n")
    again = read(tmp_path, mapping, "\n".join(["Day,Town,Dead", *rows[::-1]]) + "\n")
    assert claims(first, "best") == claims(again, "best")
    assert claims(first, "best") == [
        ("d1 | Homs", 2),
        ("d1 | Idlib", 2),
        ("d1 | Idlib #2", 2),
        ("d1 | Idlib #3", 7),
    ]


def test_an_aggregate_says_so_and_its_figures_are_of_its_period(tmp_path: Path) -> None:
    date = {"min": "From", "max": "To", "format": ["%d/%m/%Y", "%Y-%m-%d"]}
    mapping = only(unit="area_aggregate", date=date)
    table = "Ref,From,To,Dead\n1,01/05/2020,2020-05-31,7\n2,05.01.2020,,1\n"
    found = read(tmp_path, mapping, table)
    assert found["reports"]["unit"].to_list() == ["area_aggregate"]
    (claim,) = claims(found, "scope", "period_start", "period_end")
    assert [str(value) for value in claim] == [
        "1",
        "period",
        "2020-05-01",
        "2020-05-31",
    ]
    assert found["rejects"]["reason"].to_list() == ["not a date like %d/%m/%Y"]


def test_the_words_of_a_column_become_ours(tmp_path: Path) -> None:
    values = {"RAID": "air strike", "12": "shelling"}
    mapping = only(cause={"column": "Arme", "values": values})
    found = read(tmp_path, mapping, "Ref,Arme,Dead\n1,raid,1\n2,12,1\n3,mine,1\n")
    assert found["reports"]["cause_text"].to_list() == [
        "air strike",
        "shelling",
        "mine",
    ]


def test_columns_that_are_called_as_ours_keep_their_values(tmp_path: Path) -> None:
    names = ("date_min", "published", "place", "item", "line", "file_name")
    table = f"Ref,Dead,{','.join(names)}\n1,2,a,b,c,d,e,f\n"
    columns = ("date_min", "published", "place", "item", "line_2", "file_name_2")
    keys = ("cause", "url", "voice", "event_id", "harm_status", "report_group")
    found = read(tmp_path, only(**dict(zip(keys, columns, strict=True))), table)
    assert found["reports"]["cause_text"].to_list() == ["a"]
    assert found["report_sources"]["url"].to_list() == ["b"]
    assert found["claims"]["claimed_by"].to_list() == ["c"]
    assert found["reports"]["event_id_source"].to_list() == ["d"]


def test_every_count_column_is_added_up_once(tmp_path: Path) -> None:
    blocks = MAPPING["claims"]
    adapter = load_mapping(write(tmp_path, MAPPING))
    assert len(blocks) == 2
    assert adapter.members["rows"].counts == {
        "Dead": ("Dead", "low"),
        "Hurt": ("Hurt/Hurt max", "low"),
        "Hurt max": ("Hurt/Hurt max", "high"),
    }
    groups = [
        {"measure": m, "value": "N", "role": "all"} for m in ("killed", "injured")
    ]
    twice = load_mapping(write(tmp_path, only(claims=groups)))
    assert twice.members["rows"].counts == {}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"unit": "event"}, "unit cannot be 'event'; it is one of incident"),
        ({"repeats": "kept"}, "it is one of rejected, numbered"),
        ({"unpack": {"items": ";"}}, "unpack must say 'column'"),
        ({"native_id": [1]}, "native_id must be the name of a column, or a list"),
        (
            {"claims": [{"measure": "killed", "role": "all", "low": {"constant": 0}}]},
            "low must be the name of a column, or {constant: …} with a whole number",
        ),
        (
            {"claims": [{"measure": "killed", "role": "all", "count": "Status"}]},
            "count must be columns with the words to count",
        ),
        (
            {
                "claims": [
                    {"measure": {"column": "X", "values": {"a": "b"}}}
                    | {"role": "all", "value": "N"}
                ]
            },
            "measure must be one of its words, or {column",
        ),
        (
            {"claims": [{"measure": "killed", "role": "all", "value": "N"}] * 2},
            "stands there twice",
        ),
    ],
)
def test_a_wrong_new_key_is_one_line(
    tmp_path: Path, change: dict[str, Any], fault: str
) -> None:
    with pytest.raises(UsageError) as caught:
        load_mapping(write(tmp_path, only(**change)))
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_cell_that_says_more_than_a_number_is_read_as_it_says(tmp_path: Path) -> None:
    rows = ["4", "2 - 3", "12+", "~40", "Unknown", "", "1,204", "several"]
    table = "Ref;Dead\n" + "".join(f"{n};{said}\n" for n, said in enumerate(rows))
    bounds = ("low", "best", "high", "operator")
    found = read(tmp_path, only(), table)
    assert claims(found, *bounds) == [
        ("0", None, 4, None, "point"),
        ("1", 2, None, 3, "range"),
        ("2", 12, 12, None, "at_least"),
        ("3", 40, 40, 40, "approximately"),
        ("4", None, None, None, "unknown"),
        ("6", None, 1204, None, "point"),
    ]
    assert found["rejects"]["value"].to_list() == ["several"]
    said = {"measure": "killed", "value": "Dead", "role": "all"}
    least = only(claims=[said | {"operator": "at_least"}])
    assert claims(read(tmp_path, least, table), *bounds)[:2] == [
        ("0", 4, 4, None, "at_least"),
        ("1", 2, None, 3, "range"),
    ]


def test_a_period_in_one_cell_is_a_first_and_a_last_day(tmp_path: Path) -> None:
    mapping = only(date={"min": "When"}, published={"column": "Out"})
    table = "Ref;When;Out;Dead\n1;March 2003;2003-05;1\n2;3-5 Mar 2003;2003-03-09;1\n"
    reports = read(tmp_path, mapping, table)["reports"]
    columns = ("date_min", "date_max", "date_precision", "published_precision")
    told = [[str(value) for value in row] for row in reports.select(columns).rows()]
    assert told == [
        ["2003-03-01", "2003-03-31", "month", "month"],
        ["2003-03-03", "2003-03-05", "days", "day"],
    ]


def test_the_column_tells_the_day_from_the_month(tmp_path: Path) -> None:
    adapter = load_mapping(write(tmp_path, only(date={"min": "From", "max": "To"})))
    first = pl.DataFrame(
        {"Ref": ["1"], "From": ["03/04/2016"], "To": ["13/04/2016"], "Dead": ["1"]}
    ).with_columns(line=pl.lit(2, pl.Int64), file_name=pl.lit("a.csv"))
    later = first.with_columns(To=pl.lit("04/04/2016"))

    def days(batch: pl.DataFrame) -> list[str]:
        reports = adapter.records("rows", batch)["reports"]
        return [str(day) for day in reports.select("date_min", "date_max").row(0)]

    assert days(first) == ["2016-04-03", "2016-04-13"]
    # What one file has told does not hold for another.
    assert days(later) == ["2016-04-03", "2016-04-04"]
    other = adapter.records("rows", later.with_columns(file_name=pl.lit("b.csv")))
    assert "cannot be told from the column" in other["rejects"]["reason"][0]


def test_an_age_says_the_group_and_a_wrong_one_costs_itself_alone(
    tmp_path: Path,
) -> None:
    block = {"measure": "killed", "value": {"constant": 1}, "role": "victim"}
    mapping = only(claims=[block | {"age": "Age"}])
    found = read(tmp_path, mapping, "Ref;Age\n1;3 months\n2;60s\n3;\n4;old\n")
    assert claims(found, "age_group", "age_text") == [
        ("1", "child", "3 months"),
        ("2", "adult", "60s"),
        ("3", "unknown", None),
        ("4", "unknown", "old"),
    ]
    assert found["rejects"].select("column_name", "value").rows() == [("Age", "old")]


def test_codes_and_kinds_of_event_have_their_columns(tmp_path: Path) -> None:
    mapping = only(place={"pcode": "Code"}, event_type="Kind", unit="period_toll")
    found = read(tmp_path, mapping, "Ref,Code,Kind,Dead\n1,SY07,raid,2\n")
    assert found["report_places"]["pcode"].to_list() == ["SY07"]
    assert found["reports"]["event_type_text"].to_list() == ["raid"]
    assert found["reports"]["unit"].to_list() == ["period_toll"]
