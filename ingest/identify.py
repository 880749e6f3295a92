"""Keys, content hashes and joins of one chunk of a load: read rows in, identified out.

Works on the views ``read_<table>`` (what a reader returned), the table
``staged_documents``, and ``memory`` of the chunks before. Of the rows that were read,
``kept_<table>`` holds those of a report that counts; ``staged_reports`` are the reports
with their ids, ``staged_rejects`` and ``staged_load_tallies`` what was turned away. All
rows of a report stand in one chunk.
"""

from functools import partial
from pathlib import Path

import duckdb

from ingest import records
from ingest.flags import COMPARED, INCIDENTS, Filled, flags_sql
from ingest.records import REPORT_TABLES, TABLES
from ingest.rejected import TALLIES, rejects_sql
from ingest.scratch import keep_rows

# Where a row was read is not what it says: it stays out of the content hash.
_NOT_CONTENT = ("document_ref", "report_ref", "line", "file_name")

_QUIRK = ("quirk", "column_name", "value")
# A value that is not there is an empty one.
_VALUE = "coalesce(value, '') as value"


def key_sql(*columns: str) -> str:
    """SQL of a key: md5 hex of the columns joined by ``SEPARATOR``, NULL as ''."""
    parts = ", ".join(f"coalesce({column}::varchar, '')" for column in columns)
    return f"md5(concat_ws(chr({ord(records.SEPARATOR)}), {parts}))"


def identify(
    connection: duckdb.DuckDBPyConnection, folder: Path, filled: Filled
) -> None:
    """Find the ids of a chunk, its quirks, and the rejects that only a set shows.

    Args:
        connection: it has the views ``read_<table>``.
        folder: where the results are kept.
        filled: the columns of each table that say something.

    Raises:
        ValueError: two claims of a report have one key (a reader's own fault).
    """
    keep = partial(keep_rows, connection, folder)
    keep("identified_reports", _REPORTS)
    show_kept(connection)
    connection.execute(f"create or replace temp view incidents as {INCIDENTS}")
    keep("compared", COMPARED)
    # What is odd in a line is odd once, however often the line has it.
    quirks = f"{_kept('report_quirks')} union by name ({flags_sql(filled)})"
    keep("kept_report_quirks", f"select * replace ({_VALUE}) from ({quirks})")
    keep("hashes", _hash_sql({**filled, "report_quirks": _QUIRK}))
    keep("staged_reports", _STAGED_REPORTS)
    has_orphans = connection.execute(_ORPHANS).fetchone()
    keep("staged_rejects", rejects_sql(REPORT_TABLES if has_orphans else ()))
    keep("staged_load_tallies", TALLIES)
    if repeated := connection.execute(_REPEATED_CLAIMS).fetchone():
        message = f"two claims with one key in a report: {repeated}"
        raise ValueError(message)


def show_kept(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the views ``kept_<table>`` of what was read and identified."""
    for name in ("reports", *REPORT_TABLES):
        if name != "report_quirks":
            rows = _kept(name)
            connection.execute(f"create or replace temp view kept_{name} as {rows}")


# The small table of a join comes second: DuckDB keeps that side in memory.
_REPORTS = f"""
with keyed as (
    select read_reports.document_ref, read_reports.report_ref, read_reports.file_name,
        read_reports.line, read_reports.native_id, read_reports.unit,
        read_reports.date_min, read_reports.date_max, read_reports.date_text,
        documents.document_number, documents.document_id, documents.source_id,
        documents.reading_id,
        case
            when read_reports.native_id is null
                then {key_sql("documents.document_id", "read_reports.report_ref")}
            else {key_sql("documents.source_id", "read_reports.native_id")}
        end as report_id
    from read_reports
    inner join staged_documents as documents using (document_ref)
),
shortened as (
    select *, hash(document_number, report_id) as short from keyed
),
-- All rows pass this comparison of numbers, few the exact one below.
seen_here as materialized (
    select seen.* from seen inner join shortened on seen.short = shortened.short
)
select shortened.*,
    coalesce(seen_here.line, first_value(shortened.line) over same_identity)
        as first_line,
    row_number() over same_identity + (seen_here.line is not null)::int as occurrence
from shortened
left join (select distinct * from seen_here) as seen_here
    on shortened.document_number = seen_here.document
    and shortened.report_id::uuid = seen_here.report
window same_identity as (
    partition by shortened.document_id, shortened.report_id
    order by shortened.file_name, shortened.line
)
"""


# Whether a chunk repeats an identifier; most do not, and are read as they stand.
_IS_REPEATED = "exists (from identified_reports where occurrence > 1)"


def _kept(name: str) -> str:
    # A second row with a used identifier is rejected with its children, which stand in
    # the same line of the same file; rows of a side file know only the identifier. The
    # first and the second row may be in two files, and in the same line of them.
    return f"""
    select * from read_{name}
    anti join (from identified_reports where occurrence > 1 and native_id is not null)
        using (document_ref, report_ref, file_name, line)
    where not {_IS_REPEATED} or exists (
        from identified_reports
        where identified_reports.occurrence = 1
            and read_{name}.document_ref = identified_reports.document_ref
            and read_{name}.report_ref = identified_reports.report_ref
            and (
                identified_reports.native_id is null
                or read_{name}.line is not distinct from identified_reports.line
                or read_{name}.file_name is distinct from identified_reports.file_name
            )
    )
    {_once_sql(name)}
    """


def _once_sql(name: str) -> str:
    if not (once := TABLES[name].once):
        return ""
    return f"""qualify row_number() over (
        partition by document_ref, report_ref, {", ".join(once)}
        order by file_name, line
    ) = 1"""


def _digest_sql(name: str, filled: Filled) -> str:
    """64 bits of the md5 of each row's content: the values that it states, named.

    A NULL leaves no trace, so that a column new to the contract changes no hash.
    """
    stated = [c for c in filled[name] if c not in _NOT_CONTENT]
    parts = "".join(f", '{column}=' || {column}" for column in stated)
    content = f"concat_ws(chr({ord(records.SEPARATOR)}), '{name}'{parts})"
    return f"select document_ref, report_ref, md5_number_lower({content}) as digest"


def _hash_sql(filled: Filled) -> str:
    """A report's hash: that of the sum of its rows' digests, in whatever order."""
    digests = " union all ".join(
        f"{_digest_sql(name, filled)} from kept_{name}"
        for name in ("reports", *REPORT_TABLES)
    )
    return f"""
    with digests as (
        {digests}
    )
    select document_ref, report_ref, {key_sql("sum(digest)")} as content_hash
    from digests
    group by document_ref, report_ref
    """


_STAGED_REPORTS = """
with known_here as (
    select known.* from known
    inner join identified_reports on known.report = identified_reports.report_id::uuid
)
select identified_reports.* exclude (unit, date_min, date_max, date_text),
    hashes.content_hash,
    report_id::uuid in (select report from known_here) as is_known,
    (report_id::uuid, content_hash::uuid) not in (from known_here)
    and row_number() over (
        partition by report_id, content_hash order by document_ref
    ) = 1 as is_new
from identified_reports
inner join hashes using (document_ref, report_ref)
where identified_reports.occurrence = 1
"""

_ORPHANS = """
select 1 from hashes
anti join identified_reports using (document_ref, report_ref) limit 1
"""

_REPEATED_CLAIMS = f"""
select report_ref, anchor, measure from kept_claims
group by document_ref, report_ref, {", ".join(TABLES["claims"].keys["claim_key"][1:])}
having count(*) > 1 limit 1
"""
