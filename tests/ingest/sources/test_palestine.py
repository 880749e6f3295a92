"""Tech for Palestine: flows, bases and voices of a toll; series that count apart."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import column_key
from ingest.recognition import recognise
from ingest.records import Records
from ingest.sources import ADAPTERS
from tests.ingest.sources.test_published import DATA, published

HERE = Path(__file__).parent / "palestine"
Read = Callable[..., Records]


def claims(records: Records, native_id: str) -> dict[str, dict[str, object]]:
    """The claims of a report by their column."""
    rows = records["claims"].filter(report_ref=native_id)
    return {row["anchor"]: row for row in rows.to_dicts()}


@pytest.fixture
def gaza(read: Read) -> Records:
    return read(HERE / "casualties_daily.json")


def test_trap_22_what_a_committee_recognised_is_a_flow_of_its_own(
    gaza: Records,
) -> None:
    day = claims(gaza, "gaza/2025-08-23")
    flows = {name: (row["flow"], row["best"]) for name, row in day.items()}
    assert flows["killed"] == (None, 359)
    assert flows["killed_committee"] == ("recognised", 298)
    assert flows["killed_truce_new"] == ("new", 61)


def test_what_is_filled_in_is_imputed_and_the_word_of_who_filled_it_in(
    gaza: Records,
) -> None:
    day = claims(gaza, "gaza/2025-08-23")
    said = day["killed_cum"]
    assert (said["count_basis"], said["claimed_by"]) == (
        "stated",
        "Ministry of Health, Gaza",
    )
    filled = day["ext_killed_cum"]
    assert (filled["count_basis"], filled["operator"]) == ("imputed", "point")
    assert filled["claimed_by"] is None


def test_a_missing_day_states_nothing_of_the_day(gaza: Records) -> None:
    day = claims(gaza, "gaza/2026-08-21")
    assert {row["count_basis"] for row in day.values()} == {"imputed"}
    # No hours are reported, so that the first day is not known.
    assert day["ext_killed"]["period_start"] is None
    assert "gaza/2026-08-21" not in set(gaza["report_sources"]["report_ref"])


def test_the_hours_of_a_report_are_its_period(gaza: Records) -> None:
    two_days = claims(gaza, "gaza/2026-08-22")
    killed, so_far = two_days["killed"], two_days["killed_cum"]
    assert killed["scope"] == "period"
    assert killed["period_start"] == date(2026, 8, 21)
    assert killed["period_end"] == date(2026, 8, 22)
    assert so_far["scope"] == "cumulative"
    assert so_far["period_start"] == date(2023, 10, 7)


def test_groups_of_people_are_cells(gaza: Records) -> None:
    day = claims(gaza, "gaza/2023-10-08")
    women, children = day["killed_women_cum"], day["killed_children_cum"]
    assert (women["sex"], women["age_group"]) == ("female", "adult")
    assert (children["sex"], children["age_group"]) == ("all", "child")
    assert day["press_killed_cum"]["occupation"] == "journalist"
    assert day["ext_med_killed_cum"]["occupation"] == "health_worker"
    assert day["ext_civdef_killed_cum"]["occupation"] == "rescue_worker"
    assert {row["role"] for row in day.values()} == {"all"}


def test_the_starved_and_the_seekers_of_aid_are_series_apart(gaza: Records) -> None:
    reports = gaza["reports"].filter(date_min=date(2025, 8, 23))
    assert dict(reports.select("series_text", "cause_text").iter_rows()) == {
        "Gaza": None,
        "Gaza, people seeking aid": "while seeking aid",
        "Gaza, famine": "famine",
    }


def test_a_count_of_events_is_no_claim(gaza: Records) -> None:
    assert not gaza["claims"]["anchor"].str.contains("massacres").any()


def test_west_bank_verified_and_flash_updates_are_apart(read: Read) -> None:
    found = read(HERE / "west_bank_daily.json")
    verified = claims(found, "west-bank-verified/2023-12-17")
    filled = claims(found, "west-bank/2023-12-17")
    told = claims(found, "west-bank/2023-10-07")
    assert verified["verified.killed_cum"]["claimed_by"] == "UN OCHA"
    assert told["killed_cum"]["count_basis"] == "stated"
    assert told["killed_cum"]["claimed_by"] == "UN OCHA"
    assert filled["killed_cum"]["count_basis"] == "imputed"
    assert filled["killed_cum"]["claimed_by"] is None
    moved = claims(found, "west-bank-displaced/2023-12-17")
    assert moved["displaced_households_cum"]["unit_counted"] == "households"
    assert {row["count_basis"] for row in moved.values()} == {"derived"}


def test_lebanon_begins_anew_with_a_phase(read: Read) -> None:
    found = read(HERE / "lebanon_casualties_daily.json")
    names = found["reports"].filter(date_min=date(2026, 3, 5))["series_text"].to_list()
    assert names == ["Lebanon, phase 2", "Lebanon, all phases"]
    assert claims(found, "lebanon/2026-03-05")["killed_cum_reported"]["best"] == 123
    in_all = claims(found, "lebanon-phases/2026-03-05")["killed_cum"]
    assert (in_all["best"], in_all["count_basis"]) == (4170, "derived")


def test_a_bulletin_is_a_report_of_its_own(read: Read) -> None:
    found = read(*sorted((HERE / "bulletins").glob("*.md")))
    days = dict(found["reports"].select("report_ref", "published_at").iter_rows())
    assert days["bulletin/gaza/2023-10-07"].date() == date(2023, 10, 7)
    # In a bulletin this column is the ministry's toll of the phase.
    told = claims(found, "bulletin/lebanon/2023-11-29")
    assert (told["killed_cum"]["best"], told["killed_cum"]["count_basis"]) == (
        92,
        "stated",
    )


def test_of_the_words_of_a_bulletin_the_addresses_are_kept(read: Read) -> None:
    found = read(HERE / "bulletins/lebanon.md")
    sources = found["report_sources"].select("source_text", "relation", "url")
    assert sources.rows() == [
        ("UN OCHA", "quoted", None),
        (None, "linked", "https://example.org/update-3"),
    ]


def test_a_row_with_a_broken_figure_is_rejected_whole() -> None:
    found = recognise("x", [[*ADAPTERS["palestine_lebanon"].members["daily"].needs]])
    assert found
    row = {"report_date": "2024-01-02", "killed_cum": "many", "phase": "1"}
    columns = {*found.columns, "report_period", "injured", "killed", "injured_cum"}
    columns |= {"killed_cum_reported", "injured_cum_reported"}
    batch = pl.DataFrame(
        [dict.fromkeys(columns) | row | {"line": 1, "file_name": "x"}],
        schema=dict.fromkeys(columns, pl.String)
        | {"line": pl.Int64, "file_name": pl.String},
    )
    records = found.adapter.records("daily", batch)
    assert records["claims"].is_empty()
    assert records["rejects"].select("column_name", "value").rows() == [
        ("killed_cum", "many")
    ]


def test_trap_30_presentation_forms_are_the_letters() -> None:
    assert column_key("\ufecf\ufeb0\ufe93") == column_key("\u063a\u0632\u0629")
    # A hamza that is written apart.
    assert column_key("\u0627\u0654") == column_key("\u0623")


@published
def test_every_figure_of_the_published_series_is_a_claim(read: Read) -> None:
    found = read(
        DATA / "palestine/casualties_daily.json",
        DATA / "palestine/west_bank_daily.json",
        DATA / "palestine/lebanon_casualties_daily.json",
    )
    best = dict(
        found["claims"].group_by("anchor").agg(pl.col("best").sum()).iter_rows()
    )
    assert found["rejects"].is_empty()
    assert best["ext_killed"] == 73_419
    assert best["killed_truce_new"] == 14_915
    assert best["killed_committee"] == 9_774
    assert best["killed_recovered"] == 1_984
    assert best["killed_succumbed"] == 98
    assert best["verified.killed"] == 735
    assert found["claims"].filter(anchor="settler_attacks_cum").is_empty()


@published
def test_late_mentions_stand_beside_each_other(read: Read) -> None:
    """Where a bulletin and the series differ, both figures are there."""
    folder = DATA / "palestine/bulletins_half/gaza-daily"
    # A fifth of them: reading all of them takes a minute.
    told = read(*sorted(folder.glob("*.md"))[::5])["claims"]
    series = read(DATA / "palestine/casualties_daily.json")["claims"]
    both = told.filter(pl.col("report_ref").str.starts_with("bulletin/gaza/")).join(
        series,
        left_on=[pl.col("report_ref").str.strip_prefix("bulletin/"), "anchor"],
        right_on=["report_ref", "anchor"],
    )
    assert both.height > 1_000
    assert set(told["report_ref"]).isdisjoint(series["report_ref"])
