"""Coordinates: decimal degrees, WGS 84."""

import polars as pl

from ingest.normalise.counts import Parsed

LATITUDE = 90.0
LONGITUDE = 180.0

EARTH_RADIUS_M = 6_371_000.0


def distance_m(
    latitude: pl.Expr,
    longitude: pl.Expr,
    other_latitude: pl.Expr,
    other_longitude: pl.Expr,
) -> pl.Expr:
    """Great-circle distance in metres between two points in degrees (haversine)."""
    north, other_north = latitude.radians(), other_latitude.radians()
    rise = ((other_north - north) / 2).sin() ** 2
    run = ((other_longitude - longitude).radians() / 2).sin() ** 2
    half = (rise + north.cos() * other_north.cos() * run).clip(0, 1)
    return 2 * EARTH_RADIUS_M * half.sqrt().arcsin()


def parse_degrees(text: pl.Expr, limit: float) -> Parsed:
    """Degrees, Float64; a blank is NULL without a fault.

    Faults: no number, or outside ±``limit`` (``LATITUDE``, ``LONGITUDE``): a lost
    decimal point, most often.
    """
    said = text.str.strip_chars()
    degrees = said.cast(pl.Float64, strict=False)
    is_usable = degrees.is_between(-limit, limit)
    fault = (
        pl.when(said.is_null() | (said == "") | is_usable)
        .then(None)
        .otherwise(pl.lit(f"not within {limit:.0f} degrees: kept without coordinates"))
    )
    return pl.when(is_usable).then(degrees), fault


def parse_point(latitude: pl.Expr, longitude: pl.Expr) -> dict[str, pl.Expr]:
    """Columns ``latitude`` and ``longitude`` of a place: both, or neither.

    Where they are neither, ``latitude_text`` and ``longitude_text`` hold what the
    source wrote, for ``place_quirks.judge_places``; else these are NULL.
    """
    north, _ = parse_degrees(latitude, LATITUDE)
    east, _ = parse_degrees(longitude, LONGITUDE)
    has_both = north.is_not_null() & east.is_not_null()
    return {
        "latitude": pl.when(has_both).then(north),
        "longitude": pl.when(has_both).then(east),
        "latitude_text": _unless(has_both, latitude),
        "longitude_text": _unless(has_both, longitude),
    }


def _unless(is_read: pl.Expr, text: pl.Expr) -> pl.Expr:
    return pl.when(~is_read & (text.str.strip_chars() != "")).then(text)


def judge_point(latitude: str, longitude: str) -> dict[str, Parsed]:
    """The two columns of a table as ``faults.list_faults`` takes them."""
    return {
        latitude: parse_degrees(pl.col(latitude), LATITUDE),
        longitude: parse_degrees(pl.col(longitude), LONGITUDE),
    }
