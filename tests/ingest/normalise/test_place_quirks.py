"""Odd places: what is flagged, what is not, and that nothing is changed."""

import polars as pl
import pytest

from ingest.gazetteer import load, load_index
from ingest.normalise.coordinates import parse_point
from ingest.normalise.place_quirks import judge_places
from ingest.normalise.places import locate
from ingest.quirks import QUIRKS
from ingest.records import TABLES

GAZETTEER = load()
INDEX = load_index()
POINT = "latitude, longitude"


def judged(
    latitude: str | None, longitude: str | None, **row: object
) -> list[tuple[str, str, str]]:
    """The quirks of a place in Syria, from the words of its coordinates on."""
    said = pl.DataFrame({"north": [latitude], "east": [longitude]}).cast(pl.String)
    point = said.select(**parse_point(pl.col("north"), pl.col("east")))
    stated = {"report_ref": "r", "line": 2, "file_name": "f", "country_text": "Syria"}
    frame = TABLES["report_places"].frame([stated | point.row(0, named=True) | row])
    found = judge_places(locate(frame, INDEX), GAZETTEER)
    assert set(found.select("report_ref", "line", "file_name").rows()) <= {
        ("r", 2, "f")
    }
    assert set(found["quirk"]) <= set(QUIRKS)
    return found.select("quirk", "column_name", "value").rows()


@pytest.mark.parametrize(
    ("latitude", "longitude", "quirk"),
    [
        ("35.9626", "4239.00416", ("decimal_point_lost", "longitude", "4239.00416")),
        ("359626", "39.0", ("decimal_point_lost", "latitude", "359626")),
        ("35.9626", "9939", ("impossible_coordinates", "longitude", "9939")),
        ("north", "36.6", ("impossible_coordinates", "latitude", "north")),
        ("35.9", None, ("impossible_coordinates", "latitude", "35.9")),
        ("36.5", "36.5", ("latitude_equals_longitude", POINT, "36.5, 36.5")),
        ("0", "0.0", ("point_at_zero", POINT, "0.0, 0.0")),
        # Tehran, in a report of Syria.
        ("35.69", "51.39", ("point_outside_country", POINT, "35.69, 51.39")),
    ],
)
def test_an_odd_point(
    latitude: str, longitude: str | None, quirk: tuple[str, str, str]
) -> None:
    assert judged(latitude, longitude) == [quirk]


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        ("35.93", "36.63"),
        (None, None),
        (" ", ""),
        ("37.3", "42.4"),  # the corner at the Tigris, east of the last town
        ("36.85", "38.0"),  # just across the border
    ],
)
def test_a_point_that_is_not_odd(latitude: str | None, longitude: str | None) -> None:
    assert judged(latitude, longitude) == []


def test_both_degrees_may_have_lost_their_point() -> None:
    quirks = [quirk for quirk, *_ in judged("3593", "3663")]
    assert quirks == ["decimal_point_lost"] * 2


def test_a_point_at_sea_is_not_outside() -> None:
    sea = {"precision_scale": "ucdp", "precision_code": "7"}
    assert judged("34.5", "33.5", **sea) == []
    assert [quirk for quirk, *_ in judged("34.5", "33.5")] == ["point_outside_country"]


def test_a_point_far_from_the_stated_area_is_flagged_and_overrules_nothing() -> None:
    assert judged("33.5", "36.3", admin1_text="Aleppo") == [
        ("point_outside_admin1", POINT, "33.5, 36.3")
    ]
    assert judged("36.5", "38.3", admin1_text="Aleppo") == []


def test_a_metropolis_has_its_outskirts() -> None:
    assert judged("33.56", "36.5", admin1_text="Damascus") == []


def test_the_centre_of_the_gazetteer_is_no_point_of_the_source() -> None:
    assert judged(None, None, admin1_text="Aleppo") == []


@pytest.mark.parametrize(
    ("row", "quirk"),
    [
        (
            {"country_text": "Atlantis"},
            ("unmatched_country", "country_text", "Atlantis"),
        ),
        (
            {"admin1_text": "Hama or Idlib"},
            ("unmatched_admin1", "admin1_text", "Hama or Idlib"),
        ),
        ({"pcode": "SYX"}, ("unmatched_admin1", "pcode", "SYX")),
    ],
)
def test_words_that_no_place_is_found_for(
    row: dict[str, str], quirk: tuple[str, str, str]
) -> None:
    assert judged(None, None, **row) == [quirk]


def test_words_that_are_not_there_are_not_unmatched() -> None:
    assert judged(None, None, country_text=None, admin1_text=" ") == []


def test_no_places_have_no_quirks() -> None:
    found = judge_places(locate(TABLES["report_places"].frame([]), INDEX), GAZETTEER)
    assert found.is_empty()
