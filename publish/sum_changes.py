"""Which sums by area and month moved from one release to the next, cell by cell."""

from pathlib import Path

import polars as pl

AREAS = {
    "agg_casualties__country_month": "country",
    "agg_casualties__admin1_month": "admin1",
}
_MEASURES = ("low", "best", "high", "incident_count")


def find_sum_changes(before: Path, after: Path) -> dict[str, pl.DataFrame]:
    """The cells of the two aggregates that differ, by the name of the mart.

    They hold for a release whose rows may not leave, too.

    Args:
        before: the folder of the earlier release.
        after: that of the later one.

    Returns:
        The key and name of the area, incident_month, measure, population; ``change``
        (new, changed, gone); low, best, high, incident_count before and after.
    """
    return {
        mart: _compare(_read(before, mart), _read(after, mart), area)
        for mart, area in AREAS.items()
        if _file(before, mart).exists() and _file(after, mart).exists()
    }


def _file(release: Path, mart: str) -> Path:
    return release / "parquet" / f"{mart}.parquet"


def _read(release: Path, mart: str) -> pl.DataFrame:
    return pl.read_parquet(_file(release, mart))


def _compare(before: pl.DataFrame, after: pl.DataFrame, area: str) -> pl.DataFrame:
    keys = [f"{area}_id", "incident_month", "measure", "population"]
    columns = [*keys, f"{area}_name", *_MEASURES]
    both = before.select(columns).join(
        after.select(columns), on=keys, how="full", coalesce=True, suffix="_after"
    )
    same = pl.all_horizontal(
        pl.col(name).eq_missing(pl.col(f"{name}_after")) for name in _MEASURES
    )
    change = (
        pl.when(pl.col("incident_count").is_null())
        .then(pl.lit("new"))
        .when(pl.col("incident_count_after").is_null())
        .then(pl.lit("gone"))
        .otherwise(pl.lit("changed"))
    )
    return (
        both.filter(~same)
        .select(
            *keys,
            pl.coalesce(f"{area}_name_after", f"{area}_name").alias(f"{area}_name"),
            change.alias("change"),
            *(pl.col(name).alias(f"{name}_before") for name in _MEASURES),
            *(f"{name}_after" for name in _MEASURES),
        )
        .sort(keys)
    )
