"""What moved between two states of the marts, and which documents moved it."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

from ingest import moved
from ingest.errors import DataError, UsageError
from ingest.warehouse import quoted


class State(NamedTuple):
    """A warehouse or release as of a moment (UTC); ``None`` is as it stands today."""

    database: Path
    moment: datetime | None = None


class Differences(NamedTuple):
    """What moved from one state to the other, a frame a kind."""

    counts: pl.DataFrame
    totals: pl.DataFrame
    documents: pl.DataFrame
    incidents: pl.DataFrame


def compare_states(before: State, after: State, policy: str) -> Differences:
    """What moved between two states under one policy.

    Raises:
        DataError: a file is missing, locked, no warehouse, or has not these marts.
        UsageError: there is no such policy.
    """
    with duckdb.connect() as connection:
        _attach(connection, before.database, "one")
        other = "one"  # a file is attached once
        if not _is_same(before.database, after.database):
            _attach(connection, after.database, other := "two")
        _set_policy(connection, policy)
        connection.execute(_side("a", "one", before.moment))
        connection.execute(_side("b", other, after.moment))
        connection.execute(moved.LINKS)
        incidents = connection.execute(moved.INCIDENTS).pl()
        connection.register("found", incidents.select("change").to_arrow())
        counts, totals, documents = (
            connection.execute(sql).pl()
            for sql in (moved.COUNTS, moved.TOTALS, moved.DOCUMENTS)
        )
    return Differences(counts, totals, documents, incidents)


def _is_same(one: Path, other: Path) -> bool:
    return other.exists() and one.samefile(other)


def _set_policy(connection: duckdb.DuckDBPyConnection, policy: str) -> None:
    found = connection.execute("select policy from one.main.dim_policies").fetchall()
    if policy not in (known := sorted(name for (name,) in found)):
        raise UsageError(f"{policy} is no policy; choose from {', '.join(known)}")
    connection.execute("set variable policy = $1", [policy])


def _attach(connection: duckdb.DuckDBPyConnection, database: Path, name: str) -> None:
    if not database.exists():
        raise DataError(f"{database} is not there; load a file, or name another")
    try:
        connection.execute(f"attach '{quoted(database)}' as {name} (read_only)")
        connection.execute(f"from {name}.main.bridge_incident_documents limit 0")
    except duckdb.CatalogException as error:
        raise DataError(
            f"{database} lacks the marts to compare; run `casualty build`"
        ) from error
    except duckdb.Error as error:
        is_locked = "lock" in str(error).lower()
        fault = (
            "is open in another program; close it, or name another"
            if is_locked
            else "is not a DuckDB file; name another"
        )
        raise DataError(f"{database} {fault}") from error


def _side(side: str, warehouse: str, moment: datetime | None) -> str:
    """The views of one side; a row is known from its first moment on."""
    known, changed = "known_to is null", "true"
    if moment:
        at = f"timestamp '{moment.isoformat(sep=' ')}'"
        known = f"known_from <= {at} and (known_to is null or known_to > {at})"
        changed = f"changed_at <= {at}"
    return moved.SIDE.format(
        side=side, warehouse=warehouse, known=known, changed=changed
    )
