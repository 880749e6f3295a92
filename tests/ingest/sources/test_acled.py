"""ACLED: what a date, a figure and the order of actors say, and its layouts."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.normalise.column_names import arrange
from ingest.recognition import recognise
from ingest.records import Records
from ingest.sources import ADAPTERS

ReadFiles = Callable[..., Records]

ADAPTER = ADAPTERS["acled"]
HERE = Path(__file__).parent / "acled"
EVENT = {
    "event_id_cnty": "SYR1",
    "event_date": "2024-02-14",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Northern Gang",
    "inter1": "Political militia",
    "actor2": "Civilians (Syria)",
    "inter2": "Civilians",
    "fatalities": "2",
    "timestamp": "1739318400",
}


def records(**changes: str | None) -> Records:
    row = EVENT | changes | {"file_name": "acled.csv"}
    frame = pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))
    batch = frame.with_columns(line=pl.lit(2, pl.Int64))
    return ADAPTER.records("events", arrange(ADAPTER.members["events"], batch))


def roles(**changes: str | None) -> list[tuple[str, str]]:
    actors = records(**changes)["report_actors"].sort("actor_order")
    return actors.select("actor_text", "actor_role").rows()


def _member(columns: list[str]) -> str | None:
    found = recognise("acled.csv", [columns])
    return found.member if found and found.adapter.name == "acled" else None


@pytest.mark.parametrize(
    ("name", "member"),
    [
        ("events.csv", "events"),
        ("events_before_2025.csv", "events"),
        ("deletions.csv", "deletions"),
    ],
)
def test_identifiers_that_came_and_went_do_not_hide_a_layout(
    name: str, member: str
) -> None:
    columns = (HERE / name).read_text().splitlines()[0].split(",")
    assert _member(columns) == member
    assert _member([*columns, "population_1km", "population_best"]) == member
    assert _member([column.upper() for column in columns]) == member


def test_associates_were_called_allies_once() -> None:
    found = records(actor2=None, ALLY_ACTOR_1="Harbour Gang")["report_actors"]
    assert found["actor_text"].to_list() == ["Northern Gang", "Harbour Gang"]


@pytest.mark.parametrize(
    ("code", "first", "last", "precision"),
    [
        ("1", date(2024, 2, 14), date(2024, 2, 14), "day"),
        ("2", date(2024, 2, 11), date(2024, 2, 17), "week"),
        ("3", date(2024, 2, 1), date(2024, 2, 29), "month"),
        (None, date(2024, 2, 14), date(2024, 2, 14), None),
    ],
)
def test_a_reference_day_stands_for_its_week_or_month(
    code: str | None, first: date, last: date, precision: str | None
) -> None:
    report = records(time_precision=code)["reports"].row(0, named=True)
    told = (report["date_min"], report["date_max"], report["date_precision"])
    assert told == (first, last, precision)


@pytest.mark.parametrize("text", ["16 May 2021", "16-May-2021", "2021-05-16"])
def test_dates_of_all_exports(text: str) -> None:
    assert records(event_date=text)["reports"]["date_min"].to_list() == [
        date(2021, 5, 16)
    ]


def test_a_date_in_numbers_alone_is_not_guessed() -> None:
    found = records(event_date="03/04/2021")
    assert found["reports"].is_empty()
    assert found["rejects"]["reason"].to_list() == ["not a date"]


def test_a_figure_is_the_lowest_and_counts_everybody() -> None:
    claim = records()["claims"].row(0, named=True)
    assert (claim["low"], claim["best"], claim["high"]) == (None, 2, None)
    assert (claim["role"], claim["operator"]) == ("all", "point")
    assert claim["count_basis"] == "conservative"


def test_a_zero_may_mean_not_stated_and_a_blank_says_nothing() -> None:
    assert records(fatalities="0")["claims"]["count_basis"].to_list() == ["coded_zero"]
    found = records(fatalities=None)
    assert found["claims"].is_empty()
    assert found["reports"].height == 1


@pytest.mark.parametrize("text", ["unknown", "-1", "2.5"])
def test_a_figure_that_is_no_number_is_rejected(text: str) -> None:
    found = records(fatalities=text)
    assert found["reports"].is_empty()
    assert found["rejects"]["value"].to_list() == [text]


def test_the_order_of_actors_implies_no_direction() -> None:
    assert {role for _, role in roles(inter2="Rebel group")} == {"participant"}
    # Civilians can be a side without being the target.
    assert {role for _, role in roles()} == {"participant"}


def test_violence_against_civilians_has_its_target_second() -> None:
    found = roles(
        event_type="Violence against civilians",
        assoc_actor_1="Harbour Gang;  Hill Gang",
        assoc_actor_2="Farmers (Syria)",
    )
    assert found == [
        ("Northern Gang", "perpetrator"),
        ("Civilians (Syria)", "target"),
        ("Harbour Gang", "perpetrator"),
        ("Hill Gang", "perpetrator"),
        ("Farmers (Syria)", "target"),
    ]


@pytest.mark.parametrize(
    ("first", "second"), [("Protesters", "State forces"), ("6", "1")]
)
def test_where_civilians_are_the_target_it_is_the_unarmed_side(
    first: str, second: str
) -> None:
    found = roles(
        civilian_targeting="Civilian targeting",
        inter1=first,
        inter2=second,
        assoc_actor_1="Students (Syria)",
    )
    assert [role for _, role in found] == ["target", "perpetrator", "participant"]


def test_two_unarmed_sides_are_participants() -> None:
    found = roles(civilian_targeting="Civilian targeting", inter1="Civilians")
    assert [role for _, role in found] == ["participant", "participant"]


def test_the_time_of_the_last_change_is_that_of_publication() -> None:
    report = records()["reports"].row(0, named=True)
    assert report["published_at"] == datetime(2025, 2, 12)
    assert report["published_precision"] == "time"


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("time_precision", "9"),
        ("timestamp", "yesterday"),
        ("timestamp", "1739318400000"),
        ("latitude", "3612.45"),
    ],
)
def test_a_strange_value_costs_that_value_alone(column: str, text: str) -> None:
    found = records(**{column: text})
    assert found["reports"].height == found["claims"].height == 1
    assert found["rejects"].select("column_name", "value").rows() == [(column, text)]


def test_the_words_of_third_parties_are_not_kept() -> None:
    found = records(notes="Words of a paper.", tags="crowd size=no report")
    assert "Words" not in str({name: t.to_dicts() for name, t in found.items()})


def test_deleted_events_are_retractions(read: ReadFiles) -> None:
    found = read(HERE / "deletions.csv")
    assert found["retractions"].select("native_id", "retracted_at").rows() == [
        ("SYR2", datetime(2025, 3, 9, 6, 0)),
        ("SYR77", datetime(2025, 3, 9, 6, 0, 1)),
    ]
    assert found["rejects"].select("line", "column_name").rows() == [
        (4, "event_id_cnty"),
        (5, "deleted_timestamp"),
    ]
