"""What a load remembers from chunk to chunk: reports seen, contents that are known."""

from pathlib import Path

import duckdb

from ingest.scratch import keep_rows, show


def begin(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make what a load remembers: reports it has seen, contents the warehouse has.

    The latter come from ``share_known``. Both hold md5 as UUID, the same 128 bits in a
    sixth of the memory. ``short`` is DuckDB's own hash, which finds candidates fast; it
    is forgotten with the load.
    """
    show(connection, folder, "shared_known")
    connection.execute("create temp table known as from shared_known")
    connection.execute(
        "create temp table seen (short ubigint, document int, report uuid, line bigint)"
    )


def share_known(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Keep the contents that the warehouse has from the sources of the documents."""
    keep_rows(connection, folder, "shared_known", _KNOWN)


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the next chunks need to know of this one."""
    connection.execute(
        "insert into seen "
        "select short, document_number, report_id::uuid, line from staged_reports"
    )
    # Only among several documents can a content come again.
    connection.execute(
        "insert into known select report_id::uuid, content_hash::uuid "
        "from staged_reports "
        "where is_new and (select count(*) from staged_documents) > 1"
    )


_KNOWN = """
select report_id::uuid as report, content_hash::uuid as content
from warehouse.raw.reports
where source_id in (select source_id from staged_documents)
"""
