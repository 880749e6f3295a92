"""The HXL row is skipped where it stands, and nowhere else."""

import polars as pl

from ingest.normalise.tags import drop_tags


def batch(*cells: str | None, line: int = 2) -> pl.DataFrame:
    frame = pl.DataFrame([cells], schema={"a": pl.String, "b": pl.String}, orient="row")
    return frame.with_columns(
        pl.lit(line, pl.Int64).alias("line"), pl.lit("x.csv").alias("file_name")
    )


def test_a_row_of_tags_under_the_header_is_no_data() -> None:
    assert drop_tags(batch("#date", None), 2).is_empty()


def test_data_stays() -> None:
    assert drop_tags(batch("#1", "4"), 2).height == 1
    assert drop_tags(batch(None, None), 2).height == 1
    assert drop_tags(batch("#date", "#affected", line=3), 2).height == 1
