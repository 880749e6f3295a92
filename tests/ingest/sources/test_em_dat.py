"""EM-DAT: composites, dates without days, and what is no casualty."""

from datetime import date, datetime

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.records import Records
from ingest.sources import ADAPTERS

ADAPTER = ADAPTERS["em_dat"]
DISASTER = {
    "DisNo.": "2024-9001-SYR",
    "Disaster Type": "Earthquake",
    "Disaster Subtype": "Ground movement",
    "External IDs": None,
    "ISO": "SYR",
    "Latitude": None,
    "Longitude": None,
    "Start Year": "2024",
    "Start Month": "2",
    "Start Day": "6",
    "End Year": "2024",
    "End Month": "2",
    "End Day": "6",
    "Total Deaths": "14",
    "No. Injured": "200",
    "No. Affected": "5000",
    "No. Homeless": "750",
    "Total Affected": "5950",
    "Last Update": "2024-06-11",
}


def records(changes: dict[str, str | None]) -> Records:
    row = DISASTER | changes | {"file_name": "em_dat.xlsx"}
    frame = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    batch = frame.with_columns(line=pl.lit(2, pl.Int64))
    return ADAPTER.records("disasters", arrange(ADAPTER.members["disasters"], batch))


def test_the_dead_include_the_missing_and_are_never_split() -> None:
    found = records({})["claims"].select("measure", "best", "count_basis")
    assert found.rows() == [
        ("killed_or_missing", 14, "stated"),
        ("injured", 200, "stated"),
        ("displaced", 750, "derived"),
    ]


def test_a_blank_states_nothing() -> None:
    blanks = dict.fromkeys(("Total Deaths", "No. Injured", "No. Homeless"))
    assert records(dict(blanks))["claims"].is_empty()


@pytest.mark.parametrize(
    ("changes", "first", "last", "precision"),
    [
        ({}, date(2024, 2, 6), date(2024, 2, 6), "day"),
        (
            {"Start Day": None, "End Day": None},
            date(2024, 2, 1),
            date(2024, 2, 29),
            "month",
        ),
        (
            {"Start Month": None, "Start Day": None, "End Day": ""},
            date(2024, 1, 1),
            date(2024, 2, 29),
            "year",
        ),
    ],
)
def test_months_and_days_may_be_blank(
    changes: dict[str, str | None], first: date, last: date, precision: str
) -> None:
    found = records(changes)["reports"].row(0, named=True)
    told = (found["date_min"], found["date_max"], found["date_precision"])
    assert told == (first, last, precision)


def test_an_end_before_the_start_costs_the_end_alone() -> None:
    found = records({"End Day": "1"})
    assert found["reports"]["date_max"].to_list() == [date(2024, 2, 6)]
    assert found["report_quirks"]["quirk"].to_list() == ["end_before_start"]
    assert found["claims"].height == 3


def test_the_last_update_orders_the_versions_of_a_row() -> None:
    found = records({})["reports"].row(0, named=True)
    assert found["published_at"] == datetime(2024, 6, 11)
    strange = records({"Last Update": "soon"})
    assert strange["reports"]["published_at"].to_list() == [None]
    assert strange["rejects"]["column_name"].to_list() == ["Last Update"]


def test_identifiers_of_others_are_aliases() -> None:
    found = records({"External IDs": "GLIDE:EQ-1|USGS:xx1"})["report_aliases"]
    assert found.select("alias", "authority").rows() == [
        ("GLIDE:EQ-1", "glide"),
        ("USGS:xx1", "usgs"),
    ]


def test_a_disaster_stands_in_its_country_or_at_its_point() -> None:
    place = records({"Location": "Idlib, Aleppo"})["report_places"].row(0, named=True)
    assert (place["place_text"], place["precision_code"]) == (None, "country")
    point = records({"Latitude": "36.2", "Longitude": "36.9"})["report_places"]
    assert point["precision_code"].item() == "point"
