"""What one load did, counted from its staged rows, and in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import duckdb

# What is counted, as ``raw.loads`` keeps it.
COUNTED = (
    *("rows", "documents", "reports", "new_reports", "changed_reports"),
    *("tombstones", "claims", "rejects"),
)


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

    def __add__(self, other: "Loaded") -> "Loaded":
        """Both together; the id is that of the first."""
        rows = [done.rows for done in (self, other) if done.rows is not None]
        sums = {n: getattr(self, n) + getattr(other, n) for n in COUNTED if n != "rows"}
        quirks = Counter(self.quirks) + Counter(other.quirks)
        return replace(self, rows=sum(rows) if rows else None, quirks=quirks, **sums)

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
        "select quirk, count(*) from kept_report_quirks group by all order by all"
    ).fetchall()
    # Of one report a file may hold several versions.
    new = count(
        connection,
        "(select distinct report_id from staged_reports where is_new and not is_known)",
    )
    return Loaded(
        rows=rows[0] if rows else None,
        reports=count(connection, "staged_reports"),
        new_reports=new,
        changed_reports=count(connection, "staged_reports where is_new") - new,
        tombstones=count(connection, "read_retractions"),
        rejects=count(connection, "staged_rejects"),
        quirks=dict(quirks),
    )


def count_tombstones(connection: duckdb.DuckDBPyConnection) -> int:
    """Reports that the full release before this one has and this one lacks.

    The models derive retractions anew; this is for the summary.
    """
    connection.execute(f"create temp table earlier_readings as {_EARLIER}")
    if not count(connection, "earlier_readings"):
        return 0
    return count(connection, f"({_TOMBSTONES})")


# The readings of the newest full release before this one.
_EARLIER = """
with releases as (
    select document_id, source_id, dataset_id, covers_area,
        coalesce(published_at, retrieved_date::timestamp) as released_at
    from staged_documents
    where completeness = 'full'
)
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
"""

# As UUID a key takes a third of the memory.
_TOMBSTONES = """
select distinct report_id::uuid as report from warehouse.raw.sightings
semi join earlier_readings using (reading_id)
except
select report_id::uuid from warehouse.raw.sightings
semi join staged_documents using (reading_id)
"""


def count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """The number of rows of a table."""
    row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row is not None  # noqa: S101  # count(*) always has its one row
    return int(row[0])
