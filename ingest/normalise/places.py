"""Places: from the words of a source to a place of the gazetteer, without guessing.

Names are compared by the keys of ``place_names``; a match by the loosest, by sound, has
the ``location_method`` 'fuzzy'.
"""

import polars as pl

from ingest.normalise.place_names import (
    AREA,
    KEYS,
    SETTLEMENT,
    index_names,
    keyed,
    spelling_key,
)

EARTH_RADIUS_M = 6_371_000.0

# How far a named city may lie from the coordinates of its own report. Beyond this the
# name is taken for another place of the same name.
NEAR_M = 50_000.0

# Among namesakes of a country the larger is meant only if it is this many times larger.
CLEARLY_LARGER = 5

# GeoNames leaves the population of many small places open; for the comparison above
# they count as villages.
VILLAGE_POPULATION = 1_000


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


def locate(places: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """Fill what the reader left open of where the places are.

    The country is that of ``country_text`` (name, alias, ISO code); the area that of
    ``admin1_text``, else of a part of ``place_text`` behind a comma or in brackets. The
    parts of ``place_text`` are tried from the left among the cities of the country:
    within ``NEAR_M`` of the source's own coordinates, else within the area if known.
    Among namesakes the nearest to given coordinates is taken, else one that is
    ``CLEARLY_LARGER``, else none: then the area stands for the place, then the country.

    Args:
        places: columns of ``raw.report_places``. A row with a ``place_id`` passes
            unchanged; other values that are set are kept.
        gazetteer: ``ingest.gazetteer.COLUMNS``.

    Returns:
        The same rows in the same order, with ``place_id``, ``admin1_id``,
        ``country_id``, ``latitude``, ``longitude`` (degrees), ``location_method``. With
        'coordinates' the ``place_id`` is the city named near them, or NULL; with
        'admin_fallback' the area or country whose centre the coordinates are. Where the
        source has no ``precision_scale`` it is 'geonames' with the kind of place as
        ``precision_code``, or 'coordinates' with 'given'.
    """
    rows = places.with_row_index("row")
    countries = _with_country(rows.filter(pl.col("place_id").is_null()), gazetteer)
    near = gazetteer.join(countries.select("country_id"), on="country_id", how="semi")
    area_index = index_names(near, "admin1")
    parts = _parts(countries, area_index)
    areas = _with_area(countries, parts, area_index)
    cities = _chosen(_candidates(areas, parts, index_names(near, "city")))
    filled = _filled(areas.join(cities, on="row", how="left"), near)
    done = rows.filter(pl.col("place_id").is_not_null())
    return pl.concat([done, filled.select(rows.columns)]).sort("row").drop("row")


def _with_country(rows: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """The rows with ``country_id`` by a name of the country or by its ISO codes."""
    lower = pl.col("key").str.to_lowercase()
    iso3 = gazetteer.select("country_id", key="country_id")
    iso2 = gazetteer.filter(kind="admin1").select(
        "country_id", key=pl.col("place_id").str.head(2)
    )
    codes = pl.concat([iso3, iso2]).with_columns(lower)
    named = index_names(gazetteer, "country").filter(tier=0).select("country_id", "key")
    index = pl.concat([codes, named]).unique()
    single = index.filter(pl.col("country_id").n_unique().over("key") == 1)
    return (
        rows.with_columns(key=spelling_key(pl.col("country_text")))
        .join(single.rename({"country_id": "found"}), on="key", how="left")
        .with_columns(pl.coalesce("country_id", "found"))
        .drop("key", "found")
    )


def _areas(texts: pl.DataFrame, index: pl.DataFrame) -> pl.DataFrame:
    """Of the texts (row, part, country_id, words) those that name one area: area_id."""
    keys = ["country_id", "tier", "key"]
    single = index.filter(pl.col("place_id").n_unique().over(keys) == 1)
    return (
        keyed(texts, "words")
        .join(single.select(*keys, area_id="place_id"), on=keys)
        .sort("row", "part", "tier")
        .unique(["row", "part"], keep="first")
        .select("row", "part", "area_id")
    )


def _parts(rows: pl.DataFrame, index: pl.DataFrame) -> pl.DataFrame:
    """Parts of ``place_text``: row, country_id, part (0 leftmost), words, area_id.

    ``is_area`` and ``is_city`` tell whether the words say which of the two is meant.
    """
    split = pl.col("place_text").str.replace_all(r"[()\[\];:]", ",").str.split(",")
    lower = pl.col("words").str.to_lowercase()
    parts = (
        rows.select("row", "country_id", words=split)
        .explode("words")
        .drop_nulls()
        .filter(pl.col("words").str.contains(r"\pL"))
        .with_columns(part=pl.int_range(pl.len()).over("row"))
        .with_columns(
            is_area=lower.str.contains(AREA), is_city=lower.str.contains(SETTLEMENT)
        )
    )
    return parts.join(_areas(parts, index), on=["row", "part"], how="left")


def _with_area(
    rows: pl.DataFrame, parts: pl.DataFrame, index: pl.DataFrame
) -> pl.DataFrame:
    """The rows with ``admin1_id`` as stated, and ``last_area``, where no city is meant.

    A first part counts as stated only if it says that it is an area: 'Idlib' alone is
    rather the city.
    """
    texts = rows.select("row", "country_id", words="admin1_text", part=pl.lit(0))
    stated = _areas(texts, index).select("row", stated="area_id")
    says_so = (pl.col("part") > 0) | pl.col("is_area")
    named = (
        parts.sort("row", "part")
        .group_by("row")
        .agg(
            behind=pl.col("area_id").filter(says_so).drop_nulls().last(),
            last_area=pl.col("area_id").drop_nulls().last(),
        )
    )
    return (
        rows.join(stated, on="row", how="left")
        .join(named, on="row", how="left")
        .with_columns(pl.coalesce("admin1_id", "stated", "behind").alias("admin1_id"))
        .drop("stated", "behind")
    )


def _candidates(
    rows: pl.DataFrame, parts: pl.DataFrame, index: pl.DataFrame
) -> pl.DataFrame:
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
    return (
        keyed(parts.filter(~pl.col("is_area")), "words")
        .join(index, on=["country_id", "tier", "key"])
        .join(known, on="row")
        .with_columns(away=away)
        .filter(fits.otherwise(pl.col("away") <= NEAR_M))
    )


def _chosen(candidates: pl.DataFrame) -> pl.DataFrame:
    """The one city of each row: row, city_id, city_area, city_method."""
    method = (
        pl.when(pl.col("tier") == len(KEYS) - 1)
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


def _filled(rows: pl.DataFrame, gazetteer: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns that ``locate`` promises."""
    is_given = pl.col("latitude").is_not_null() & pl.col("longitude").is_not_null()
    admin1 = pl.coalesce("admin1_id", "city_area", "last_area")
    target = pl.coalesce("city_id", admin1, "country_id")
    points = gazetteer.select("place_id", "kind", north="latitude", east="longitude")
    method = (
        pl.when("is_given")
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
        rows.with_columns(is_given=is_given, target=target, admin1_id=admin1)
        .join(points, left_on="target", right_on="place_id", how="left")
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
