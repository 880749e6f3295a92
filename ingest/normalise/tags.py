"""The row of HXL tags that humanitarian files carry under their header."""

import polars as pl


def drop_tags(batch: pl.DataFrame, line: int) -> pl.DataFrame:
    """The batch without its row of HXL tags (hxlstandard.org), which is no data.

    It stands in ``line``, the first under the header, and every cell that is filled in
    begins with ``#``.
    """
    columns = pl.exclude("line", "file_name")
    is_tags = (
        (pl.col("line") == line)
        & pl.all_horizontal(columns.str.starts_with("#").fill_null(value=True))
        & pl.any_horizontal(columns.is_not_null())
    )
    return batch.filter(~is_tags)
