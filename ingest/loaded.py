"""What one load did, counted from its staged rows, and in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import duckdb


@dataclass(frozen=True)
class Loaded:
    """What one load did, in rows; all zero where nothing was new.

    ``rows`` are those of the files (None for texts); ``tombstones`` the reports of the
    full release before this one that this one lacks, and those that a list retracts;
    ``quirks`` by name.
    """

    rows: int | None = None
    documents: int = 0
    reports: int = 0
    new_reports: int = 0
    changed_reports: int = 0
    tombstones: int = 0
    claims: int = 0
    rejects: int = 0
    quirks: Mapping[str, int] = field(default_factory=dict)
    load_id: str | None = None

    @property
    def unchanged_reports(self) -> int:
        """Reports that stood in the warehouse with the same content."""
        return self.reports - self.new_reports - self.changed_reports


@dataclass(frozen=True)
class Outcome:
    """What became of one document set."""

    files: str
    reader: str
    loaded: Loaded
    unread: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """The outcome in one line."""
        done = self.loaded
        head = f"{self.files}: read by {self.reader}; "
        if done.load_id is None:
            return head + "nothing new, this version of the reader has read it before"
        rows = "" if done.rows is None else f"{done.rows:,} rows, "
        beside = f"; not read: {', '.join(self.unread)}" if self.unread else ""
        return head + (
            f"{rows}{done.reports:,} reports ({done.new_reports:,} new, "
            f"{done.changed_reports:,} changed, {done.unchanged_reports:,} unchanged, "
            f"{done.tombstones:,} withdrawn) with {done.claims:,} new claims; "
            f"{done.rejects:,} rows rejected{beside}"
        )


def measure(connection: duckdb.DuckDBPyConnection) -> Loaded:
    """What the staged rows amount to."""
    rows = connection.execute(
        "select sum(cell_count)::bigint from staged_load_tallies "
        "where column_name is null"
    ).fetchone()
    quirks = connection.execute(
        "select quirk, count(*) from staged_report_quirks group by all order by all"
    )
    return Loaded(
        rows=rows[0] if rows else None,
        documents=count(connection, "staged_documents"),
        reports=count(connection, "staged_reports"),
        new_reports=count(connection, "staged_reports where is_new and not is_known"),
        changed_reports=count(connection, "staged_reports where is_new and is_known"),
        tombstones=count(connection, f"({_TOMBSTONES})"),
        claims=count(connection, "identified_claims"),
        rejects=count(connection, "staged_rejects"),
        quirks=dict(quirks.fetchall()),
    )


# A row that repeats an identifier, and a row of a report that is not there, are rejects
# that only the whole set shows; so are the people in them.
STAGE_TALLIES = """
create temp table staged_load_tallies as
with lost_claims as (
    select read_claims.* from read_claims
    semi join (from identified_reports where occurrence > 1)
        using (document_ref, report_ref, file_name, line)
    union all
    select read_claims.* from read_claims
    anti join identified_reports using (document_ref, report_ref)
),
lost_people as (
    unpivot (
        select document_ref, file_name, split_part(anchor, ':', 1) as anchor,
            sum(low) as low, sum(best) as best, sum(high) as high
        from lost_claims
        group by all
    ) on low, best, high into name bound value people
)
select staged_documents.reading_id, tallies.file_name, tallies.column_name,
    tallies.anchor, tallies.bound, sum(tallies.cell_count) as cell_count,
    sum(tallies.people_read) as people_read,
    sum(tallies.people_rejected) + coalesce(any_value(lost_people.people), 0)
        as people_rejected
from read_load_tallies as tallies
inner join staged_documents using (document_ref)
left join lost_people
    on tallies.document_ref = lost_people.document_ref
    and tallies.file_name = lost_people.file_name
    and tallies.anchor = lost_people.anchor
    and tallies.bound = lost_people.bound
group by all
"""


# Reports that the newest full release before this one has and this one lacks, and those
# that a list retracts. The models derive retractions anew; this is for the summary.
_TOMBSTONES = """
with releases as (
    select document_id, source_id, dataset_id, covers_area, completeness,
        coalesce(published_at, retrieved_date::timestamp) as released_at
    from staged_documents
    where completeness = 'full'
),
earlier_readings as (
    select readings.reading_id
    from warehouse.raw.documents as documents
    inner join warehouse.raw.readings as readings using (document_id)
    inner join releases
        on documents.source_id = releases.source_id
        and documents.dataset_id = releases.dataset_id
        and documents.covers_area is not distinct from releases.covers_area
        and documents.completeness = 'full'
        and coalesce(documents.published_at, documents.retrieved_date::timestamp)
        < releases.released_at
    qualify rank() over (
        partition by releases.document_id
        order by coalesce(
            documents.published_at, documents.retrieved_date::timestamp
        ) desc
    ) = 1
)
select distinct report_id
from warehouse.raw.sightings
semi join earlier_readings using (reading_id)
anti join identified_reports using (report_id)
union
select distinct native_id from read_retractions
semi join staged_documents using (document_ref)
"""


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """The number of rows of a table."""
    row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None  # noqa: S101  # count(*) always has its one row
    return int(row[0])
