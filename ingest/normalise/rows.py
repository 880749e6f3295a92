"""Rows of the raw tables from the columns of a batch."""

from collections.abc import Mapping

import polars as pl

from ingest.normalise.counts import bounds, columns_of
from ingest.quirks import QUIRKS
from ingest.records import ALL, conform

# A string or a flag is a constant; None leaves the column NULL.
Value = pl.Expr | str | bool | None

_UNSTATED = pl.lit(None, pl.Int64)

_USUAL: dict[str, Value] = {
    "unit_counted": "persons",
    "sex": ALL,
    "age_group": ALL,
    "status": ALL,
    "occupation": ALL,
    "count_basis": "stated",
    "scope": "incident",
    "stance": "asserted",
    "is_status_contested": False,
}


def shape(table: str, rows: pl.DataFrame, **columns: Value) -> pl.DataFrame:
    """``columns`` as a frame of raw.``table``, one row for each of ``rows``.

    ``rows`` has ``report_ref``, ``line`` and ``file_name``, which are kept.
    """
    given = {
        name: value if isinstance(value, pl.Expr) else pl.lit(value)
        for name, value in columns.items()
    }
    return conform(table, rows.select("report_ref", "line", "file_name", **given))


def claim(
    rows: pl.DataFrame,
    anchor: Value,
    figure: Mapping[str, pl.Expr] | pl.Expr,
    **columns: Value,
) -> pl.DataFrame:
    """One figure of every row as raw.claims; rows that state none give no claim.

    Args:
        rows: as for ``shape``.
        anchor: the column of the file; with the report it names the claim.
        figure: ``low``, ``best``, ``high`` as published, Int64, as far as there are any
            (``counts.bounds``), or the struct of ``counts.parse_figure``: one that is
            stated as unknown is a claim too, without bounds.
        columns: measure, role, rule_id, and what differs from the usual: persons, all
            cells ``all``, stated, asserted, of one incident.
    """
    if isinstance(figure, pl.Expr):
        is_stated, figures = figure.is_not_null(), columns_of(figure)
    else:
        published = [figure.get(name, _UNSTATED) for name in ("low", "best", "high")]
        is_stated = pl.any_horizontal(bound.is_not_null() for bound in published)
        figures = bounds(*published)
    claimed = {column.meta.output_name(): column for column in figures}
    given = _USUAL | claimed | columns
    stated = rows.filter(is_stated)
    return shape("claims", stated, anchor=anchor, claim_ref=anchor, **given)


def flag(rows: pl.DataFrame, quirk: str, column: str) -> pl.DataFrame:
    """A quirk of every row, and the value of the column that has it.

    Raises:
        ValueError: no such quirk (``ingest.quirks.QUIRKS``).
    """
    if quirk not in QUIRKS:
        message = f"{quirk} is no quirk; add it to ingest/quirks.py"
        raise ValueError(message)
    return shape(
        "report_quirks",
        rows,
        quirk=quirk,
        column_name=pl.lit(column),
        value=pl.col(column).cast(pl.String),
    )
