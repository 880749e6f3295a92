"""history.parquet: what we said, release by release (the clock of loading).

A row is an estimate as a release first had it, or the note that a release had it no
longer. A release that is kept but not in the history is added before the next one.
"""

from datetime import datetime
from pathlib import Path

import polars as pl

from ingest.errors import DataError
from publish.database import FILE
from publish.shelf import list_releases, read_manifest

ESTIMATES = "fct_casualties"
_KEY = "estimate_id"
# What the history adds to a row of the mart.
_CLOCK = ("release_id", "released_at", "is_gone")


def find_history(published: Path) -> Path:
    """The file of the history."""
    return published / "history.parquet"


def append_releases(published: Path) -> int:
    """Add what changed in each release that the history lacks, in their order.

    Releases without rows of estimates (suppressed) are passed over.

    Returns:
        The number of rows added.
    """
    path = find_history(published)
    history = pl.read_parquet(path) if path.exists() else pl.DataFrame()
    known = set() if history.is_empty() else set(history["release_id"])
    before = history.height
    for release in list_releases(published):
        rows = release / "parquet" / f"{ESTIMATES}.parquet"
        if release.name not in known and rows.exists():
            added = _changes(history, pl.read_parquet(rows), release)
            history = pl.concat([history, added], how="diagonal_relaxed")
    if history.height > before:
        fresh = path.with_name(".history.parquet")
        history.write_parquet(fresh, compression="zstd")
        fresh.replace(path)
    return history.height - before


def as_released(published: Path, moment: datetime) -> pl.DataFrame:
    """The estimates that we had published by a moment (UTC).

    Returns:
        The columns of ``fct_casualties``, and ``release_id`` and ``released_at``: in
        which release the row first stood so.

    Raises:
        DataError: nothing has been published there.
    """
    path = find_history(published)
    if not path.exists():
        raise DataError(f"{published} holds no history; run `casualty publish`")
    known = pl.scan_parquet(path).filter(pl.col("released_at") <= moment).collect()
    return _standing(known).sort(_KEY)


def find_database(published: Path, moment: datetime) -> Path:
    """The database of the release that was the newest at a moment (UTC).

    Raises:
        DataError: none had been published by then.
    """
    releases = [
        release for release in list_releases(published) if _when(release) <= moment
    ]
    if not releases:
        raise DataError(
            f"nothing was published in {published} by {moment:%Y-%m-%d %H:%M}; name a "
            "later moment"
        )
    return releases[-1] / FILE


def _when(release: Path) -> datetime:
    return datetime.fromisoformat(read_manifest(release)["released_at"]).replace(
        tzinfo=None
    )


def _changes(history: pl.DataFrame, rows: pl.DataFrame, release: Path) -> pl.DataFrame:
    clock = {"release_id": pl.lit(release.name), "released_at": pl.lit(_when(release))}
    if history.is_empty():
        return rows.with_columns(**clock, is_gone=pl.lit(value=False))
    standing = _standing(history)
    shared = [name for name in rows.columns if name in standing.columns]
    # An estimate that stands as it did is in both, column by column.
    changed = rows.join(standing, on=shared, how="anti", nulls_equal=True)
    gone = standing.join(rows, on=_KEY, how="anti").drop(_CLOCK, strict=False)
    return pl.concat(
        [
            changed.with_columns(**clock, is_gone=pl.lit(value=False)),
            gone.with_columns(**clock, is_gone=pl.lit(value=True)),
        ],
        how="diagonal_relaxed",
    )


def _standing(history: pl.DataFrame) -> pl.DataFrame:
    """The last row of each estimate, without those that are gone."""
    last = history.unique(_KEY, keep="last", maintain_order=True)
    return last.filter(~pl.col("is_gone")).drop("is_gone")
