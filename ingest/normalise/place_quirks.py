"""What is odd about the places of a source: flagged, never repaired.

A country is taken for the box around its known settlements, an area for a circle around
its centre, both with a wide margin: a flag is to be right, rather than to find all.
"""

import polars as pl

from ingest.normalise.coordinates import LATITUDE, LONGITUDE, distance_m

# Metres by which a point may lie outside the box around the settlements of its country.
# The box ends at the last settlement and not at the border, and fire across a border is
# told of either side. Of 17,700 points of UCDP in Syria and Ukraine none lies more than
# 10 km outside; the nearest wrong one in Airwars' Syria is 100 km away.
MARGIN_M = 50_000.0
_MARGIN_DEGREES = 0.5  # the same, for a degree that lacks its other half

# How many radii from the centre of its area a point may lie, and no less than the
# margin. A radius holds 90 % of the cities of an area; three hold all but 0.004 %.
AREA_RADII = 3.0

# Waters and airspace lie outside countries and areas by their nature.
SEA = (("ucdp", "7"), ("insecurity_insight", "(7) Estimated Sea/Air Coordinates"))

# A longer row of digits than this is no degree that lost its point.
_SHIFTS = tuple(10.0**places for places in range(1, 13))

_OF_PLACE = ("report_ref", "line", "file_name")
# Places that are alike in these have the same quirks.
_JUDGED = (
    *("country_text", "admin1_text", "pcode", "country_id", "admin1_id"),
    *("latitude", "longitude", "latitude_text", "longitude_text"),
    *("location_method", "precision_scale", "precision_code"),
)


def judge_places(places: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """The quirks of some places; a place may have several.

    - ``latitude_equals_longitude``: apart from their signs, and not both 0.
    - ``point_at_zero``: 0, 0, which is in the Atlantic.
    - ``decimal_point_lost``: a degree outside its range that comes to lie in the box of
      the country, or half a degree around it, when it is divided by a power of ten.
    - ``impossible_coordinates``: another one outside its range, what is no number, and
      one degree without the other: no point was read.
    - ``point_outside_country``: farther than ``MARGIN_M`` from the box around
      the settlements of the country, but not where the source says sea (``SEA``).
    - ``point_outside_admin1``: farther than ``AREA_RADII`` radii of the area from its
      centre, and than ``MARGIN_M``; not at sea.
    - ``unmatched_country``, ``unmatched_admin1``: named or coded, and not found.

    Args:
        places: ``raw.report_places`` as ``places.locate`` returns it.
        gazetteer: ``ingest.gazetteer.COLUMNS``.

    Returns:
        report_ref, line, file_name, quirk (of ``ingest.quirks``), column_name, value
        (as the source states it; a point as 'latitude, longitude' in degrees).
    """
    rows = (
        places.select(_JUDGED)
        .unique()
        .join(_boxes(gazetteer), on="country_id", how="left")
        .join(_circles(gazetteer), on="admin1_id", how="left")
        .with_columns(_is_given())
    )
    found = [*_points(), *_words("latitude"), *_words("longitude"), *_unmatched()]
    odd = pl.concat(
        rows.filter(is_quirk).select(
            *_JUDGED, quirk=pl.lit(quirk), column_name=pl.lit(column), value=value
        )
        for quirk, column, value, is_quirk in found
    )
    return places.join(odd, on=_JUDGED, nulls_equal=True, maintain_order="left").select(
        *_OF_PLACE, "quirk", "column_name", "value"
    )


_Found = tuple[str, str, pl.Expr, pl.Expr]


def _is_given() -> pl.Expr:
    """Whether the source gave the point: the others are centres of the gazetteer."""
    method = pl.col("location_method")
    is_of_source = method.is_in(["coordinates", "nearest"]).fill_null(value=False)
    return (is_of_source & pl.col("latitude").is_not_null()).alias("is_given")


def _boxes(gazetteer: pl.DataFrame) -> pl.DataFrame:
    """country_id and the box around its settlements: south, north, west, east."""
    north, east = pl.col("latitude"), pl.col("longitude")
    cities = gazetteer.filter(kind="city")
    return cities.group_by("country_id").agg(
        south=north.min(), north=north.max(), west=east.min(), east=east.max()
    )


def _circles(gazetteer: pl.DataFrame) -> pl.DataFrame:
    """admin1_id, centre_north, centre_east, area_radius_m."""
    return gazetteer.filter(kind="admin1").select(
        "admin1_id",
        centre_north="latitude",
        centre_east="longitude",
        area_radius_m="radius_m",
    )


def _points() -> list[_Found]:
    """The quirks of points that were read."""
    north, east = pl.col("latitude"), pl.col("longitude")
    is_zero = (north == 0) & (east == 0)
    point = pl.format("{}, {}", north, east)
    from_box = distance_m(
        north, east, north.clip("south", "north"), east.clip("west", "east")
    )
    from_centre = distance_m(north, east, pl.col("centre_north"), pl.col("centre_east"))
    at_sea = pl.concat_str(
        "precision_scale", pl.col("precision_code").str.strip_chars(), separator=" "
    ).is_in([f"{scale} {code}" for scale, code in SEA])
    on_land = ~is_zero & ~at_sea.fill_null(value=False)
    quirks = {
        "latitude_equals_longitude": (north.abs() == east.abs()) & ~is_zero,
        "point_at_zero": is_zero,
        "point_outside_country": on_land & (from_box > MARGIN_M),
        "point_outside_admin1": on_land
        & (from_centre > (AREA_RADII * pl.col("area_radius_m")).clip(MARGIN_M)),
    }
    return [
        (quirk, "latitude, longitude", point, pl.col("is_given") & is_quirk)
        for quirk, is_quirk in quirks.items()
    ]


def _words(column: str) -> list[_Found]:
    """The quirks of one degree that made no point."""
    text = pl.col(f"{column}_text")
    degrees = text.str.strip_chars().cast(pl.Float64, strict=False)
    limit, low, high = {
        "latitude": (LATITUDE, "south", "north"),
        "longitude": (LONGITUDE, "west", "east"),
    }[column]
    is_alone = pl.any_horizontal(
        pl.col(f"{name}_text").is_null() for name in ("latitude", "longitude")
    )
    in_range = degrees.is_between(-limit, limit).fill_null(value=False)
    is_lost = (
        pl.any_horizontal(
            (degrees / shift).is_between(
                pl.col(low) - _MARGIN_DEGREES, pl.col(high) + _MARGIN_DEGREES
            )
            for shift in _SHIFTS
        ).fill_null(value=False)
        & ~in_range
    )
    is_stated = text.is_not_null()
    is_impossible = is_stated & ~is_lost & (~in_range | is_alone)
    return [
        ("decimal_point_lost", column, text, is_stated & is_lost),
        ("impossible_coordinates", column, text, is_impossible),
    ]


def _unmatched() -> list[_Found]:
    """What was named or coded, and not found."""
    texts = (
        ("unmatched_country", "country_text", "country_id"),
        ("unmatched_admin1", "admin1_text", "admin1_id"),
        ("unmatched_admin1", "pcode", "admin1_id"),
    )
    return [
        (
            quirk,
            column,
            pl.col(column),
            (pl.col(column).str.strip_chars() != "") & pl.col(found).is_null(),
        )
        for quirk, column, found in texts
    ]
