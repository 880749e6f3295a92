"""Whether the marts are whole and of the present raw, by what dbt left in _builds."""

from pathlib import Path

import duckdb

from ingest.errors import DataError

_LAST_BUILD = """
    select
        built_count,
        model_count,
        failure_count,
        (raw_load_count, raw_loaded_at) is not distinct from (
            select (
                count(*),
                greatest(
                    max(_loaded_at), (select max(_loaded_at) from raw.decisions)
                )
            )
            from raw.loads
        )
    from main._builds
    order by built_at desc
    limit 1
"""


def require_fit(database: Path) -> None:
    """Refuse a warehouse whose last build does not stand for what is loaded.

    Raises:
        DataError: the file is missing, locked or no DuckDB file, or its last build is
            missing, partial, failed or older than raw.
    """
    if not database.exists():
        raise DataError(f"{database} is not there; load a file, or name one with --db")
    if fault := _find_fault(_read_last_build(database)):
        raise DataError(f"{database} {fault}; run `casualty build`")


def _read_last_build(database: Path) -> tuple[int, int, int, bool] | None:
    try:
        with duckdb.connect(str(database), read_only=True) as connection:
            return connection.execute(_LAST_BUILD).fetchone()
    except duckdb.CatalogException:
        return None
    except duckdb.Error as error:
        if "lock" in str(error).lower():
            fault = "is open in another program; close it there and run this again"
        else:
            fault = "cannot be read as a DuckDB file; name another with --db"
        raise DataError(f"{database} {fault}") from error


def _find_fault(build: tuple[int, int, int, bool] | None) -> str | None:
    if build is None:
        return "has never been built"
    built, models, failures, is_of_present_raw = build
    if failures:
        return f"is not fit: {failures} nodes of its last build failed"
    if built < models:
        return f"is not fit: its last build made {built} of {models} models"
    return None if is_of_present_raw else "holds marts that are older than its raw data"
