"""What the steps of a load hand on to each other, in Parquet files.

DuckDB keeps all that a transaction registers, replaces or drops until it ends; a file
of millions of rows would be held in memory whole. And two steps can work at a time.
"""

from pathlib import Path

import duckdb
import polars as pl

from ingest.warehouse import quoted


def keep_frame(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, frame: pl.DataFrame
) -> None:
    """Make a frame the view ``name``."""
    # What is read at once and thrown away is not worth packing.
    target = folder / f"{name}.parquet"
    frame.write_parquet(target, compression="uncompressed", statistics=False)
    show(connection, folder, name)


def keep_rows(
    connection: duckdb.DuckDBPyConnection, folder: Path, name: str, rows: str
) -> None:
    """Make the rows of a query the view ``name``."""
    target = quoted(folder / f"{name}.parquet")
    connection.execute(f"copy ({rows}) to '{target}' (compression uncompressed)")
    show(connection, folder, name)


def show(connection: duckdb.DuckDBPyConnection, folder: Path, name: str) -> None:
    """Make the view ``name`` of what was kept under it."""
    source = quoted(folder / f"{name}.parquet")
    connection.execute(
        f"create or replace temp view {name} as from read_parquet('{source}')"
    )
