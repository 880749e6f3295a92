"""What stands in a warehouse after a load: the tables of ``importers.py``."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from expectations.raw_load_tallies import CLAIMED


class Table(NamedTuple):
    """A heading, the columns behind the name of the data set, the query of the cells.

    The first ``words`` columns are words, the others numbers.
    """

    heading: str
    columns: tuple[str, ...]
    words: int
    query: str


LOADED = """
    select sum(row_count), sum(report_count), sum(claim_count), sum(reject_count)
    from raw.loads
"""

REJECTED = Table(
    "Rejected",
    ("column", "reason", "number"),
    2,
    """
    select column_name, reason, count(*) as number
    from raw.rejects
    group by all
    order by number desc, column_name, reason
    """,
)

FLAGGED = Table(
    "Quirks",
    ("quirks",),
    1,
    """
    select string_agg(
        format('`{}` {:,}', quirk, number), ', ' order by number desc, quirk
    )
    from (select quirk, count(*) as number from raw.report_quirks group by all)
    having count(*) > 0
    """,
)

SUMMED = Table(
    "Sums of the columns that count people",
    ("measure", "bound", "columns", "in the file", "in the claims", "rejected", "same"),
    2,
    # A column is of the measure of the claims that it becomes.
    f"""
    with claimed as ({CLAIMED.format()}),

    measures as (
        select split_part(anchor, ':', 1) as anchor, any_value(measure) as measure
        from raw.claims
        group by all
    ),

    tallied as (
        select
            reading_id, column_name, anchor, bound,
            sum(people_read)::bigint as people_read,
            sum(people_rejected)::bigint as people_rejected
        from raw.load_tallies
        where column_name is not null
        group by all
    )

    select
        measures.measure,
        tallied.bound,
        count(distinct tallied.column_name),
        sum(tallied.people_read),
        coalesce(sum(claimed.people), 0)::hugeint,
        sum(tallied.people_rejected),
        if(
            bool_and(
                tallied.people_read - tallied.people_rejected
                = coalesce(claimed.people, 0)
            ),
            'yes', 'no'
        )
    from tallied
    left join claimed using (reading_id, anchor, bound)
    left join measures using (anchor)
    group by measures.measure, tallied.bound
    order by 1, array_position(['low', 'best', 'high'], tallied.bound)
    """,  # noqa: S608  # the rows of the expectation
)

PLACED = Table(
    "Places without a first-level area",
    ("places", "without", "share"),
    0,
    # Of UCDP's places neither whole countries nor roads and borders across areas. A
    # report without words or a point has that of its country by now.
    """
    select
        count(*),
        count(*) - count(admin1_id),
        format('{:.2f} %', 100 * (1 - count(admin1_id) / count(*)))
    from raw.report_places
    where (
            coalesce(place_text, admin1_text) is not null
            or location_method in ('coordinates', 'nearest')
        )
        and precision_code is distinct from '5'
        and precision_code is distinct from '6'
    """,
)


def cells(database: Path, query: str) -> list[list[str]]:
    """The rows of a query as they are printed; - where something is not stated."""
    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(query).fetchall()
    return [[_cell(value) for value in row] for row in found]


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value).replace("|", r"\|")


def markdown(table: Table, databases: dict[str, Path]) -> Iterator[str]:
    """A table over several data sets, its heading in front."""
    yield f"\n### {table.heading}\n"
    yield f"| data set | {' | '.join(table.columns)} |"
    numbers = len(table.columns) - table.words
    yield f"|---|{'---|' * table.words}{'---:|' * numbers}"
    for name, database in databases.items():
        for row in cells(database, table.query):
            yield f"| {' | '.join([name, *row])} |"
