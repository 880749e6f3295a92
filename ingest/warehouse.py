"""The warehouse file: opened under one alias, its raw tables made, read by query."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest.errors import DataError
from ingest.records import TABLES

# What a load may hold of the warehouse; beyond it DuckDB writes to disk. One thread
# appends in order, and so writes every group of rows that is full; several keep all of
# them until the commit. The other cores read the next chunk.
MEMORY = "200MB"
MEMORY_AT_END = "600MB"
THREADS = 1

# The storage of the pinned version packs keys better, and a quarter faster.
_STORAGE = "v1.5.0"


@contextmanager
def open_warehouse(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the warehouse attached as ``warehouse``, its raw tables made.

    Raises:
        DataError: the file is locked by another program, or is not a DuckDB file; what
            is done with it takes too much memory.
    """
    with (
        TemporaryDirectory() as spill,
        duckdb.connect(
            config={
                "preserve_insertion_order": False,
                "threads": THREADS,
                "memory_limit": MEMORY,
                "temp_directory": spill,
            }
        ) as connection,
    ):
        _attach(connection, database)
        try:
            yield connection
        except duckdb.OutOfMemoryException as error:
            raise DataError(
                f"{database} cannot be written within {MEMORY_AT_END}; load the files "
                "in parts"
            ) from error


def _attach(connection: duckdb.DuckDBPyConnection, database: Path) -> None:
    try:
        # A fixed alias: in a file called raw.duckdb the name raw.x would be ambiguous.
        connection.execute(
            f"attach '{quoted(database)}' as warehouse (storage_version '{_STORAGE}')"
        )
    except duckdb.Error as error:
        raise _cannot_open(database, error) from error


def quoted(path: Path) -> str:
    """The path inside a string of SQL."""
    return str(path).replace("'", "''")


def _cannot_open(database: Path, error: duckdb.Error) -> DataError:
    if "lock" in str(error).lower():
        remedy = "is open in another program; close it there and run this again"
    else:
        remedy = "is not a DuckDB file that can be written; name another with --db"
    return DataError(f"{database} {remedy}")


def query(database: Path, sql: str, values: Sequence[object] = ()) -> pl.DataFrame:
    """The rows of a query, with its values, on a warehouse that is opened to be read.

    Raises:
        DataError: there is no such warehouse, or it is locked.
    """
    if not database.exists():
        raise DataError(f"{database} is not there; load a file, or name one with --db")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(sql, values).pl()
    except duckdb.Error as error:
        raise _cannot_open(database, error) from error


def make_tables(connection: duckdb.DuckDBPyConnection, schema: str) -> None:
    """Make the raw tables in ``schema``, and columns of theirs, where they are missing.

    A warehouse of an earlier version gains the new columns, empty.
    """
    connection.execute(f"create schema if not exists {schema}")
    for name, table in TABLES.items():
        connection.register("empty", pl.DataFrame(schema=table.stored).to_arrow())
        connection.execute(f"create table if not exists {schema}.{name} as from empty")
        _add_columns(connection, f"{schema}.{name}")
        connection.unregister("empty")


def _add_columns(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    missing = connection.execute(
        "select column_name, column_type from (describe empty) "
        f"anti join (describe {table}) using (column_name)"
    )
    for column, kind in missing.fetchall():
        connection.execute(f"alter table {table} add column {column} {kind}")
