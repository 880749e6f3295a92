"""What the count columns of a file add up to, apart from how a reader reads them.

No person may be lost between a file and the claims: for every column that counts
people, the sum of the file is the sum of the claims and of the rejected rows. Here the
file's side is added up; ``raw.load_tallies`` keeps it, and an expectation compares.
"""

import polars as pl

from ingest.records import Member, Records, conform

# Digits with or without groups; what else a cell says is no plain number.
_NUMBER = r"^[0-9]+(\.0+)?$"

_LINE = ["file_name", "line"]


def tally(member: Member, batch: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Sums of one batch: a row a file and count column, and one for a file's rows.

    Args:
        member: whose ``counts`` are added up.
        batch: the rows as they stand in the files, under our names.
        records: what the reader made of them; a line in none of its tables but
            ``rejects`` was rejected.

    Returns:
        The columns of ``raw.load_tallies``; a column without a number has no row. Of
        the row with ``column_name`` NULL, ``cell_count`` is the number of rows.
    """
    told = batch.join(
        _kept_lines(records).with_columns(is_kept=True), on=_LINE, how="left"
    ).select(
        "file_name",
        pl.col("is_kept").is_null().alias("is_rejected"),
        *(_number(name) for name in member.counts),
    )
    rows = told.group_by("file_name").agg(cell_count=pl.len().cast(pl.Int64))
    sums = [_sums(told, name, *claim) for name, claim in member.counts.items()]
    return pl.concat([conform("load_tallies", frame) for frame in (rows, *sums)])


def _sums(told: pl.DataFrame, name: str, anchor: str, bound: str) -> pl.DataFrame:
    people = pl.col(name)
    return (
        told.filter(people.is_not_null())
        .group_by("file_name")
        .agg(
            column_name=pl.lit(name),
            anchor=pl.lit(anchor),
            bound=pl.lit(bound),
            cell_count=people.len().cast(pl.Int64),
            people_read=people.sum(),
            people_rejected=people.filter(pl.col("is_rejected")).sum(),
        )
    )


def _number(name: str) -> pl.Expr:
    plain = pl.col(name).str.strip_chars().str.replace_all(",", "", literal=True)
    is_number = plain.str.contains(_NUMBER)
    return pl.when(is_number).then(plain.cast(pl.Float64, strict=False)).cast(pl.Int64)


def _kept_lines(records: Records) -> pl.DataFrame:
    none = pl.DataFrame(schema={"file_name": pl.String, "line": pl.Int64})
    lines = [
        frame.select(_LINE) for name, frame in records.items() if name != "rejects"
    ]
    return pl.concat([none, *lines]).unique()


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
