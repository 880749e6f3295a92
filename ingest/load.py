"""The only writer of the database: stages Parquet, then commits once.

A killed process leaves the warehouse as it was. Loading is append-only and idempotent:
a document that the same version of the same reader has read is skipped, and a report is
written only where its content is new.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from ingest import records
from ingest.errors import DataError
from ingest.identify import key_sql
from ingest.inserts import HEAD, insert_chunk, insert_sql
from ingest.loaded import COUNTED, Loaded, count, count_tombstones
from ingest.memory import share_known
from ingest.records import TABLES, Records
from ingest.scratch import keep_rows
from ingest.staging import check_values, show_staged, stage
from ingest.warehouse import MEMORY_AT_END, make_tables, open_warehouse


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
    """Write one document set in one transaction, a chunk of it at a time.

    Args:
        database: the warehouse file; made where it is missing.
        documents: frame of ``raw.documents`` as a reader writes it.
        batches: frames of ``staging.STAGED`` tables, all rows of a report in one of
            them; read only if a document is new.
        reader: the adapter's name.
        reader_version: its version; a new one reads the same bytes again.
        is_sample: the files are the project's own samples.
        is_strict: write nothing where a row is rejected.

    Raises:
        DataError: the warehouse is locked, or a row is rejected and ``is_strict``.
    """
    reading = {"reader": reader, "reader_version": reader_version}
    with open_warehouse(database) as connection, TemporaryDirectory() as folder:
        make_tables(connection, "warehouse.raw")
        if not _stage_documents(connection, documents, **reading):
            return Loaded()
        connection.execute("begin")
        done = _begin(connection, Path(folder), **reading)
        for staged in stage(batches, Path(folder)):
            show_staged(connection, staged)
            claims = insert_chunk(connection, staged.filled)
            done += replace(staged.done, claims=claims)
            rmtree(staged.folder)
        # What reading and identifying held is free by now.
        connection.execute(f"set memory_limit = '{MEMORY_AT_END}'")
        done = replace(done, tombstones=done.tombstones + count_tombstones(connection))
        if is_strict and done.rejects:
            raise DataError(_strict_message(connection, done))
        _note(connection, documents, done, is_sample=is_sample, **reading)
        connection.execute("commit")
        return done


def _begin(
    connection: duckdb.DuckDBPyConnection, folder: Path, **reading: str
) -> Loaded:
    """Write what is known before the first chunk, and keep what the chunks need."""
    load_id = _load_id(connection, *reading.values())
    connection.execute("set variable load_id = $1", [load_id])
    connection.execute("set variable _loaded_at = $1", [_now()])
    for name, rows in HEAD.items():
        connection.execute(insert_sql(name, rows))
    keep_rows(connection, folder, "shared_documents", "from staged_documents")
    share_known(connection, folder)
    return Loaded(documents=count(connection, "staged_documents"), load_id=load_id)


def _stage_documents(
    connection: duckdb.DuckDBPyConnection,
    documents: pl.DataFrame,
    *,
    reader: str,
    reader_version: str,
) -> int:
    """Keep the documents that this version of the reader has not read; their number."""
    frame = records.conform("documents", documents)
    check_values("documents", frame)
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
        select *, {key_sql("document_id", "$reader", "$version")} as reading_id,
            row_number() over (order by document_id)::int as document_number
        from identified
        where reading_id not in (select reading_id from warehouse.raw.readings)
        """,
        {"reader": reader, "version": reader_version},
    )
    return count(connection, "staged_documents")


def _strict_message(connection: duckdb.DuckDBPyConnection, done: Loaded) -> str:
    row = connection.execute(
        "select file_name, line, column_name, value, reason "
        "from warehouse.raw.rejects where load_id = $1 "
        "order by file_name, line limit 1",
        [done.load_id],
    ).fetchone()
    file_name, line, column, value, reason = row or (None,) * 5
    return (
        f"{done.rejects} rows cannot be read, so --strict loads nothing; the first is "
        f"{file_name} line {line}, {column} = {value!r}: {reason}"
    )


def _note(  # noqa: PLR0913  # each is a fact of the load
    connection: duckdb.DuckDBPyConnection,
    documents: pl.DataFrame,
    done: Loaded,
    *,
    reader: str,
    reader_version: str,
    is_sample: bool,
) -> None:
    """Add the row of the load."""
    row = {
        "load_id": done.load_id,
        "reader": reader,
        "reader_version": reader_version,
        "file_names": documents["file_name"].unique().sort().to_list(),
        "is_sample": is_sample,
        "quirk_count": sum(done.quirks.values()),
        **{f"{name[:-1]}_count": getattr(done, name) for name in COUNTED},
    }
    loads = pl.DataFrame([row], schema=TABLES["loads"].filled).to_arrow()
    connection.register("this_load", loads)
    connection.execute(insert_sql("loads", "this_load"))


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
