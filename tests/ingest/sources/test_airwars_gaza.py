"""Airwars Gaza: figures in words, groups in a list, dates as the pages write them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingest.records import Records

FILE = Path(__file__).parent / "airwars_gaza" / "incidents.jsonl"


@pytest.fixture
def found(read: Callable[..., Records]) -> Records:
    return read(FILE)


def test_trap_1_a_range_an_unknown_and_an_absent_figure_are_three_outcomes(
    found: Records,
) -> None:
    figures = ("report_ref", "low", "best", "high", "operator", "value_text")
    claims = found["claims"].select("anchor", *figures)
    killed = claims.filter(anchor="civilians_killed").drop("anchor").rows()
    assert killed == [
        ("G1", 2, None, 3, "range", "2 \u2013 3"),
        ("G2", None, None, None, "unknown", "Unknown"),
        ("G3", 1, 1, 1, "exact", "1"),
        ("G5", 1, 1, 1, "exact", "1"),
    ]
    injured = claims.filter(anchor="civilians_injured").drop("anchor").rows()
    assert injured == [("G1", 4, None, 6, "range", "4\u20136")]


def test_a_figure_that_cannot_be_read_rejects_the_row(found: Records) -> None:
    assert "G4" not in found["reports"]["native_id"]
    rejects = found["rejects"].select("column_name", "value").rows()
    assert ("civilians_killed", "several") in rejects


def test_trap_5_groups_become_cells_and_the_rest_is_not_made_up(
    found: Records,
) -> None:
    cells = ("anchor", "low", "high", "age_group", "sex", "occupation", "status")
    groups = found["claims"].filter(rule_id="airwars_gaza.breakdown").select(cells)
    assert groups.rows() == [
        ("children_killed", 1, 2, "child", "all", "all", "civilian"),
        ("men_killed", 1, 1, "adult", "male", "all", "civilian"),
        ("health_workers_killed", 1, 1, "all", "all", "health_worker", "civilian"),
    ]


def test_an_item_that_is_no_group_is_listed(found: Records) -> None:
    rejects = found["rejects"].select("column_name", "value", "reason").rows()
    assert ("breakdown", "1 farmer", "is no number of a known group") in rejects


def test_belligerents_are_never_of_unknown_status(found: Records) -> None:
    claims = found["claims"].filter(anchor="belligerents_killed")
    assert claims.select("low", "high", "status").rows() == [
        (0, 1, "direct_participant")
    ]


def test_days_as_the_pages_write_them(found: Records) -> None:
    days = found["reports"].select("native_id", "date_min", "date_max").rows()
    assert days == [
        ("G1", date(2023, 10, 9), date(2023, 10, 9)),
        ("G2", date(2023, 10, 9), date(2023, 10, 10)),
        ("G3", date(2023, 10, 30), date(2023, 11, 2)),
        ("G5", None, None),
    ]
    assert ("date_text", "some day") in found["rejects"].select(
        "column_name", "value"
    ).rows()


def test_trap_29_parties_in_any_order_with_the_field_s_certainty(
    found: Records,
) -> None:
    actors = ("report_ref", "actor_order", "actor_text", "actor_role", "certainty")
    assert found["report_actors"].select(actors).rows() == [
        ("G1", 1, "B", "perpetrator", "suspected"),
        ("G2", 1, "B", "perpetrator", "suspected"),
        ("G2", 2, "C", "perpetrator", "suspected"),
        ("G2", 3, "D", "target", "known"),
    ]


def test_of_the_place_the_governorate_and_the_point_are_read(found: Records) -> None:
    place = found["report_places"].row(0, named=True)
    assert place["admin2_text"] == "Rafah"
    assert place["place_text"] is None
    assert (place["latitude"], place["longitude"]) == (31.3, 34.25)


def test_no_prose_leaves_the_reader(found: Records) -> None:
    words = [frame.select(pl.col(pl.String)) for frame in found.values()]
    said = {cell for frame in words for row in frame.rows() for cell in row if cell}
    assert not any("nobody reads" in cell or "quarter" in cell for cell in said)
