"""Parquet and CSV of every mart: the same input gives the same bytes."""

from collections.abc import Callable, Mapping
from pathlib import Path

import duckdb
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


def write_csv(path: Path, rows: pl.DataFrame) -> None:
    """A CSV file (UTF-8, NULL is empty, lists are JSON, moments as in DuckDB)."""
    to_plain(rows).write_csv(path)


def to_plain(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with lists and structs as JSON, and moments as ``2024-12-03 10:00:00``.

    Columns of no rows have no type of their own in JSON and become text as well.
    """
    told = [_plainly(name, kind) for name, kind in rows.schema.items()]
    with duckdb.connect() as connection:
        connection.execute("set enable_progress_bar = false")
        connection.register("given", rows.to_arrow())
        return connection.execute(f"select {', '.join(told)} from given").pl()


def _plainly(name: str, kind: pl.DataType) -> str:
    quoted = '"' + name.replace('"', '""') + '"'
    if kind.is_nested():
        return f"to_json({quoted})::varchar as {quoted}"
    return f"{quoted}::varchar as {quoted}" if kind == pl.Datetime else quoted
