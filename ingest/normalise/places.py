"""Places: from the words of a source to a place of the gazetteer, without guessing.

Names are compared by the keys of ``place_names``; a match by the loosest, by sound, has
the ``location_method`` 'fuzzy'. A P-code says more surely which area is meant than a
name, a name more surely than coordinates.
"""

import polars as pl

from ingest.normalise.coordinates import distance_m
from ingest.normalise.nearness import find_areas
from ingest.normalise.place_index import Index
from ingest.normalise.place_names import SOUND, keyed, spelling_key
from ingest.normalise.place_words import add_areas, split_words

# How far a named city may lie from the coordinates of its own report. Beyond this the
# name is taken for another place of the same name.
NEAR_M = 50_000.0

# Among namesakes of a country the larger is meant only if it is this many times larger.
CLEARLY_LARGER = 5

# GeoNames leaves the population of many small places open; for the comparison above
# they count as villages.
VILLAGE_POPULATION = 1_000

FILLED = (
    *("place_id", "admin1_id", "country_id", "latitude", "longitude"),
    *("location_method", "precision_scale", "precision_code"),
)
# Rows that are alike in these are the same place.
ASKED = ("place_text", "admin1_text", "country_text", "pcode", *FILLED)


def locate(places: pl.DataFrame, index: Index) -> pl.DataFrame:
    """Fill what the reader left open of where the places are.

    The country is that of ``country_text`` (name, alias, ISO code), else of ``pcode``.
    The area is that of ``pcode`` (its own, or that of the area around it), else of
    ``admin1_text``, else of a part of ``place_text`` behind a comma or in brackets. The
    parts of ``place_text`` are tried from the left among the cities of the country:
    within ``NEAR_M`` of the source's own coordinates, else within the area if known.
    Among namesakes the nearest to given coordinates is taken, else one that is
    ``CLEARLY_LARGER``, else none: then the area stands for the place, then the country.
    An area that no word and no code names is that of the settlements around the given
    coordinates, where ``nearness.find_areas`` is sure of it.

    Args:
        places: columns of ``raw.report_places``. A row with a ``place_id`` passes
            unchanged; other values that are set are kept.
        index: ``place_index.index_gazetteer``.

    Returns:
        The same rows in the same order, with ``FILLED``; coordinates in degrees. With
        the ``location_method`` 'coordinates' the ``place_id`` is the city named near
        them, or NULL; so with 'nearest', where the area is found by the coordinates
        too; with 'admin_fallback' it is the area or country whose centre the
        coordinates are. Where the source has no ``precision_scale`` it is 'geonames'
        with the kind of place as ``precision_code``, or 'coordinates' with 'given'.
    """
    found = find_places(list_asked(places), index)
    return fill_places(places, found)


def list_asked(places: pl.DataFrame) -> pl.DataFrame:
    """The different places that are still to be found, by what ``ASKED`` says of them.

    Returns:
        ``ASKED``, and the same again as ``asked_…``.
    """
    asked = places.filter(pl.col("place_id").is_null()).select(ASKED).unique()
    return asked.with_columns(pl.all().name.prefix("asked_"))


def find_places(asked: pl.DataFrame, index: Index) -> pl.DataFrame:
    """``locate`` for the rows of ``list_asked``: their ``asked_…``, and ``FILLED``."""
    found = _locate(asked.with_row_index("row"), index)
    return found.select(pl.col("^asked_.*$"), *FILLED)


def fill_places(places: pl.DataFrame, found: pl.DataFrame) -> pl.DataFrame:
    """The places with what was found of those that have no ``place_id``."""
    renamed = found.rename({name: f"found_{name}" for name in FILLED})
    is_asked = pl.col("place_id").is_null()
    return places.join(
        renamed,
        left_on=ASKED,
        right_on=[f"asked_{name}" for name in ASKED],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    ).select(
        pl.when(is_asked).then(f"found_{name}").otherwise(name).alias(name)
        if name in FILLED
        else name
        for name in places.columns
    )


def _locate(rows: pl.DataFrame, index: Index) -> pl.DataFrame:
    """``locate`` for rows of ``ASKED`` that are unlike and have a number, ``row``."""
    countries = _with_country(rows, index)
    parts = split_words(countries, index.areas)
    areas = add_areas(countries, parts, index.areas)
    cities = _chosen(_candidates(areas, parts, index))
    named = areas.join(cities, on="row", how="left").with_columns(
        pl.coalesce("admin1_id", "city_area", "last_area").alias("admin1_id")
    )
    return _filled(_with_nearest(named, index), index.points)


def _with_country(rows: pl.DataFrame, index: Index) -> pl.DataFrame:
    """The rows with ``country_id``, and ``coded``: the area of the P-code within it."""
    area = _area_of_code(index.pcodes)
    country = pl.col("coded").replace_strict(
        index.points["place_id"], index.points["country_id"], default=None
    )
    in_country = (country == pl.col("country_id")).fill_null(value=False)
    return (
        rows.with_columns(key=spelling_key(pl.col("country_text")), coded=area)
        .join(index.countries.rename({"country_id": "named"}), on="key", how="left")
        .with_columns(pl.coalesce("country_id", "named", country).alias("country_id"))
        .with_columns(pl.when(in_country).then("coded").alias("coded"))
        .drop("key", "named")
    )


def _area_of_code(pcodes: pl.DataFrame) -> pl.Expr:
    """The first-level area of ``pcode``: codes of smaller areas begin with its own."""
    code = pl.col("pcode").str.strip_chars().str.to_uppercase()
    lengths = pcodes["pcode"].str.len_chars().unique().sort(descending=True)
    return pl.coalesce(
        pl.lit(None, pl.String),
        *(
            code.str.head(length).replace_strict(
                pcodes["pcode"], pcodes["place_id"], default=None
            )
            for length in lengths
        ),
    )


def _candidates(rows: pl.DataFrame, parts: pl.DataFrame, index: Index) -> pl.DataFrame:
    """Cities that a part may mean: row, part, tier, away (metres), and the city's own.

    A part behind another that is also the name of an area ('Kafr X, Homs') is the area,
    unless it says city or the city lies near the given coordinates.
    """
    known = rows.select("row", "admin1_id", "latitude", "longitude")
    away = distance_m(*map(pl.col, ("latitude", "longitude", "north", "east")))
    in_area = (pl.col("area") == pl.col("admin1_id")).fill_null(value=True)
    is_area = (
        (pl.col("part") > 0) & pl.col("area_id").is_not_null() & ~pl.col("is_city")
    )
    fits = pl.when(pl.col("away").is_null()).then(in_area & ~is_area)
    named = keyed(parts.filter(~pl.col("is_area")), "words").join(
        index.cities, on=["country_id", "tier", "key"]
    )
    points = index.points.select("place_id", "area", "north", "east", "population")
    return (
        named.hstack(points[named["number"]])
        .join(known, on="row")
        .with_columns(away=away)
        .filter(fits.otherwise(pl.col("away") <= NEAR_M))
    )


def _chosen(candidates: pl.DataFrame) -> pl.DataFrame:
    """The one city of each row: row, city_id, city_area, city_method."""
    method = (
        pl.when(pl.col("tier") == SOUND)
        .then(pl.lit("fuzzy"))
        .when("is_name")
        .then(pl.lit("exact"))
        .otherwise(pl.lit("alias"))
    )
    people = pl.col("population").fill_null(VILLAGE_POPULATION)
    is_clear = people.first() >= CLEARLY_LARGER * people.slice(1, 1).max()
    is_meant = (pl.len() == 1) | pl.col("away").first().is_not_null() | is_clear
    return (
        candidates.sort("row", "part", "tier", "away", -people, "place_id")
        .group_by("row", "part", "tier", maintain_order=True)
        .agg(
            city_id=pl.col("place_id").first(),
            city_area=pl.col("area").first(),
            city_method=method.first(),
            is_meant=is_meant.fill_null(value=False),
        )
        .filter("is_meant")
        .unique("row", keep="first", maintain_order=True)
    )


def _with_nearest(rows: pl.DataFrame, index: Index) -> pl.DataFrame:
    """The rows without an area with that of the settlements around, and ``is_near``."""
    found = find_areas(rows.filter(pl.col("admin1_id").is_null()), index)
    is_near = pl.col("near_area").is_not_null()
    return (
        rows.join(found, on="row", how="left")
        .with_columns(
            pl.coalesce("admin1_id", "near_area").alias("admin1_id"),
            pl.coalesce("country_id", "near_country").alias("country_id"),
            is_near=is_near,
        )
        .drop("near_area", "near_country")
    )


def _filled(rows: pl.DataFrame, points: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns that ``locate`` promises."""
    is_given = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
    target = pl.coalesce("city_id", "admin1_id", "country_id")
    method = (
        pl.when("is_near")
        .then(pl.lit("nearest"))
        .when("is_given")
        .then(pl.lit("coordinates"))
        .when(pl.col("city_id").is_not_null())
        .then("city_method")
        .when(pl.col("target").is_not_null())
        .then(pl.lit("admin_fallback"))
        .otherwise(pl.lit("none"))
    )
    scale = (
        pl.when("is_given").then(pl.lit("coordinates")).otherwise(pl.lit("geonames"))
    )
    code = pl.when("is_given").then(pl.lit("given")).otherwise("kind")
    is_open = pl.col("precision_scale").is_null() & (
        pl.col("location_method") != "none"
    )
    return (
        rows.with_columns(is_given=is_given, target=target)
        .join(
            points.select("place_id", "kind", "north", "east"),
            left_on="target",
            right_on="place_id",
            how="left",
        )
        .with_columns(
            place_id=pl.when("is_given").then("city_id").otherwise("target"),
            latitude=pl.when("is_given").then("latitude").otherwise("north"),
            longitude=pl.when("is_given").then("longitude").otherwise("east"),
            location_method=pl.coalesce("location_method", method),
        )
        .with_columns(
            precision_scale=pl.when(is_open).then(scale).otherwise("precision_scale"),
            precision_code=pl.when(is_open).then(code).otherwise("precision_code"),
        )
    )
