"""PITF atrocities: broken ranges, campaigns, degrees, and rows without identifiers."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.records import Records
from ingest.sources import ADAPTERS

ReadFiles = Callable[..., Records]

ADAPTER = ADAPTERS["pitf_atrocities"]
EVENTS = Path(__file__).parent / "pitf_atrocities/events.csv"
EVENT = {
    "Event Type": "Incident ",
    "Start Day": "03",
    "Start Month": "02",
    "Start Year": "2012",
    "Country": "SYR ",
    "Locality": "Homs",
    "Deaths Number": "12",
    "Injured Number": "30",
}


def records(*changes: dict[str, str | None]) -> Records:
    rows = [EVENT | change | {"file_name": "pitf.xls"} for change in changes or ({},)]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))
    batch = frame.with_row_index("line", 4).cast({"line": pl.Int64})
    return ADAPTER.records("events", arrange(ADAPTER.members["events"], batch))


def told(found: Records, *columns: str) -> list[tuple[object, ...]]:
    return found["claims"].select(columns).rows()


def test_the_header_stands_under_two_rows_of_headings(read: ReadFiles) -> None:
    found = read(EVENTS)["reports"]
    assert found.height == 6
    assert found["line"].min() == 4


def test_the_dead_and_injured_are_civilians() -> None:
    assert told(records(), "measure", "best", "status", "role") == [
        ("killed", 12, "civilian", "victim"),
        ("injured", 30, "civilian", "victim"),
    ]


def test_a_contested_status_is_not_known_and_a_no_contests_nothing() -> None:
    contested = records({"Victim Noncombatant Contested": "Yes"})
    assert told(contested, "status", "is_status_contested") == [("unknown", True)] * 2
    no = records({"Victim Noncombatant Contested": "No"})
    assert told(no, "status", "is_status_contested") == [("civilian", False)] * 2
    unarmed = records({"Victim Identity Unarmed Combatants": "1"})
    assert told(unarmed, "status", "is_status_contested") == [("unknown", False)] * 2


def test_a_range_stays_a_range() -> None:
    found = records({"Deaths Number": "5-10", "Injured Number": None})
    assert told(found, "low", "best", "high", "operator") == [(5, None, 10, "range")]


def test_a_range_that_falls_is_passed_through_as_published() -> None:
    found = records({"Deaths Number": "20-12", "Injured Number": None})
    assert told(found, "low", "best", "high", "operator") == [(20, None, 12, "range")]
    assert found["rejects"].is_empty()


@pytest.mark.parametrize("text", ["2012-10-05", "10-May", "May-10", "5/10/2012"])
def test_a_range_that_became_a_date_is_flagged_and_not_read(text: str) -> None:
    found = records({"Deaths Number": text, "Injured Number": None})
    assert found["reports"].height == 1
    assert found["claims"].is_empty()
    assert found["report_quirks"].select("quirk", "column_name", "value").rows() == [
        ("range_became_date", "Deaths Number", text)
    ]
    assert found["rejects"]["value"].to_list() == [text]


def test_a_vague_word_costs_that_figure_alone() -> None:
    found = records({"Injured Number": "dozens"})
    assert told(found, "measure", "best") == [("killed", 12)]
    assert found["report_quirks"].is_empty()
    assert found["rejects"]["value"].to_list() == ["dozens"]


def test_the_scale_of_deaths_counts_only_without_their_number() -> None:
    scale = {"Deaths Scale": "10-99", "Injured Number": None}
    assert told(records(scale), "anchor", "best") == [("deaths", 12)]
    alone = records(scale | {"Deaths Number": None})
    assert told(alone, "anchor", "low", "high") == [("deaths_scale", 10, 99)]


def test_a_day_that_is_none_or_before_the_first_costs_itself_alone() -> None:
    found = records({"Start Day": "40"})
    assert found["reports"]["date_min"].to_list() == [None]
    assert found["claims"].height == 2
    end: dict[str, str | None] = {"End Day": "1", "End Month": "2", "End Year": "2012"}
    backward = records(end)
    assert backward["reports"]["date_max"].to_list() == [date(2012, 2, 3)]
    assert backward["report_quirks"]["quirk"].to_list() == ["end_before_start"]


@pytest.mark.parametrize("kind", ["Campaign", "Campaign ", "campaign"])
def test_a_campaign_is_a_toll_over_its_period(kind: str) -> None:
    end = {"End Month": "3", "End Year": "2012"}
    found = records({"Event Type": kind, "Start Day": None} | end)
    assert found["reports"]["unit"].item() == "period_toll"
    periods = told(found, "scope", "period_start", "period_end")
    assert periods == [("period", date(2012, 2, 1), date(2012, 3, 31))] * 2


@pytest.mark.parametrize(
    ("said", "country"), [("SYR ", "SYR"), ("\nIRQ", "IRQ"), ("NGR", "NGA")]
)
def test_countries_have_stray_blanks_and_codes_of_their_own(
    said: str, country: str
) -> None:
    found = records({"Country": said})["report_places"]
    assert found["country_text"].item() == country


@pytest.mark.parametrize("names", [("Degrees", "Degrees_2"), ("LAT_", "LONG_")])
def test_degrees_minutes_and_seconds(names: tuple[str, str]) -> None:
    north = ("34", "43", "30", "South")
    east = ("36", "42", None, "E")
    parts = ("Degrees", "Minutes", "Seconds", "Direction")
    cells = {
        name: value
        for side, values in zip(names, (north, east), strict=True)
        for name, value in zip(_columns(side, parts), values, strict=True)
    }
    place = records(cells)["report_places"].row(0, named=True)
    assert (place["latitude"], place["longitude"]) == (-34.725, 36.7)


def _columns(side: str, parts: tuple[str, ...]) -> list[str]:
    again = "_2" if side.endswith("_2") else ""
    return [
        side + p if side.endswith("G_") or side == "LAT_" else p + again for p in parts
    ]


def test_degrees_that_make_no_number_cost_the_point_alone() -> None:
    found = records({"Degrees": "12", "Minutes": "x", "Direction": "N"})
    assert found["reports"].height == 1
    assert found["rejects"]["value"].to_list() == ["12 x N"]


def test_a_mark_stands_for_the_kind_of_perpetrator_and_a_name_for_itself() -> None:
    found = records(
        {
            "Perp State Role": "Indirect",
            "Perp State Military": "x",
            "Perp State Police": "No",
            "Perp NonState Religious": "Northern Front",
        }
    )["report_actors"]
    assert found["actor_text"].to_list() == [
        "state: Indirect",
        "military of a state",
        "Northern Front",
    ]


def test_an_identifier_outlives_a_corrected_figure_and_another_spelling() -> None:
    first = records({}, {"Deaths Number": "8"})["reports"]["native_id"].to_list()
    again = records({"Deaths Number": "13", "Start Day": "3", "Country": "SYR"}, {})[
        "reports"
    ]["native_id"].to_list()
    assert first == again
    assert len(set(first)) == 2


def test_words_of_coders_are_not_kept() -> None:
    found = records(
        {"Description": "Words.", "Comments": "Words.", "Citation": "Words."}
    )
    assert "Words" not in str({name: t.to_dicts() for name, t in found.items()})
