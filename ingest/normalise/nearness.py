"""The first-level area of coordinates, by the settlements around them.

The gazetteer has points and no borders. So the area is taken only where all that is
around says the same: the ``NEIGHBOURS`` nearest settlements of whatever country, and
every other one within the precision of the coordinates. Asked are only coordinates
whose precision the source states, as that of a place (``FINEST_M``): the centre of a
country or of an area is the centre of nothing smaller.
"""

import polars as pl

from ingest.normalise.coordinates import distance_m
from ingest.normalise.place_index import Index, cells

NEIGHBOURS = 5
# No settlement nearer than this: a desert, the sea, or a country of few known places.
NEAR_M = 15_000
# Coordinates less exact than this may stand for an area.
FINEST_M = 25_000

# Points are taken so many at a time: each meets some hundred settlements.
_CHUNK = 1_000


def find_areas(rows: pl.DataFrame, index: Index) -> pl.DataFrame:
    """The areas of the rows that are sure: row, near_area, near_country.

    Args:
        rows: row, country_id (or NULL: any), latitude, longitude (degrees),
            precision_scale, precision_code.
        index: ``place_index.index_gazetteer``.
    """
    stated = index.radii.filter(pl.col("radius_m") <= FINEST_M)
    points = rows.drop_nulls(["latitude", "longitude"]).join(
        stated, on=["precision_scale", "precision_code"]
    )
    chunks = points.iter_slices(_CHUNK) if points.height else [points]
    return pl.concat([_agreed(_around(chunk, index)) for chunk in chunks])


def _around(points: pl.DataFrame, index: Index) -> pl.DataFrame:
    """The settlements around each point: row, country_id, area, of, away, is_close."""
    steps = pl.DataFrame({"step": [-1, 0, 1]}, schema={"step": pl.Int16})
    cell_row, cell_column = cells(pl.col("latitude"), pl.col("longitude"))
    nine = (
        points.with_columns(cell_row, cell_column)
        .join(steps, how="cross")
        .with_columns(pl.col("cell_row") + pl.col("step"))
        .drop("step")
        .join(steps, how="cross")
        .with_columns(pl.col("cell_column") + pl.col("step"))
    )
    met = nine.join(index.settlements, on=["cell_row", "cell_column"])
    of = index.points.select("area", "north", "east", of="country_id")[met["number"]]
    away = distance_m(*map(pl.col, ("latitude", "longitude", "north", "east")))
    rank = pl.col("away").rank("ordinal").over("row")
    is_close = (rank <= NEIGHBOURS) | (pl.col("away") <= pl.col("radius_m"))
    return met.hstack(of).with_columns(away=away).filter(is_close)


def _agreed(around: pl.DataFrame) -> pl.DataFrame:
    """The area in which all that is around lies, if it is of the stated country."""
    in_country = (pl.col("country_id") == pl.col("of")).fill_null(value=True)
    is_sure = (
        (pl.len() >= NEIGHBOURS)
        & (pl.col("away").min() <= NEAR_M)
        & (pl.col("area").n_unique() == 1)
        & in_country.all()
    )
    return (
        around.group_by("row", maintain_order=True)
        .agg(
            near_area=pl.col("area").first(),
            near_country=pl.col("of").first(),
            is_sure=is_sure,
        )
        .filter("is_sure")
        .drop("is_sure")
    )
