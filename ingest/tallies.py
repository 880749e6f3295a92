"""What the count columns of a file add up to, apart from how a reader reads them.

No person may be lost between a file and the claims: for every column that counts
people, the sum of the file is the sum of the claims and of the rejected rows. Here the
file's side is added up; ``raw.load_tallies`` keeps it, and an expectation compares.
"""

import polars as pl

from ingest.normalise.signs import fold_signs
from ingest.records import TABLES, Member, Records, conform

# Digits with or without groups, alone or as a range. Else a cell ("12+") says no plain
# number: it is not added up, and the claim that it becomes is left out as well.
_NUMBER = r"[0-9]+(?:\.0+)?"
_RANGE = rf"^({_NUMBER})(?:-({_NUMBER}))?$"
_GROUPED = r"^[1-9][0-9]{0,2}(\.[0-9]{3})+$"

_LINE = ["file_name", "line"]


def tally(member: Member, batch: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Sums of one batch: a row a file and count column, and one for a file's rows.

    Args:
        member: whose ``counts`` are added up.
        batch: the rows as they stand in the files, under our names.
        records: what the reader made of them; a line of ``rejects`` that is in none of
            the other tables was rejected, a line that is in no table at all is lost.

    Returns:
        The columns of ``raw.load_tallies``; a column without a number has no row. Of
        the row with ``column_name`` NULL, ``cell_count`` is the number of rows.
    """
    numbers = {
        name: _numbers(batch[name], bound) for name, (_, bound) in member.counts.items()
    }
    told = (
        batch.select(_LINE)
        .with_columns(**numbers)
        .join(_rejected(records), on=_LINE, how="left")
        .with_columns(pl.col("is_rejected").fill_null(value=False))
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


def _numbers(column: pl.Series, bound: str) -> pl.Series:
    """The numbers of the cells; what is said again and again is read once."""
    texts = pl.DataFrame({"said": column.unique()})
    known = texts.with_columns(number=_number(pl.col("said"), bound))
    return column.replace_strict(known["said"], known["number"], return_dtype=pl.Int64)


def _number(cell: pl.Expr, bound: str) -> pl.Expr:
    """The number of a cell; of a range, the end that is the bound, and no best one."""
    said = fold_signs(cell).str.replace_all("[ ,']", "")
    dotted = pl.when(said.str.contains(_GROUPED)).then(
        said.str.replace_all(".", "", literal=True)
    )
    first, last = (dotted.fill_null(said).str.extract(_RANGE, n) for n in (1, 2))
    alone = pl.when(last.is_null()).then(first)
    number = {"low": first, "best": alone, "high": last.fill_null(first)}[bound]
    return number.cast(pl.Float64, strict=False).cast(pl.Int64)


def _rejected(records: Records) -> pl.DataFrame:
    """The rows that were rejected whole: file_name, line, is_rejected."""
    suspects = records.get("rejects", TABLES["rejects"].frame([])).select(_LINE)
    left = suspects.unique()
    for name, frame in records.items():
        if name != "rejects":
            left = left.join(frame, on=_LINE, how="anti")
    return left.with_columns(is_rejected=pl.lit(value=True))
