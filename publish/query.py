"""The only opener of a warehouse or release for tables, charts and reports."""

from pathlib import Path

import duckdb
import polars as pl

from ingest.errors import DataError


def read(
    database: Path, sql: str, values: dict[str, str] | None = None
) -> pl.DataFrame:
    """What a query over marts finds, opened to be read only.

    Raises:
        DataError: there is no such file, or its marts are not built.
    """
    if not database.exists():
        raise DataError(f"{database.name} does not exist; name another with --db")
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(sql, values or {}).pl()
    except duckdb.CatalogException as fault:
        raise DataError(
            f"{database.name} lacks a mart; run `casualty build` ({_first(fault)})"
        ) from fault
    except duckdb.IOException as fault:
        raise DataError(f"{database.name} cannot be read ({_first(fault)})") from fault


def _first(fault: Exception) -> str:
    return str(fault).splitlines()[0]
