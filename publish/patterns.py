"""Which other cells must be hidden so that a hidden cell stays unknown.

A table has dimensions, each a hierarchy: an area is a governorate within a country
within the whole, a month is one of all. A **node** is a place in a hierarchy, as the
tuple of its values from the top: ``()`` is the whole, ``("SYR",)`` a country,
``("SYR", "SY.12")`` a governorate. A **cell** is one node of each dimension. Whoever
reads the table knows every total of every hierarchy that is not hidden.

A **pattern** is a set of cells in which one person can be moved without any total that
stands outside it noticing: from a governorate's month to another month, and back in
another governorate. Of each dimension it takes a path between two leaves (down one side
a person less, down the other one more), or from a leaf to the whole (the totals move as
well). If all its cells are hidden, each may be smaller or greater by as much as the
values in it allow, and no reader can tell. That is the proof that the cell is safe: it
needs no solver, and holds for all totals at once.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import product
from math import inf, prod
from typing import NamedTuple

Node = tuple[str, ...]
Cell = tuple[Node, ...]
# Measures from the least to the greatest (low, best, high); None is not stated.
Values = tuple[int | None, ...]
Pattern = dict[Cell, int]

# How many ends of a path are tried: cells hidden already, and the smallest others.
_ENDS = 8


class Table(NamedTuple):
    """Every cell, leaves and totals, and the leaves of each line.

    ``lines`` has for a dimension and the leaf nodes of all others the leaf nodes of
    that dimension that have a cell, smallest first.
    """

    cells: Mapping[Cell, Values]
    depths: tuple[int, ...]
    lines: Mapping[tuple[int, Cell], list[Node]]
    leaves: tuple[Cell, ...]


def make_table(cells: Mapping[Cell, Values], depths: tuple[int, ...]) -> Table:
    """A table of cells; a node at the depth of its dimension is a leaf."""
    is_leaf = [c for c in cells if all(len(n) == d for n, d in _pairs(c, depths))]
    leaves = tuple(sorted(is_leaf, key=lambda c: (_size(cells[c]), c)))
    lines: dict[tuple[int, Cell], list[Node]] = defaultdict(list)
    for cell in leaves:
        for place, node in enumerate(cell):
            lines[place, _without(cell, place)].append(node)
    return Table(cells, depths, lines, leaves)


def _pairs(cell: Cell, depths: tuple[int, ...]) -> Iterator[tuple[Node, int]]:
    return zip(cell, depths, strict=True)


def _without(cell: Cell, place: int) -> Cell:
    return cell[:place] + cell[place + 1 :]


def _size(values: Values) -> int:
    return max((value for value in values if value is not None), default=0)


def is_small(values: Values, k: int) -> bool:
    """Whether any bound counts somebody, but fewer than ``k``."""
    return any(value is not None and 0 < value < k for value in values)


def hide(table: Table, small: list[Cell], k: int) -> set[Cell]:
    """The small cells, and the others that have to be hidden with them.

    After it every small bound of every cell in ``small`` could be anything within a
    range of at least ``k``, as far as the totals that stand tell.
    """
    hidden = set(small)
    for cell in sorted(small, key=lambda c: (sum(map(len, c)), c)):
        best = min(
            (
                (_cost(table, pattern, hidden), place, pattern)
                for place, pattern in enumerate(_patterns(table, cell, hidden))
                if _is_wide(table, cell, pattern, k)
            ),
            key=lambda found: found[:2],
        )
        hidden |= set(best[2])
    return hidden


def _cost(table: Table, pattern: Pattern, hidden: set[Cell]) -> int:
    """People in the cells that the pattern would hide besides."""
    return sum(1 + _size(table.cells[cell]) for cell in pattern if cell not in hidden)


def _patterns(table: Table, cell: Cell, hidden: set[Cell]) -> Iterator[Pattern]:
    """Patterns through a cell, whose sign is 1; one of a leaf is up to the whole."""
    for leaf in _leaves_below(table, cell):
        places = range(len(cell))
        paths = [list(_paths(table, cell, leaf, place, hidden)) for place in places]
        for chosen in product(*paths):
            pattern = {
                tuple(node for node, _ in nodes): prod(sign for _, sign in nodes)
                for nodes in product(*(path.items() for path in chosen))
            }
            if pattern.keys() <= table.cells.keys():
                sign = pattern[cell]
                yield {each: told * sign for each, told in pattern.items()}


def _leaves_below(table: Table, cell: Cell) -> list[Cell]:
    """The leaf itself, or the greatest leaves of a total, which can bear most."""
    if all(len(node) == depth for node, depth in _pairs(cell, table.depths)):
        return [cell]
    below = [leaf for leaf in table.leaves if _is_below(leaf, cell)]
    return below[-2:]


def _is_below(leaf: Cell, cell: Cell) -> bool:
    return all(
        node[: len(above)] == above for node, above in zip(leaf, cell, strict=True)
    )


def _paths(
    table: Table, cell: Cell, leaf: Cell, place: int, hidden: set[Cell]
) -> Iterator[dict[Node, int]]:
    """Paths of one dimension that begin at a leaf and hold the node of the cell."""
    start, kept = leaf[place], cell[place]
    # A total moves only with somebody who comes from outside it.
    ends = [
        end
        for end in table.lines[place, _without(leaf, place)]
        if end != start and end[: len(kept)] != kept
    ]
    known = [e for e in ends if (*leaf[:place], e, *leaf[place + 1 :]) in hidden]
    others = [end for end in ends if end not in known]
    for end in [*known[-_ENDS:], *others[:_ENDS], *others[-2:]]:
        shared = next(
            n for n, pair in enumerate(zip(start, end, strict=True)) if len({*pair}) > 1
        )
        down = {start[:n]: 1 for n in range(shared + 1, len(start) + 1)}
        yield down | {end[:n]: -1 for n in range(shared + 1, len(end) + 1)}
    yield {start[:n]: 1 for n in range(len(start) + 1)}


def _is_wide(table: Table, cell: Cell, pattern: Pattern, k: int) -> bool:
    """Whether each small bound of the cell can lie within a range of ``k``."""
    more = [c for c, sign in pattern.items() if sign < 0]
    less = [c for c, sign in pattern.items() if sign > 0]
    up = down = 0.0
    for place, value in enumerate(table.cells[cell]):
        up = max(up, _give(table, more, place))
        down = max(down, _give(table, less, place))
        if value is not None and 0 < value < k and up + down < k:
            return False
    return True


def _give(table: Table, cells: list[Cell], place: int) -> float:
    """By how much all these cells can lose in a measure and those above it together.

    A low may not fall below 0, nor a best below its low.
    """
    return min((_slack(table.cells[cell], place) for cell in cells), default=inf)


def _slack(values: Values, place: int) -> int:
    moved = next((v for v in values[place:] if v is not None), 0)
    floor = max((v for v in values[:place] if v is not None), default=0)
    return max(0, moved - floor)
