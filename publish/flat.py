"""Parquet and CSV of every mart: the same input gives the same bytes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import polars as pl

from publish.marts import Mart

# Writes a CSV.
Put = Callable[[Path, pl.DataFrame], None]

# Polars would choose by the number of its threads.
_ROW_GROUP = 131_072


def write_flat(folder: Path, marts: Mapping[Mart, pl.DataFrame], put: Put) -> None:
    """Write ``parquet/<mart>.parquet`` and ``csv/<mart>.csv``, rows as given.

    Args:
        folder: of the release.
        marts: each with its rows in order.
        put: writes a CSV.
    """
    for kind in ("parquet", "csv"):
        (folder / kind).mkdir(exist_ok=True)
    for mart, rows in marts.items():
        rows.write_parquet(
            folder / "parquet" / f"{mart.name}.parquet",
            compression="zstd",
            row_group_size=_ROW_GROUP,
        )
        put(folder / "csv" / f"{mart.name}.csv", rows)
