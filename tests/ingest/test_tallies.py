"""The file's own sums, added up apart from how a reader reads them."""

import polars as pl
import pytest

from ingest.records import Member
from ingest.tallies import tally

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
