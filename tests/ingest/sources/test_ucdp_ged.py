"""UCDP GED: who a side is, what a zero says, and names that changed."""

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.recognition import recognise
from ingest.records import Records
from ingest.sources import ADAPTERS

ADAPTER = ADAPTERS["ucdp_ged"]
EVENT = {
    "id": "1",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "Syrian insurgents",
    "where_prec": "1",
    "latitude": "35.9",
    "longitude": "36.6",
    "country": "Syria",
    "date_prec": "2",
    "date_start": "2016-01-01",
    "date_end": "2016-01-03 00:00:00.000",
    "deaths_a": "1",
    "deaths_b": "2",
    "deaths_civilians": "0",
    "deaths_unknown": None,
    "low": "3",
    "best": "3",
    "high": "5",
}


def read(**changes: str | None) -> Records:
    row = EVENT | changes | {"file_name": "ged.csv"}
    frame = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    batch = frame.with_columns(line=pl.lit(2, pl.Int64))
    return ADAPTER.records("events", arrange(ADAPTER.members["events"], batch))


def cells(records: Records) -> dict[str, tuple[str, str]]:
    claims = records["claims"].select("anchor", "status", "affiliation_text")
    return {anchor: cell for anchor, *cell in claims.iter_rows()}


def test_a_state_against_rebels() -> None:
    found = read()
    assert cells(found) == {
        "best": ["all", "all"],
        "deaths_a": ["armed_forces", "Government of Syria"],
        "deaths_b": ["direct_participant", "Syrian insurgents"],
        "deaths_civilians": ["civilian", "all"],
    }
    total = found["claims"].filter(anchor="best").row(0, named=True)
    assert (total["low"], total["best"], total["high"]) == (3, 3, 5)
    assert (total["operator"], total["range_basis"]) == ("range", "count")
    # A blank is not stated, a zero is stated as none.
    assert found["claims"].filter(anchor="deaths_civilians")["best"].to_list() == [0]
    assert set(found["claims"]["role"]) == {"all"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"gwnob": "666.0", "side_b": "Israel"}, "armed_forces"),
        ({"side_b": "Government of Israel"}, "armed_forces"),
        ({"gwnob": None, "side_b": "IS"}, "direct_participant"),
        ({"type_of_violence": "2"}, "direct_participant"),
    ],
)
def test_the_status_of_side_b(changes: dict[str, str | None], status: str) -> None:
    assert cells(read(**changes))["deaths_b"][0] == status


def test_one_sided_violence_has_an_attacker_and_no_figures_of_sides() -> None:
    found = read(
        type_of_violence="3",
        side_a="IS",
        side_b="Civilians",
        deaths_a="0",
        deaths_b="0",
    )
    assert set(cells(found)) == {"best", "deaths_civilians"}
    assert found["report_actors"]["actor_role"].to_list() == ["perpetrator", "target"]


def test_a_side_that_cannot_be_is_passed_through() -> None:
    found = read(type_of_violence="3", side_a="IS", side_b="Civilians", deaths_a="4")
    assert cells(found)["deaths_a"] == ["unknown", "IS"]


@pytest.mark.parametrize("name", ["side_a_new_id", "side_a_dset_id", "side_a_id"])
def test_an_identifier_is_found_under_each_of_its_names(name: str) -> None:
    actors = read(**{name: "118"})["report_actors"]
    assert actors["actor_id_source"].to_list() == ["118", None]


def test_sources_are_offices_with_their_dates() -> None:
    found = read(source_office="SOHR;AFP", source_date="2016-01-02")["report_sources"]
    assert found.select("source_order", "source_text", "published_text").rows() == [
        (1, "SOHR", "2016-01-02"),
        (2, "AFP", None),
    ]


def test_a_fault_rejects_the_row_and_a_bad_point_does_not() -> None:
    found = read(best="-1")
    assert found["reports"].is_empty()
    assert found["rejects"]["reason"].to_list() == ["a negative count"]
    found = read(latitude="359")
    assert found["report_places"].select("latitude", "longitude").row(0) == (None, None)
    assert found["rejects"]["column_name"].to_list() == ["latitude"]


def test_it_is_recognised_by_its_columns() -> None:
    found = recognise("any.csv", [[*EVENT, "more"]])
    assert found
    assert found.adapter is ADAPTER
    assert recognise("any.csv", [[name for name in EVENT if name != "best"]]) is None
