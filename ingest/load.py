"""The only writer of the database: stages Parquet, then commits once.

A killed process leaves the warehouse as it was. Loading is append-only and idempotent:
a document that the same version of the same reader has read is skipped, and a report is
written only where its content is new.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest import records
from ingest.errors import DataError
from ingest.identify import ROWS, identify, insert_sql, key_sql
from ingest.loaded import Loaded, count, measure
from ingest.records import READER_TABLES, TABLES, VALUES, Records
from ingest.warehouse import make_tables, open_warehouse, quoted

STAGED = ("readings", *READER_TABLES, "load_tallies")


def copy_decisions(database: Path, decisions: pl.DataFrame) -> None:
    """Add to ``raw.decisions`` what it does not have yet.

    Raises:
        DataError: the warehouse is locked.
    """
    with open_warehouse(database) as connection:
        make_tables(connection, "warehouse.raw")
        connection.register("read_decisions", decisions.to_arrow())
        connection.execute(_DECISIONS, [_now()])


_DECISIONS = f"""
insert into warehouse.raw.decisions by name
select *, {key_sql(*TABLES["decisions"].keys["decision_id"])} as decision_id,
    $1::timestamp as _loaded_at
from read_decisions
where decision_id not in (select decision_id from warehouse.raw.decisions)
qualify row_number() over (partition by decision_id order by note) = 1
"""


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def load(  # noqa: PLR0913  # each is a fact of the load that only the caller has
    database: Path,
    documents: pl.DataFrame,
    batches: Iterable[Records],
    *,
    reader: str,
    reader_version: str,
    is_sample: bool = False,
    is_strict: bool = False,
) -> Loaded:
    """Write one document set in one transaction.

    Args:
        database: the warehouse file; made where it is missing.
        documents: frame of ``raw.documents`` as a reader writes it.
        batches: frames of ``STAGED`` tables; read only if a document is new.
        reader: the adapter's name.
        reader_version: its version; a new one reads the same bytes again.
        is_sample: the files are the project's own samples.
        is_strict: write nothing where a row is rejected.

    Raises:
        DataError: the warehouse is locked, or a row is rejected and ``is_strict``.
    """
    with TemporaryDirectory() as folder, open_warehouse(database) as connection:
        make_tables(connection, "warehouse.raw")
        reading = {"reader": reader, "reader_version": reader_version}
        if not _stage_documents(connection, documents, **reading):
            return Loaded()
        _stage(batches, Path(folder))
        _make_views(connection, Path(folder))
        identify(connection)
        rejects = count(connection, "staged_rejects")
        if is_strict and rejects:
            raise DataError(_strict_message(connection, rejects))
        return _commit(connection, documents, is_sample=is_sample, **reading)


def _stage(batches: Iterable[Records], folder: Path) -> None:
    for name in STAGED:
        TABLES[name].frame([]).write_parquet(folder / f"{name}-empty.parquet")
    for number, batch in enumerate(batches):
        for name, frame in batch.items():
            conformed = records.conform(name, frame)
            _check_values(name, conformed)
            conformed.write_parquet(folder / f"{name}-{number}.parquet")


def _check_values(name: str, frame: pl.DataFrame) -> None:
    for column in set(frame.columns) & set(VALUES):
        strange = set(frame[column].drop_nulls().unique()) - set(VALUES[column])
        if strange:
            message = f"raw.{name}.{column} cannot be {sorted(strange)}"
            raise ValueError(message)


def _make_views(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    for name in STAGED:
        pattern = quoted(folder / f"{name}-*.parquet")
        connection.execute(f"create view read_{name} as from read_parquet('{pattern}')")


def _stage_documents(
    connection: duckdb.DuckDBPyConnection,
    documents: pl.DataFrame,
    *,
    reader: str,
    reader_version: str,
) -> int:
    """Keep the documents that this version of the reader has not read; their number."""
    frame = records.conform("documents", documents)
    _check_values("documents", frame)
    connection.register("read_documents", frame.to_arrow())
    connection.execute(
        f"""
        create temp table staged_documents as
        with sourced as (
            select *, {key_sql("source_name")} as source_id,
                coalesce(url, title) as locator
            from read_documents
        ),
        identified as (
            select *, {key_sql(*TABLES["documents"].keys["document_id"])} as document_id
            from sourced
            qualify row_number() over (
                partition by document_id order by document_ref
            ) = 1
        )
        select *, {key_sql("document_id", "$reader", "$version")} as reading_id
        from identified
        where reading_id not in (select reading_id from warehouse.raw.readings)
        """,
        {"reader": reader, "version": reader_version},
    )
    return count(connection, "staged_documents")


def _strict_message(connection: duckdb.DuckDBPyConnection, rejects: int) -> str:
    row = connection.execute(
        "select file_name, line, column_name, value, reason from staged_rejects "
        "order by file_name, line limit 1"
    ).fetchone()
    file_name, line, column, value, reason = row or (None,) * 5
    return (
        f"{rejects} rows cannot be read, so --strict loads nothing; the first is "
        f"{file_name} line {line}, {column} = {value!r}: {reason}"
    )


def _commit(
    connection: duckdb.DuckDBPyConnection,
    documents: pl.DataFrame,
    *,
    reader: str,
    reader_version: str,
    is_sample: bool,
) -> Loaded:
    done = measure(connection)
    load_id = _load_id(connection, reader, reader_version)
    loaded_at = _now()
    row = {
        "load_id": load_id,
        "_loaded_at": loaded_at,
        "reader": reader,
        "reader_version": reader_version,
        "file_names": documents["file_name"].unique().sort().to_list(),
        "is_sample": is_sample,
        "quirk_count": sum(done.quirks.values()),
        **{f"{name[:-1]}_count": getattr(done, name) for name in _COUNTED},
    }
    connection.execute("set variable load_id = $1", [load_id])
    connection.execute("set variable _loaded_at = $1", [loaded_at])
    connection.execute("begin")
    for name in ROWS:
        connection.execute(insert_sql(name))
    loads = pl.DataFrame([row], schema=TABLES["loads"].filled).to_arrow()
    connection.register("this_load", loads)
    connection.execute("insert into warehouse.raw.loads by name from this_load")
    connection.execute("commit")
    return replace(done, load_id=load_id)


_COUNTED = (
    *("rows", "documents", "reports", "new_reports", "changed_reports"),
    *("tombstones", "claims", "rejects"),
)


def _load_id(
    connection: duckdb.DuckDBPyConnection, reader: str, reader_version: str
) -> str:
    row = connection.execute(
        "select string_agg(document_id, ',' order by document_id) from staged_documents"
    ).fetchone()
    assert row is not None  # noqa: S101  # an aggregate always has its one row
    found = connection.execute(
        f"select {key_sql('$1', '$2', '$3')}",
        [reader, reader_version, row[0]],
    ).fetchone()
    assert found is not None  # noqa: S101  # a select without a from has one row
    return str(found[0])
