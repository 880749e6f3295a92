"""The rows of one chunk of a load, as they enter the raw tables.

Works on what ``identify`` leaves. Only what is new is written: a report and its rows
stand in the warehouse once for each content.
"""

from collections.abc import Sequence

import duckdb

from ingest.flags import Filled
from ingest.identify import key_sql
from ingest.records import REPORT_TABLES, TABLES

_LINKS = {
    "part_of": "part_of_claim_id",
    "supersedes": "supersedes_claim_id",
    "repeat_of": "repeat_of_claim_id",
}


def _claims_sql(filled: Filled) -> str:
    """The new claims with their ids; links are looked up only where there are any."""
    used = [link for link in _LINKS if f"{link}_ref" in filled["claims"]]
    ids = "".join(f", {link}.claim_id as {_LINKS[link]}" for link in used)
    joins = "".join(
        f" left join keyed as {link} on keyed.report_id = {link}.report_id "
        f"and keyed.content_hash = {link}.content_hash "
        f"and keyed.{link}_ref = {link}.claim_ref"
        for link in used
    )
    return f"""(
    with keyed as (
        select kept_claims.*, staged_reports.report_id, staged_reports.content_hash,
            {key_sql(*TABLES["claims"].keys["claim_key"])} as claim_key,
            {key_sql("claim_key", "staged_reports.content_hash")} as claim_id
        from kept_claims
        inner join staged_reports using (document_ref, report_ref)
        where staged_reports.is_new
    )
    select keyed.*{ids} from keyed{joins}
    ) as new_claims"""


# What each table takes its rows from, where it is not a reader's table of reports.
_ROWS = {
    "readings": """(
        select read_readings.*, staged_documents.document_id,
            staged_documents.reading_id
        from read_readings inner join staged_documents using (document_ref)
    ) as new_readings""",
    "sightings": "staged_reports",
    "rejects": "staged_rejects",
    "retractions": f"""(
        select read_retractions.*, staged_documents.document_id,
            staged_documents.source_id, {key_sql("source_id", "native_id")} as report_id
        from read_retractions inner join staged_documents using (document_ref)
        qualify row_number() over (
            partition by document_ref, native_id, retracted_at
            order by read_retractions.line
        ) = 1
    ) as new_retractions""",
    "load_tallies": "staged_load_tallies",
}


def insert_chunk(connection: duckdb.DuckDBPyConnection, filled: Filled) -> int:
    """Add the rows of the chunk to the raw tables; the number of new claims.

    Reports and their rows are added only where their content is new, and columns only
    where they say something: the others are NULL of themselves.
    """
    for name, rows in _ROWS.items():
        connection.execute(insert_sql(name, rows))
    for name in ("reports", *REPORT_TABLES):
        rows = _claims_sql(filled) if name == "claims" else _child_sql(name)
        stated = _stated(name, filled)
        added = connection.execute(insert_sql(name, rows, stated)).fetchone()
    return int(added[0]) if added else 0


def _child_sql(name: str) -> str:
    return f"""(
        select kept_{name}.*, staged_reports.* exclude (
            document_ref, report_ref, file_name, line, native_id
        )
        from kept_{name}
        inner join staged_reports using (document_ref, report_ref)
        where staged_reports.is_new
    ) as new_{name}"""


def _stated(name: str, filled: Filled) -> list[str]:
    """The stored columns of a table that are not NULL throughout."""
    if name == "report_quirks":
        return list(TABLES[name].stored)
    links = [_LINKS[link] for link in _LINKS if f"{link}_ref" in filled[name]]
    known = {*filled[name], *(set(TABLES[name].filled) - {*_LINKS.values()}), *links}
    return [column for column in TABLES[name].stored if column in known]


# What is known of a load before its first chunk.
HEAD = {
    "sources": """(
        select distinct source_id, source_name from staged_documents
    ) as new_sources where source_id not in (
        select source_id from warehouse.raw.sources
    )""",
    "documents": """staged_documents where document_id not in (
        select document_id from warehouse.raw.documents
    )""",
}


def insert_sql(name: str, rows: str, columns: Sequence[str] = ()) -> str:
    """SQL that adds rows of this load to a raw table: these columns of it, or all."""
    values = ", ".join(
        f"getvariable('{column}') as {column}"
        if column in ("load_id", "_loaded_at")
        else column
        for column in columns or TABLES[name].stored
    )
    return f"insert into warehouse.raw.{name} by name select {values} from {rows}"
