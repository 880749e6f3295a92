"""Iraq Body Count: comments above the header, ranges, and persons as counted cells."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.records import Records
from ingest.sources import ADAPTERS

ReadFiles = Callable[..., Records]

ADAPTER = ADAPTERS["iraq_body_count"]
HERE = Path(__file__).parent / "iraq_body_count"
INCIDENTS = HERE / "ibc-incidents.csv"
INDIVIDUALS = HERE / "ibc-individuals.csv"
INCIDENT = {
    "IBC code": "k90001",
    "Start Date": "20 Mar 2003",
    "End Date": "21 Mar 2003",
    "Location": "Mosul",
    "Weapons": "gunfire",
    "Reported Minimum": "3",
    "Reported Maximum": "5",
    "Sources": "AFP 21 Mar, REU 20 Mar, WP 04 Apr (MoH), Xinhua",
}
PERSON = {
    "IBC code": "k90001-aa1",
    "Age": "34",
    "Sex": "Male",
    "Earliest Date": "20 Mar 2003",
    "Latest Date": "20 Mar 2003",
}


def records(member: str, *rows: dict[str, str | None]) -> Records:
    told = [row | {"file_name": "ibc.csv"} for row in rows]
    frame = pl.DataFrame(told, schema=dict.fromkeys(told[0], pl.String))
    batch = frame.with_row_index("line", 2).cast({"line": pl.Int64})
    return ADAPTER.records(member, arrange(ADAPTER.members[member], batch))


def incident(**changes: str | None) -> Records:
    names = {name: name.replace("_", " ") for name in changes}
    return records(
        "incidents", INCIDENT | {names[n]: value for n, value in changes.items()}
    )


def test_eleven_lines_of_comment_with_commas_are_passed_over(read: ReadFiles) -> None:
    lines = INCIDENTS.read_text().splitlines()
    assert lines[11].startswith("IBC code,")
    assert any("," in line for line in lines[:11])
    found = read(INCIDENTS)
    assert found["reports"].select("native_id", "line").rows() == [
        ("k90001", 13),
        ("k90002e", 14),
        ("d90003", 15),
        ("k90004", 16),
    ]


def test_individuals_have_more_lines_above(read: ReadFiles) -> None:
    found = read(INDIVIDUALS)
    assert found["claims"]["low"].sum() == 6
    assert found["rejects"].select("line", "column_name").rows() == [
        (34, "IBC code"),
        (32, "Age"),
    ]


def test_the_lowest_and_the_highest_number_are_of_civilians() -> None:
    found = incident()["claims"].row(0, named=True)
    assert (found["low"], found["best"], found["high"]) == (3, None, 5)
    assert (found["status"], found["role"]) == ("civilian", "victim")


def test_dates_and_their_order() -> None:
    found = incident()["reports"].row(0, named=True)
    told = (found["date_min"], found["date_max"], found["date_precision"])
    assert told == (date(2003, 3, 20), date(2003, 3, 21), "days")
    backward = incident(End_Date="1 Mar 2003")
    assert backward["reports"]["date_max"].to_list() == [date(2003, 3, 20)]
    assert backward["report_quirks"]["quirk"].to_list() == ["end_before_start"]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Yarmouk, west Baghdad", "Yarmouk, Baghdad"),
        ("east of Falluja", "Falluja"),
        ("north-east of Balad", "Balad"),
        ("central Baquba", "Baquba"),
        ("Westwood", "Westwood"),
    ],
)
def test_words_of_direction_are_left_out_of_places(said: str, kept: str) -> None:
    assert incident(Location=said)["report_places"]["place_text"].item() == kept


def test_sources_have_the_day_of_their_report() -> None:
    found = incident()["report_sources"].select("source_text", "published_text")
    assert found.rows() == [
        ("AFP", "21 Mar"),
        ("REU", "20 Mar"),
        ("WP", "04 Apr"),
        ("Xinhua", None),
    ]


def test_persons_become_counted_cells_of_their_incident() -> None:
    found = records(
        "individuals",
        PERSON,
        PERSON | {"IBC code": "k90001-aa2", "Age": "adult"},
        PERSON | {"IBC code": "k90001-aa3", "Age": "6 months", "Sex": "Female"},
        PERSON | {"IBC code": "k90001-aa4", "Age": "unknown", "Sex": None},
    )["claims"]
    cells = found.select("report_ref", "age_group", "sex", "low", "high")
    assert cells.rows() == [
        ("k90001", "adult", "male", 2, None),
        ("k90001", "child", "female", 1, None),
        ("k90001", "unknown", "unknown", 1, None),
    ]
    assert set(found["count_basis"]) == {"counted"}
    assert set(found["operator"]) == {"at_least"}


def test_a_person_whose_age_or_sex_cannot_be_read_still_counts() -> None:
    found = records("individuals", PERSON | {"Age": "old", "Sex": "M?"})
    assert found["claims"].select("age_group", "sex", "low").rows() == [
        ("unknown", "unknown", 1)
    ]
    assert found["rejects"]["column_name"].to_list() == ["Age", "Sex"]


def test_no_name_of_a_person_is_read() -> None:
    found = records(
        "individuals", PERSON | {"Name or Identifying Details": "A Name"}
    ) | incident(Target="A Name, a clerk")
    assert "A Name" not in str({name: t.to_dicts() for name, t in found.items()})
    columns = {
        column for m in ADAPTER.members.values() for column in (*m.needs, *m.takes)
    }
    assert not {column for column in columns if "name" in column.lower()}
