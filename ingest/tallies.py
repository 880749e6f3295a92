"""What the count columns of a file add up to, apart from how a reader reads them.

No person may be lost between a file and the claims: for every column that counts
people, the sum of the file is the sum of the claims and of the rejected rows. Here the
file's side is added up; ``raw.load_tallies`` keeps it, and an expectation compares.
"""

import polars as pl

from ingest.normalise.signs import fold_signs
from ingest.records import TABLES, Member, Records

# Digits with or without groups; what else a cell says ("2 - 3", "12+") is no plain
# number, and is not added up: the claims that it becomes are left out as well.
_NUMBER = r"^[0-9]+(\.0+)?$"
_GROUPED = r"^[1-9][0-9]{0,2}(\.[0-9]{3})+$"


def tally(member: Member, batch: pl.DataFrame, records: Records) -> pl.DataFrame:
    """Sums of one batch: a row a count column, and one for the rows themselves.

    Args:
        member: whose ``counts`` are added up.
        batch: the rows as they stand in the file, under our names.
        records: what the reader made of them; a line in none of its tables but
            ``rejects`` was rejected.

    Returns:
        The columns of ``raw.load_tallies``; of the row with ``column_name`` NULL,
        ``cell_count`` is the number of rows.
    """
    file_name = batch["file_name"].first()
    rows: dict[str, object] = {"file_name": file_name, "cell_count": batch.height}
    kept = _kept_lines(records)
    told = batch.select(
        pl.col("line").is_in(kept.implode()).alias("is_kept"),
        *(_number(name) for name in member.counts),
    )
    is_rejected = ~pl.col("is_kept")
    sums: list[dict[str, object]] = [
        {"file_name": file_name, "column_name": name, "anchor": anchor, "bound": bound}
        | told.select(
            cell_count=pl.col(name).count(),
            people_read=pl.col(name).sum(),
            people_rejected=pl.col(name).filter(is_rejected).sum(),
        ).row(0, named=True)
        for name, (anchor, bound) in member.counts.items()
    ]
    return TABLES["load_tallies"].frame([rows, *sums])


def _number(name: str) -> pl.Expr:
    said = fold_signs(pl.col(name)).str.replace_all("[ ,']", "")
    dotted = pl.when(said.str.contains(_GROUPED)).then(
        said.str.replace_all(".", "", literal=True)
    )
    plain = dotted.fill_null(said)
    is_number = plain.str.contains(_NUMBER)
    return pl.when(is_number).then(plain.cast(pl.Float64, strict=False)).cast(pl.Int64)


def _kept_lines(records: Records) -> pl.Series:
    lines = [frame["line"] for name, frame in records.items() if name != "rejects"]
    return pl.concat([pl.Series("line", [], pl.Int64), *lines]).unique()
