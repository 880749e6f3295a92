"""UCDP GED: who a side is, what a zero says, and names that changed."""

from datetime import date

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


def quirks(records: Records) -> list[tuple[str, str]]:
    return records["report_quirks"].select("quirk", "value").rows()


def test_trap_17_lists_in_parallel_columns_become_rows() -> None:
    found = read(source_office="SOHR; AFP", source_date="2016-01-02;2016-01-03")
    rows = found["report_sources"].select(
        "source_order", "source_text", "published_text"
    )
    assert rows.rows() == [(1, "SOHR", "2016-01-02"), (2, "AFP", "2016-01-03")]
    assert not quirks(found)


def test_trap_17_lists_of_two_lengths_are_not_paired() -> None:
    found = read(source_office="SOHR;AFP", source_date="2016-01-02")
    assert found["report_sources"]["source_text"].to_list() == ["SOHR", "AFP"]
    assert found["report_sources"]["published_text"].to_list() == [None, None]
    assert quirks(found) == [("uneven_lists", "2016-01-02")]


def test_trap_17_a_list_of_states_is_a_state() -> None:
    found = read(type_of_violence="2", side_a="Three armies", gwnoa="2;200;900")
    assert cells(found)["deaths_a"] == ["armed_forces", "Three armies"]


def test_whole_numbers_that_became_decimals_are_the_same_event() -> None:
    codes = {"id": "300380", "side_a_id": "118", "date_prec": "2", "where_prec": "6"}
    plain = read(**codes, event_clarity="1")
    as_decimals = read(**{k: f"{v}.0" for k, v in codes.items()}, event_clarity="1.0")
    for table, frame in plain.items():
        assert frame.equals(as_decimals[table]), table
    assert plain["reports"]["native_id"].to_list() == ["300380"]


def test_one_sided_violence_as_a_decimal_is_one_sided() -> None:
    found = read(type_of_violence="3.0", side_a="IS", deaths_a="0", deaths_b="0")
    assert set(cells(found)) == {"best", "deaths_civilians"}


def test_what_the_source_has_summed_is_flagged() -> None:
    assert quirks(read(event_clarity="2")) == [("summed_by_source", "2")]
    assert not quirks(read(event_clarity="1"))


def test_the_status_of_a_candidate_stays_in_its_own_words() -> None:
    found = read(code_status="Check deaths", relid="AAA-2024-1-1-1")
    assert found["reports"]["harm_status"].to_list() == ["Check deaths"]
    assert found["report_aliases"].select("alias", "authority").rows() == [
        ("AAA-2024-1-1-1", "ucdp_relid")
    ]


def test_traps_2_and_3_brackets_out_of_order_pass_through() -> None:
    found = read(low="9", best="3", high="2")["claims"].filter(anchor="best")
    assert found.select("low", "best", "high").row(0) == (9, 3, 2)
    found = read(low="0", best="0", high="110")["claims"].filter(anchor="best")
    assert found.select("low", "best", "high").row(0) == (0, 0, 110)


def test_trap_19_a_year_stays_one_event_of_a_year() -> None:
    found = read(date_start="2016-01-01", date_end="2016-12-31", date_prec="5")
    dates = found["reports"].select("date_min", "date_max", "date_precision").row(0)
    assert dates == (date(2016, 1, 1), date(2016, 12, 31), "year")


@pytest.mark.parametrize(
    ("changes", "days", "quirk"),
    [
        ({"date_end": "2015-12-31"}, (date(2016, 1, 1),) * 2, "end_before_start"),
        ({"date_start": "1970-01-01"}, (None, None), "sentinel_date"),
        ({"date_start": None, "date_end": None}, (None, None), None),
    ],
)
def test_an_event_is_not_lost_for_its_date(
    changes: dict[str, str | None], days: tuple[date | None, ...], quirk: str | None
) -> None:
    found = read(**changes)
    assert found["reports"].select("date_min", "date_max").row(0) == days
    assert found["rejects"].is_empty()
    assert [name for name, _ in quirks(found)] == ([quirk] if quirk else [])


def test_a_date_that_cannot_be_read_is_listed() -> None:
    found = read(date_start="2016-13-01")
    assert found["reports"].select("date_min", "date_max").row(0) == (None, None)
    assert found["rejects"].select("column_name", "value").rows() == [
        ("date_start", "2016-13-01")
    ]
    assert not found["claims"].is_empty()


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
