"""Airwars Syria: odd dates, actors in any order, persons counted, codes old and new."""

from datetime import date

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.records import Records
from ingest.sources import ADAPTERS

ADAPTER = ADAPTERS["airwars"]
INCIDENT = {
    "airwars_id": "1",
    "code": "T1",
    "incident_date": "2024-11-29",
    "belligerent": "Russian Military",
    "civilian_harm_status": "Fair",
    "strike_status": "Contested strike",
    "civilians_killed_min": "4",
    "civilians_killed_max": "5",
}


def read(member: str, *rows: dict[str, str | None]) -> Records:
    """Made-up rows of one table, in which every other column is blank."""
    known = ADAPTER.members[member]
    schema = dict.fromkeys((*known.needs, *known.takes, "file_name"), pl.String)
    frame = pl.DataFrame(rows, schema=schema).with_columns(
        pl.lit("a.csv").alias("file_name"),
        pl.int_range(2, len(rows) + 2, dtype=pl.Int64).alias("line"),
    )
    return ADAPTER.records(member, arrange(known, frame))


def incident(**changes: str | None) -> Records:
    return read("incidents", INCIDENT | changes)


def victims(*rows: tuple[str | None, ...]) -> Records:
    names = ("status", "sex", "age_group", "civilian_status_contested")
    return read(
        "victims_nameless",
        *({"airwars_id": "1"} | dict(zip(names, row, strict=False)) for row in rows),
    )


@pytest.mark.parametrize(
    ("dates", "days", "quirk"),
    [
        (("1970-01-01", None), (None, None), "sentinel_date"),
        ((None, None), (None, None), None),
        (("2017-04-03", "2017-02-04"), (date(2017, 4, 3),) * 2, "end_before_start"),
    ],
)
def test_trap_7_an_incident_is_not_lost_for_its_date(
    dates: tuple[str | None, ...], days: tuple[date | None, ...], quirk: str | None
) -> None:
    start, end = dates
    found = incident(incident_date=start, date_range_end=end)
    report = found["reports"].row(0, named=True)
    assert (report["date_min"], report["date_max"]) == days
    assert report["date_precision"] is None
    assert report["date_text"] == (" ".join(filter(None, dates)) or None)
    assert found["report_quirks"]["quirk"].to_list() == ([quirk] if quirk else [])
    assert found["claims"]["low"].to_list() == [4]
    assert found["rejects"].is_empty()


def test_trap_7_a_range_is_kept_as_a_range() -> None:
    report = incident(date_range_end="2024-12-01")["reports"].row(0, named=True)
    assert report["date_max"] == date(2024, 12, 1)
    assert report["date_precision"] == "days"


def test_trap_14_a_stub_is_a_report_without_claims() -> None:
    blank = dict.fromkeys(("civilians_killed_min", "civilians_killed_max"))
    found = incident(**blank)
    assert found["reports"].height == 1
    assert found["claims"].is_empty()


def test_trap_29_actors_in_any_order_are_the_same_rows() -> None:
    one = incident(belligerent="Russian Military, U.S.-led Coalition")
    other = incident(belligerent="U.S.-led Coalition, Russian Military")
    assert one["report_actors"].equals(other["report_actors"])
    assert one["report_actors"].height == 2


def test_the_axes_of_verification_stay_apart() -> None:
    found = incident()["reports"].row(0, named=True)
    assert found["harm_status"] == "Fair"
    assert found["attribution_status"] == "Contested strike"
    assert found["civilian_status"] is None
    row = {"airwars_id": "1", "belligerent_term": "247"}
    graded = read("belligerents", row | {"belligerent_assessment": "non_credible"})
    assert graded["report_actors"].select("actor_text", "assessment").rows() == [
        ("Russian Military", "non_credible")
    ]


def test_a_concession_stands_beside_the_claims() -> None:
    row = {"airwars_id": "1", "belligerent_term": "249"}
    conceded = {
        "civilian_deaths_conceded_min": "1",
        "civilian_deaths_conceded_max": "2",
    }
    claims = read("belligerents", row | conceded)["claims"]
    assert claims.select("low", "high", "stance", "claimed_by").rows() == [
        (1, 2, "conceded", "U.S.-led Coalition")
    ]


def test_trap_9_old_codes_are_names_of_another_authority() -> None:
    assert incident()["report_aliases"].select("alias", "authority").rows() == [
        ("T1", "airwars")
    ]
    older = read("previous_codes", {"airwars_id": "1", "previous_code": "R1"})
    assert older["report_aliases"].select("alias", "authority").rows() == [
        ("R1", "airwars_previous")
    ]


def test_trap_11_the_apostrophe_of_excel_is_no_part_of_a_name() -> None:
    row = {"airwars_id": "1", "source_name": "'@somebody", "source_order": "1"}
    found = read("sources", row | {"source_date": "2 مارس 2026"})
    assert found["report_sources"].select("source_text", "published_text").rows() == [
        ("@somebody", "2 مارس 2026")
    ]
    assert found["report_quirks"].select("quirk", "value").rows() == [
        ("excel_apostrophe", "'@somebody")
    ]


def test_persons_are_counted_by_group_as_a_lower_bound() -> None:
    adult, child = ("killed", "male", "adult"), ("injured", "female", "child")
    claims = victims(adult, child, adult)["claims"]
    cells = ("measure", "sex", "age_group", "status", "low", "best", "high")
    assert claims.select(cells).rows() == [
        ("killed", "male", "adult", "civilian", 2, 2, None),
        ("injured", "female", "child", "civilian", 1, 1, None),
    ]
    assert claims.select("operator", "count_basis", "role").unique().rows() == [
        ("at_least", "counted", "victim")
    ]


def test_trap_13_a_blank_group_is_unknown_and_never_an_adult_man() -> None:
    claims = victims(("killed", None, None), ("killed", "male", None))["claims"]
    assert claims.select("sex", "age_group").rows() == [
        ("unknown", "unknown"),
        ("male", "unknown"),
    ]


def test_no_count_of_persons_is_a_total() -> None:
    claims = victims(("killed", None, None), ("injured", "male", "adult"))["claims"]
    is_split = (pl.col("sex") != "all") & (pl.col("age_group") != "all")
    assert claims.select(is_split.all()).item()


def test_a_person_of_contested_status_is_of_unknown_status() -> None:
    claims = victims(("killed", "male", "adult", "True"), ("killed", "male", "adult"))
    assert claims["claims"].select("status", "is_status_contested", "low").rows() == [
        ("unknown", True, 1),
        ("civilian", False, 1),
    ]


def test_a_person_neither_killed_nor_injured_is_a_reject() -> None:
    found = victims((None, "male", "adult"), ("taken", "male", "adult"))
    assert found["claims"].is_empty()
    assert found["rejects"].select("column_name", "value", "reason").rows() == [
        ("status", None, "neither killed nor injured"),
        ("status", "taken", "is none of killed, injured"),
    ]


def test_no_age_and_no_row_of_a_person_leaves_the_reader() -> None:
    assert victims(("killed", "male", "adult"))["claims"]["age_text"].to_list() == [
        None
    ]
    assert "age_text" not in ADAPTER.members["victims_nameless"].takes
