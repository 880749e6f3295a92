"""The two aggregates of a release that suppresses, small cells hidden in both at once.

A country's month is the sum of its governorates, so neither can be suppressed alone.
What is known of a country but of none of its governorates is a leaf of its own: the
aggregate by governorate has it only together for all countries, and a reader can work
it out.
"""

from collections.abc import Mapping

import polars as pl

from publish.profile import AGGREGATES
from publish.suppression import TOTAL, Layout, list_cells

BOUNDS = ("low", "best", "high")
UNKNOWN = "unknown"
_BY = ("measure", "population")
_AREA = ("country_id", "admin1_id")
_KEY = (*_AREA, "incident_month", *_BY)
_ADMIN1, _COUNTRY = AGGREGATES
# The columns that are not added up in each aggregate.
_LEVELS = {_ADMIN1: (*_AREA, "incident_month"), _COUNTRY: (_AREA[0], "incident_month")}


def hide_small(
    marts: Mapping[str, pl.DataFrame], k: int, breakdowns: tuple[str, ...] = AGGREGATES
) -> dict[str, pl.DataFrame]:
    """Both aggregates with ``is_suppressed``, and nothing else in such a row.

    Args:
        marts: ``agg_casualties__admin1_month`` and ``agg_casualties__country_month``,
            whole.
        k: the least number of people that may be shown.
        breakdowns: the aggregates whose small cells are sought.

    Returns:
        Of the governorates, the row of all incidents without one is left out.
    """
    cells = list_cells(
        list_leaves(marts[_ADMIN1], marts[_COUNTRY]),
        Layout(BOUNDS, (_AREA, "incident_month"), _BY),
        k,
        [_LEVELS[name] for name in breakdowns],
    )
    areas = marts[_ADMIN1].filter(pl.col("admin1_id") != UNKNOWN)
    return {
        _ADMIN1: _blank(areas, cells.filter(pl.col("admin1_id") != TOTAL)),
        _COUNTRY: _blank(
            marts[_COUNTRY].with_columns(admin1_id=pl.lit(TOTAL)),
            cells.filter(pl.col("admin1_id") == TOTAL),
        ).drop("admin1_id"),
    }


def list_leaves(admin1: pl.DataFrame, country: pl.DataFrame) -> pl.DataFrame:
    """Governorates, and of each country what lies in none that is known."""
    known = admin1.filter(pl.col("admin1_id") != UNKNOWN)
    less = known.with_columns(-pl.col(*BOUNDS, "incident_count"))
    upper = [name for name in _KEY if name != "admin1_id"]
    columns = [*upper, *BOUNDS, "incident_count"]
    rest = (
        pl.concat([country.select(columns), less.select(columns)])
        .group_by(upper)
        .agg(
            pl.col("low", "high", "incident_count").sum(),
            pl.when(pl.col("best").is_not_null().all()).then(pl.col("best").sum()),
        )
        .filter(pl.col("incident_count") > 0)
        .with_columns(admin1_id=pl.lit(UNKNOWN))
    )
    leaves = [*_KEY, *BOUNDS]
    return pl.concat([known.select(leaves), rest.select(leaves)])


def _blank(frame: pl.DataFrame, cells: pl.DataFrame) -> pl.DataFrame:
    """The frame in its order, with nothing but the key in suppressed rows."""
    months = cells.filter(pl.col("incident_month") != TOTAL)
    marked = frame.join(
        months.select(*_KEY, "is_suppressed"),
        on=list(_KEY),
        how="left",
        maintain_order="left",
    ).with_columns(pl.col("is_suppressed").fill_null(value=True))
    told = pl.selectors.integer()
    return marked.with_columns(pl.when(~pl.col("is_suppressed")).then(told))
