"""The row of HXL tags that humanitarian files carry under their header."""

from collections.abc import Sequence

import polars as pl


def is_tag_row(cells: Sequence[str]) -> bool:
    """Whether every cell of a row that is filled in begins with ``#``, and one is."""
    said = [cell.strip() for cell in cells if cell.strip()]
    return bool(said) and all(cell.startswith("#") for cell in said)


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
