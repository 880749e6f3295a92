"""Rows with a fault are rejected whole; the rest stays, in order."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise.counts import parse_count
from ingest.normalise.faults import require, sift
from ingest.records import TABLES

PARSED = {"id": require(pl.col("id")), "killed": parse_count(pl.col("killed"))}


def batch(*rows: tuple[str | None, str | None]) -> pl.DataFrame:
    schema = {"id": pl.String, "killed": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        pl.int_range(2, len(rows) + 2, dtype=pl.Int64).alias("line"),
        pl.lit("tolls.csv").alias("file_name"),
    )


def test_a_bad_row_is_listed_and_the_others_are_read() -> None:
    good, rejects = sift(batch(("a", "4"), ("b", "many"), ("c", None)), PARSED)
    assert good.select("id", "killed", "line").rows() == [("a", 4, 2), ("c", None, 4)]
    assert rejects.rows() == [("tolls.csv", 3, "killed", "many", "not a number")]
    assert dict(rejects.schema) == TABLES["rejects"].columns


def test_a_row_with_two_faults_is_one_reject() -> None:
    _, rejects = sift(batch((None, "-1")), PARSED)
    assert rejects.rows() == [("tolls.csv", 2, "id", None, "is missing")]


def test_nothing_to_parse_rejects_nothing() -> None:
    rows = batch(("a", "x"))
    good, rejects = sift(rows, {})
    assert good.equals(rows)
    assert rejects.is_empty()


@given(st.lists(st.tuples(st.none() | st.text(), st.none() | st.text())))
def test_every_row_is_either_read_or_rejected(
    rows: list[tuple[str | None, str | None]],
) -> None:
    good, rejects = sift(batch(*rows), PARSED)
    assert sorted([*good["line"], *rejects["line"]]) == list(range(2, len(rows) + 2))
    assert rejects["reason"].null_count() == 0
