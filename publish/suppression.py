"""Small cells of a table suppressed, and with them what would give them away."""

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

import polars as pl

from publish.patterns import Cell, Values, hide, is_small, make_table

# One column, or the columns of a hierarchy from the widest to the narrowest.
Dimension = str | tuple[str, ...]
TOTAL = "(all)"
_MISSING = "(not stated)"


class Layout(NamedTuple):
    """The columns of a table: ``measures``, ``groups`` and ``by`` of ``suppress``."""

    measures: tuple[str, ...]
    groups: tuple[Dimension, ...]
    by: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Columns of the groups."""
        return [name for group in self.groups for name in _columns(group)]

    @property
    def columns(self) -> list[str]:
        """Columns that together are the key."""
        return [*self.by, *self.names]


def suppress(
    frame: pl.DataFrame,
    measures: Sequence[str],
    groups: Sequence[Dimension],
    k: int,
    by: Sequence[str] = (),
) -> pl.DataFrame:
    """The frame with the measures of small cells NULL, and ``is_suppressed``.

    A cell is small where any measure counts somebody, but fewer than ``k`` people; 0 is
    not small. Totals over every group are taken as known to the reader, those that are
    small or would give a small one away excepted (``list_cells`` names them).

    Args:
        frame: one row for each combination of ``groups`` and ``by``; a combination
            without a row is known to be empty.
        measures: columns that count people, the smallest first: low, best, high. In the
            first and the last NULL adds 0, as it does in the aggregates; between them
            a total is stated only where all its parts are.
        groups: the dimensions; ``("country_id", "admin1_id")`` is a hierarchy.
        k: the least number of people that may be shown.
        by: columns that part the frame into tables that are never added up, such as
            measure and population.
    """
    layout = Layout(tuple(measures), tuple(groups), tuple(by))
    columns = layout.columns
    told = list_cells(frame, layout, k).filter(
        pl.all_horizontal(pl.col(layout.names) != TOTAL)
    )
    marked = _keyed(frame, columns).join(
        told.select(
            *(pl.col(name).alias(f"key {name}") for name in columns), "is_suppressed"
        ),
        on=[f"key {name}" for name in columns],
        how="left",
        maintain_order="left",
    )
    return blank(marked.drop(pl.selectors.starts_with("key ")), measures)


def blank(frame: pl.DataFrame, measures: Sequence[str]) -> pl.DataFrame:
    """The frame with the measures of rows that are suppressed NULL."""
    return frame.with_columns(pl.when(~pl.col("is_suppressed")).then(pl.col(measures)))


def list_cells(
    frame: pl.DataFrame,
    layout: Layout,
    k: int,
    sought: Sequence[tuple[str, ...]] | None = None,
) -> pl.DataFrame:
    """Every cell and total: the key, the measures, ``is_small``, ``is_suppressed``.

    A total has ``(all)`` in the columns that it adds up, and a missing value of a group
    is ``(not stated)``. The measures are not blanked: this is not for publication.

    Args:
        frame: as for ``suppress``.
        layout: its columns.
        k: the least number of people that may be shown.
        sought: the levels whose small cells are suppressed, as the columns that are
            not added up; all, where it is not given.
    """
    cells = _add_up(frame, layout)
    parts = cells.partition_by(list(layout.by)) if layout.by else [cells]
    marked = [_mark(part, layout, k, sought) for part in parts]
    return pl.concat(marked) if marked else _mark(cells, layout, k, sought)


def _columns(group: Dimension) -> tuple[str, ...]:
    return (group,) if isinstance(group, str) else group


def _keyed(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    keys = (
        pl.col(name).cast(pl.String).fill_null(_MISSING).alias(f"key {name}")
        for name in columns
    )
    return frame.with_columns(*keys)


def _add_up(frame: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Leaves, and totals of every level."""
    columns, measures = layout.columns, layout.measures
    ends = [measures[0], measures[-1]]
    keyed = _keyed(frame, columns).select(
        *(pl.col(f"key {name}").alias(name) for name in columns),
        *(pl.col(m).fill_null(0) if m in ends else pl.col(m) for m in measures),
    )
    sums = [
        pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).alias(name)
        for name in measures
    ]
    levels = [
        keyed.with_columns(pl.lit(TOTAL).alias(name) for name in totalled)
        .group_by(columns)
        .agg(sums)
        for totalled in _totalled(layout.groups)
    ]
    return pl.concat(levels).sort(columns)


def _totalled(groups: Sequence[Dimension]) -> Iterator[list[str]]:
    """For every level the columns that are added up: the narrowest of each go first."""
    depths = [range(len(_columns(group)) + 1) for group in groups]
    for kept in product(*depths):
        yield [
            name
            for group, depth in zip(groups, kept, strict=True)
            for name in _columns(group)[depth:]
        ]


def _mark(
    part: pl.DataFrame,
    layout: Layout,
    k: int,
    sought: Sequence[tuple[str, ...]] | None,
) -> pl.DataFrame:
    """One table with its small and its suppressed cells.

    The search for patterns goes from cell to cell, as each one hidden serves the next.
    """
    cells: dict[Cell, Values] = {
        _cell(row, layout.groups): tuple(row[name] for name in layout.measures)
        for row in part.iter_rows(named=True)
    }
    table = make_table(cells, tuple(len(_columns(g)) for g in layout.groups))
    levels = [
        tuple(name for name in layout.names if row[name] != TOTAL)
        for row in part.iter_rows(named=True)
    ]
    small = [
        is_small(values, k) and (sought is None or level in sought)
        for values, level in zip(cells.values(), levels, strict=True)
    ]
    primary = [cell for cell, told in zip(cells, small, strict=True) if told]
    hidden = hide(table, primary, k)
    return part.with_columns(
        pl.Series("is_small", small, pl.Boolean),
        pl.Series("is_suppressed", [c in hidden for c in cells], pl.Boolean),
    )


def _cell(row: dict[str, str], groups: Sequence[Dimension]) -> Cell:
    nodes = ([row[name] for name in _columns(group)] for group in groups)
    return tuple(tuple(v for v in node if v != TOTAL) for node in nodes)
