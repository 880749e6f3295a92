"""What a load remembers from chunk to chunk: reports seen, contents that are known."""

import duckdb


def begin(connection: duckdb.DuckDBPyConnection) -> None:
    """Make what a load remembers: reports it has seen, contents the warehouse has.

    Both hold md5 as UUID, the same 128 bits in a sixth of the memory.
    """
    connection.execute(_KNOWN)
    connection.execute(
        "create temp table seen (document int, report uuid, line bigint)"
    )


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep what the next chunks need to know of this one."""
    connection.execute(
        "insert into seen select document_number, report_id::uuid, line "
        "from staged_reports"
    )
    # Only among several documents can a content come again.
    connection.execute(
        "insert into known select report_id::uuid, content_hash::uuid "
        "from staged_reports "
        "where is_new and (select count(*) from staged_documents) > 1"
    )


_KNOWN = """
create temp table known as
select report_id::uuid as report, content_hash::uuid as content
from warehouse.raw.reports
where source_id in (select source_id from staged_documents)
"""
