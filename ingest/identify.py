"""Keys, content hashes and the joins of one load: staged rows in, identified rows out.

Works on the views ``read_<table>`` (what a reader returned) and the table
``staged_documents``; leaves ``staged_<table>`` and ``identified_claims``.
"""

import duckdb

from ingest import records
from ingest.flags import flag_reports
from ingest.loaded import STAGE_TALLIES
from ingest.records import REPORT_TABLES, TABLES

# Where a row was read is not what it says: it stays out of the content hash.
_NOT_CONTENT = ("document_ref", "report_ref", "line", "file_name")


def key_sql(*columns: str) -> str:
    """SQL of a key: md5 hex of the columns joined by ``SEPARATOR``, NULL as ''."""
    parts = ", ".join(f"coalesce({column}::varchar, '')" for column in columns)
    return f"md5(concat_ws(chr({ord(records.SEPARATOR)}), {parts}))"


def identify(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the staged tables with their ids, and the rejects that only a set shows."""
    connection.execute(_REPORTS)
    for name in REPORT_TABLES:
        connection.execute(_child_sql(name))
    flag_reports(connection)
    connection.execute(_hash_sql())
    connection.execute(_CLAIM_IDS)
    connection.execute(_REJECTS)
    connection.execute(STAGE_TALLIES)
    if repeated := connection.execute(_REPEATED_CLAIMS).fetchone():
        message = f"two claims with one key in a report: {repeated}"
        raise ValueError(message)


_REPORTS = f"""
create temp table identified_reports as
select read_reports.*, staged_documents.document_id, staged_documents.source_id,
    case
        when read_reports.native_id is null
            then {key_sql("staged_documents.document_id", "read_reports.report_ref")}
        else {key_sql("staged_documents.source_id", "read_reports.native_id")}
    end as report_id,
    first_value(read_reports.line) over same_identity as first_line,
    row_number() over same_identity as occurrence
from read_reports
inner join staged_documents using (document_ref)
window same_identity as (
    partition by document_ref, report_id
    order by read_reports.file_name, read_reports.line
)
"""


def _child_sql(name: str) -> str:
    # A second row with a used identifier is rejected with its children, which stand in
    # the same line of the same file; rows of a side file know only the identifier.
    return f"""
    create temp table staged_{name} as
    select read_{name}.*, identified_reports.report_id
    from read_{name}
    inner join identified_reports using (document_ref, report_ref)
    where identified_reports.occurrence = 1
        and (
            identified_reports.native_id is null
            or read_{name}.line is not distinct from identified_reports.line
            or read_{name}.file_name is distinct from identified_reports.file_name
        )
    {_once_sql(name)}
    """


def _once_sql(name: str) -> str:
    if not (once := TABLES[name].once):
        return ""
    columns = ", ".join(f"read_{name}.{column}" for column in once)
    return f"""qualify row_number() over (
        partition by document_ref, identified_reports.report_id, {columns}
        order by read_{name}.file_name, read_{name}.line
    ) = 1"""


def _digest_sql(name: str) -> str:
    content = [c for c in TABLES[name].columns if c not in _NOT_CONTENT]
    digest = f"'{name}' || {key_sql(*content)} as digest"
    return f"select document_ref, report_id, {digest}"


def _hash_sql() -> str:
    children = " union all ".join(
        f"{_digest_sql(name)} from staged_{name}" for name in REPORT_TABLES
    )
    return f"""
    create temp table staged_reports as
    with digests as (
        {_digest_sql("reports")} from identified_reports where occurrence = 1
        union all {children}
    ),
    hashes as (
        select document_ref, report_id,
            md5(string_agg(digest, '' order by digest)) as content_hash
        from digests
        group by document_ref, report_id
    )
    select identified_reports.*, hashes.content_hash,
        report_id in (select report_id from warehouse.raw.reports)
            or row_number() over (partition by report_id order by document_ref) > 1
            as is_known,
        (report_id, content_hash) not in (
            select (report_id, content_hash) from warehouse.raw.reports
        ) and row_number() over (
            partition by report_id, content_hash order by document_ref
        ) = 1 as is_new
    from identified_reports
    inner join hashes using (document_ref, report_id)
    where identified_reports.occurrence = 1
    """


_CLAIM_IDS = f"""
create temp table identified_claims as
with keyed as (
    select staged_claims.*, staged_reports.content_hash,
        {key_sql(*(f"staged_claims.{c}" for c in TABLES["claims"].keys["claim_key"]))}
            as claim_key,
        {key_sql("claim_key", "staged_reports.content_hash")} as claim_id
    from staged_claims
    inner join staged_reports using (document_ref, report_id)
    where staged_reports.is_new
)
select keyed.*,
    whole.claim_id as part_of_claim_id,
    superseded.claim_id as supersedes_claim_id,
    repeated.claim_id as repeat_of_claim_id
from keyed
left join keyed as whole
    on keyed.document_ref = whole.document_ref
    and keyed.report_id = whole.report_id
    and keyed.part_of_ref = whole.claim_ref
left join keyed as superseded
    on keyed.document_ref = superseded.document_ref
    and keyed.report_id = superseded.report_id
    and keyed.supersedes_ref = superseded.claim_ref
left join keyed as repeated
    on keyed.document_ref = repeated.document_ref
    and keyed.report_id = repeated.report_id
    and keyed.repeat_of_ref = repeated.claim_ref
"""

_REPEATED_CLAIMS = """
select report_id, anchor, measure from identified_claims
group by report_id, anchor, measure, claim_id having count(*) > 1 limit 1
"""

_REJECTS = """
create temp table staged_rejects as
select file_name, line, column_name, value, reason from read_rejects
union all
select file_name, line, 'native_id', native_id,
    'this identifier was used before, in line ' || first_line
from identified_reports where occurrence > 1
""" + "".join(
    f"""
    union all
    select distinct file_name, line, 'report_ref', report_ref,
        'no row of the set that was read has this identifier'
    from read_{name}
    anti join identified_reports using (document_ref, report_ref)
    semi join staged_documents using (document_ref)
    """
    for name in REPORT_TABLES
)


# What each table takes its rows from; reports and their rows only where content is new.
ROWS = {
    "sources": """(
        select distinct source_id, source_name from staged_documents
    ) as new_sources where source_id not in (
        select source_id from warehouse.raw.sources
    )""",
    "documents": """staged_documents where document_id not in (
        select document_id from warehouse.raw.documents
    )""",
    "readings": """(
        select read_readings.*, staged_documents.document_id,
            staged_documents.reading_id
        from read_readings inner join staged_documents using (document_ref)
    ) as new_readings""",
    "sightings": """(
        select staged_reports.*, staged_documents.reading_id
        from staged_reports inner join staged_documents using (document_ref)
    ) as new_sightings""",
    "reports": "staged_reports where is_new",
    "claims": "identified_claims",
    "rejects": "staged_rejects",
    "retractions": f"""(
        select read_retractions.*, staged_documents.document_id,
            staged_documents.source_id,
            {key_sql("source_id", "native_id")} as report_id
        from read_retractions inner join staged_documents using (document_ref)
    ) as new_retractions""",
    "load_tallies": "staged_load_tallies",
} | {
    name: f"""(
        select staged_{name}.*, staged_reports.content_hash
        from staged_{name} inner join staged_reports using (document_ref, report_id)
        where staged_reports.is_new
    ) as new_{name}"""
    for name in REPORT_TABLES
    if name != "claims"
}


def insert_sql(name: str) -> str:
    """SQL that adds the rows of this load to a raw table."""
    values = ", ".join(
        f"getvariable('{column}') as {column}"
        if column in ("load_id", "_loaded_at")
        else column
        for column in TABLES[name].stored
    )
    return f"insert into warehouse.raw.{name} by name select {values} from {ROWS[name]}"
