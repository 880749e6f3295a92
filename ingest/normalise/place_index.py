"""What places are looked up in: built once from the gazetteer, for many batches."""

from dataclasses import dataclass

import polars as pl

from ingest.normalise.place_names import SOUND, keyed, spelling_key

# Settlements are looked for in a cell of this grid and in the eight around it: as far
# as 28 km at 60 degrees north, 55 km at the equator.
CELLS_PER_DEGREE = 2


@dataclass(frozen=True)
class Index:
    """Keys of names and codes, and the points that they stand for.

    ``countries``: key, country_id. ``areas``: country_id, tier, key, area_id. Both
    have only keys that mean one thing. ``cities``: country_id, tier, key, number (the
    row of ``points``), is_name (by the main name). ``points``: place_id, kind,
    country_id, population, north, east (degrees), area. ``settlements``: cell_row,
    cell_column, number. ``pcodes``: pcode, place_id. ``radii``: precision_scale,
    precision_code, radius_m.
    """

    countries: pl.DataFrame
    areas: pl.DataFrame
    cities: pl.DataFrame
    points: pl.DataFrame
    settlements: pl.DataFrame
    pcodes: pl.DataFrame
    radii: pl.DataFrame


def index_gazetteer(
    gazetteer: pl.DataFrame, pcodes: pl.DataFrame, precisions: pl.DataFrame
) -> Index:
    """The index of a gazetteer.

    Args:
        gazetteer: ``ingest.gazetteer.COLUMNS``.
        pcodes: pcode, admin1_id (``seeds/admin1_pcodes.csv``).
        precisions: precision_scale, precision_code, radius_m in metres
            (``seeds/location_precisions.csv``).
    """
    named = gazetteer.with_row_index("number")
    return Index(
        countries=_countries(named),
        areas=_single(_keys(named, "admin1"), "tier").rename({"place_id": "area_id"}),
        cities=_cities(named),
        points=gazetteer.select(
            *("place_id", "kind", "country_id", "population"),
            north="latitude",
            east="longitude",
            area="admin1_id",
        ),
        settlements=named.filter(kind="city").select(
            *cells(pl.col("latitude"), pl.col("longitude")), "number"
        ),
        pcodes=pcodes.select("pcode", place_id="admin1_id"),
        radii=precisions.select("precision_scale", "precision_code", "radius_m"),
    )


def cells(north: pl.Expr, east: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """``cell_row`` and ``cell_column`` of a point in degrees."""
    row, column = (
        (degrees * CELLS_PER_DEGREE).floor().cast(pl.Int16) for degrees in (north, east)
    )
    return row.alias("cell_row"), column.alias("cell_column")


def _keys(named: pl.DataFrame, kind: str) -> pl.DataFrame:
    """All names of a kind of place: number, country_id, place_id, tier, key."""
    words = named.filter(kind=kind).select("number", word="names").explode("word")
    places = named.select("number", "country_id", "place_id")
    return _spelt(words).join(places, on="number")


def _spelt(words: pl.DataFrame) -> pl.DataFrame:
    """The keys of words, each once: number, tier, key."""
    keys = keyed(words, "word").drop("word")
    # One tier after the other takes half the memory.
    return pl.concat(keys.filter(tier=tier).unique() for tier in range(SOUND + 1))


def _single(keys: pl.DataFrame, *within: str) -> pl.DataFrame:
    """Of the keys of a country those that mean one place."""
    one = ("country_id", *within, "key")
    return (
        keys.select(*one, "place_id")
        .unique()
        .filter(pl.col("place_id").n_unique().over(one) == 1)
    )


def _cities(named: pl.DataFrame) -> pl.DataFrame:
    """The keys of cities, with is_name: the main name itself has the key."""
    own = named.filter(kind="city").select("number", word="name")
    return (
        _keys(named, "city")
        .drop("place_id")
        .join(
            _spelt(own).with_columns(is_name=pl.lit(value=True)),
            on=["number", "tier", "key"],
            how="left",
        )
        .with_columns(pl.col("is_name").fill_null(value=False))
    )


def _countries(named: pl.DataFrame) -> pl.DataFrame:
    """Countries by the spelling of their names and by their ISO codes."""
    spelt = spelling_key(pl.col("word"))
    names = named.filter(kind="country").select("country_id", word="names")
    iso2 = named.filter(kind="admin1").select(
        "country_id", word=pl.col("place_id").str.head(2)
    )
    iso3 = named.select("country_id", word="country_id")
    words = pl.concat([names.explode("word"), iso2.unique(), iso3.unique()])
    keys = words.select("country_id", key=spelt).unique()
    return keys.filter(pl.col("country_id").n_unique().over("key") == 1)
