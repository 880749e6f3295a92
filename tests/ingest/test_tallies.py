"""The file's own sums, added up apart from how a reader reads them."""

import polars as pl
import pytest

from ingest.records import Member
from ingest.tallies import tally

COUNTED = Member(needs=("killed",), counts={"killed": ("killed", "best")})
CELLS = ["2 \u2013 3", "4\u20136", "1,204", "300.0", "Unknown", None, "about 5"]


@pytest.mark.parametrize(("bound", "people"), [("low", 1_510), ("high", 1_513)])
def test_a_range_is_added_up_by_the_end_that_is_the_bound(
    bound: str, people: int
) -> None:
    member = Member(needs=("killed",), counts={"killed": ("killed", bound)})
    lines = pl.int_range(2, len(CELLS) + 2, dtype=pl.Int64, eager=True).alias("line")
    batch = pl.DataFrame({"killed": CELLS}).with_columns(lines, file_name=pl.lit("a"))
    lines = batch.select("file_name", "line")
    records = {"reports": lines.head(1), "rejects": lines}
    found = tally(member, batch, records).filter(column_name="killed")
    read, rejected = found.select("people_read", "people_rejected").row(0)
    assert read == people
    assert read - rejected == (2 if bound == "low" else 3)


def test_a_row_that_is_in_no_table_is_lost_and_not_rejected() -> None:
    member = Member(needs=("killed",), counts={"killed": ("killed", "best")})
    rows = {"killed": ["4", "5"], "line": [2, 3], "file_name": ["a", "a"]}
    batch = pl.DataFrame(rows)
    records = {"reports": batch.select("file_name", "line").head(1)}
    found = tally(member, batch, records).filter(column_name="killed")
    assert found.select("people_read", "people_rejected").row(0) == (9, 0)


def summed(*cells: str | None) -> tuple[int | None, int]:
    """People read, in so many cells; every row is kept."""
    batch = rows(*cells)
    found = tally(COUNTED, batch, {"reports": batch.select("file_name", "line")})
    told = found.filter(column_name="killed").select("people_read", "cell_count")
    return told.row(0) if told.height else (None, 0)


def rows(*cells: str | None) -> pl.DataFrame:
    lines = pl.int_range(2, len(cells) + 2, dtype=pl.Int64, eager=True).alias("line")
    killed = pl.DataFrame({"killed": cells}, schema={"killed": pl.String})
    return killed.with_columns(lines, file_name=pl.lit("a.csv"))


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("4", 4),
        (" 1 204 ", 1_204),
        ("1.204", 1_204),
        ("1'204", 1_204),
        ("4.0", 4),
        ("\u0664\u0662", 42),
        ("0", 0),
    ],
)
def test_a_number_is_added_up_however_it_is_written(cell: str, people: int) -> None:
    assert summed(cell) == (people, 1)


@pytest.mark.parametrize("cell", ["12+", "~40", "<5", "Unknown", "-3", "2.5.1", None])
def test_what_is_no_plain_number_is_no_part_of_the_sum(cell: str | None) -> None:
    assert summed(cell) == (None, 0)


def test_a_range_has_no_best_number() -> None:
    assert summed("2-3", "5") == (5, 1)


def test_a_reject_alone_does_not_keep_a_line() -> None:
    batch = rows("4", "5")
    lines = batch.select("file_name", "line")
    kept = {"reports": lines.head(1), "rejects": lines}
    found = tally(COUNTED, batch, kept)
    sums = found.filter(column_name="killed").select("people_read", "people_rejected")
    assert sums.rows() == [(9, 5)]
    count = found.filter(pl.col("column_name").is_null())
    assert count.select("file_name", "cell_count").rows() == [("a.csv", 2)]
