"""Small cells cannot be worked out: attacked with linear programs over all totals."""

from itertools import product

import duckdb
import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from publish.profile import AGGREGATES
from publish.small_cells import BOUNDS, hide_small, list_leaves
from publish.suppression import TOTAL, Layout, list_cells, suppress

AREA = ("country", "area")
LAYOUT = Layout(BOUNDS, (AREA, "month"))
KEY = [*AREA, "month"]
EPSILON = 1e-6

Row = tuple[str, str, str, int, int | None, int]


def frame_of(rows: list[Row]) -> pl.DataFrame:
    kinds = dict.fromkeys(KEY, pl.String) | dict.fromkeys(BOUNDS, pl.Int64)
    return pl.DataFrame(rows, schema=kinds, orient="row")


class Attack:
    """All that a reader knows: what stands, sums, low <= best <= high, no minus."""

    def __init__(self, cells: pl.DataFrame, key: list[str] = KEY) -> None:
        rows = cells.iter_rows(named=True)
        self.cells = {tuple(row[name] for name in key): row for row in rows}
        self.hidden = [k for k, row in self.cells.items() if row["is_suppressed"]]
        self.place = {
            variable: n for n, variable in enumerate(product(self.hidden, BOUNDS))
        }
        self.sums, self.known = self._sums()
        self.order = self._order()

    def _lines(self) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
        found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
        for key in self.cells:
            country, area, month = key
            if month != TOTAL:
                found.setdefault((country, area, TOTAL), []).append(key)
        lines = list(found.items())
        found = {}
        for key in self.cells:
            country, area, month = key
            if area != TOTAL:
                found.setdefault((country, TOTAL, month), []).append(key)
            elif country != TOTAL:
                found.setdefault((TOTAL, TOTAL, month), []).append(key)
        return lines + list(found.items())

    def _sums(self) -> tuple[np.ndarray, np.ndarray]:
        rows, known = [], []
        for (total, parts), bound in product(self._lines(), BOUNDS):
            members = [(total, -1), *((part, 1) for part in parts)]
            if any(self.cells[key][bound] is None for key, _ in members):
                continue
            row, right = np.zeros(len(self.place)), 0
            for key, sign in members:
                if (key, bound) in self.place:
                    row[self.place[key, bound]] = sign
                else:
                    right -= sign * self.cells[key][bound]
            if row.any():
                rows.append(row)
                known.append(right)
            else:
                assert right == 0
        return np.array(rows), np.array(known)

    def _order(self) -> np.ndarray:
        rows = []
        for key, (lower, upper) in product(
            self.hidden, (("low", "best"), ("best", "high"))
        ):
            row = np.zeros(len(self.place))
            row[self.place[key, lower]], row[self.place[key, upper]] = 1, -1
            rows.append(row)
        return np.array(rows)

    def width(self, key: tuple[str, ...], bound: str) -> float:
        """How far apart the least and the greatest possible value are."""
        wanted = np.zeros(len(self.place))
        wanted[self.place[key, bound]] = 1
        least, greatest = (self._solve(sign * wanted) for sign in (1, -1))
        return -greatest - least

    def _solve(self, wanted: np.ndarray) -> float:
        has_sums = len(self.sums) > 0
        found = linprog(
            wanted,
            A_ub=self.order,
            b_ub=np.zeros(len(self.order)),
            A_eq=self.sums if has_sums else None,
            b_eq=self.known if has_sums else None,
            bounds=(0, None),
        )
        # Without a bound the value may be anything.
        return -np.inf if found.status == 3 else found.fun


def recovered(cells: pl.DataFrame, k: int, key: list[str] = KEY) -> list[object]:
    """Suppressed cells that a reader can narrow down to fewer than k values."""
    attack = Attack(cells, key)
    found: list[object] = []
    for each in attack.hidden:
        row = attack.cells[each]
        small = [b for b in BOUNDS if row[b] is not None and 0 < row[b] < k]
        if row["is_small"]:
            found += [(each, b) for b in small if attack.width(each, b) < k - EPSILON]
        elif max(attack.width(each, b) for b in BOUNDS) < 1 - EPSILON:
            found.append(each)
    return found


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    """Small tables with holes, zeros, wide ranges and bests that are not stated."""
    countries, areas, months = (draw(st.integers(1, most)) for most in (2, 3, 4))
    rows: list[Row] = []
    for country, area, month in product(range(countries), range(areas), range(months)):
        if draw(st.integers(0, 3)):
            low, more, most = (draw(st.integers(0, 9)) for _ in range(3))
            scale = draw(st.sampled_from([1, 1, 5]))
            best = None if draw(st.integers(0, 5)) == 0 else scale * (low + more)
            high = scale * (low + more + most)
            place = (f"C{country}", f"C{country}.{area}", f"2024-{month + 1:02}")
            rows.append((*place, scale * low, best, high))
    return frame_of(rows)


@settings(max_examples=100)
@given(table=tables(), k=st.integers(2, 6))
def test_no_program_recovers_a_suppressed_cell(table: pl.DataFrame, k: int) -> None:
    assert not recovered(list_cells(table, LAYOUT, k), k)


@settings(max_examples=30)
@given(table=tables(), k=st.integers(2, 6))
def test_every_small_cell_is_suppressed_and_what_stands_is_unchanged(
    table: pl.DataFrame, k: int
) -> None:
    shown = suppress(table, BOUNDS, (AREA, "month"), k)

    stands = shown.filter(~pl.col("is_suppressed"))
    small = pl.any_horizontal(pl.col(BOUNDS).is_between(1, k - 1))
    assert stands.filter(small).is_empty()
    assert shown.select(KEY).equals(table.select(KEY))
    joined = stands.select(*KEY, *BOUNDS).join(table, on=KEY, how="left", suffix="_in")
    assert all(joined[b].equals(joined[f"{b}_in"], null_equal=True) for b in BOUNDS)
    hidden = shown.filter("is_suppressed").select(BOUNDS)
    assert hidden.null_count().row(0) == (hidden.height,) * 3


def test_without_partners_a_subtraction_would_recover_the_cell() -> None:
    """The attack itself works: it finds what is hidden alone."""
    table = frame_of([("A", "A.1", "1", 2, 2, 2), ("A", "A.2", "1", 30, 30, 30)])
    cells = list_cells(table, LAYOUT, 5)
    alone = cells.with_columns(is_suppressed=pl.col("is_small"))

    assert recovered(alone, 5)
    assert not recovered(cells, 5)


def test_partners_are_the_smallest_that_do() -> None:
    months = ("1", "2", "3")
    figures = {"A.1": (2, 40, 50), "A.2": (60, 20, 70), "A.3": (80, 90, 30)}
    table = frame_of(
        [
            ("A", area, month, value, value, value)
            for area, values in figures.items()
            for month, value in zip(months, values, strict=True)
        ]
    )

    shown = suppress(table, BOUNDS, (AREA, "month"), 5)

    hidden = shown.filter("is_suppressed").select("area", "month").rows()
    assert set(hidden) == {("A.1", "1"), ("A.1", "2"), ("A.2", "1"), ("A.2", "2")}


def test_a_table_without_small_cells_stays_as_it_is() -> None:
    table = frame_of([("A", "A.1", "1", 0, 0, 0), ("A", "A.2", "1", 5, 7, 9)])

    shown = suppress(table, BOUNDS, (AREA, "month"), 5)

    assert not shown["is_suppressed"].any()
    assert shown.drop("is_suppressed").equals(table)


def test_one_column_of_counts_is_enough() -> None:
    table = pl.DataFrame({"sex": ["f", "m", None], "n": [3, 40, 8]})

    shown = suppress(table, ["n"], ["sex"], 5)

    assert shown["n"].to_list() == [None, 40, None]


@pytest.fixture
def aggregates(marts: duckdb.DuckDBPyConnection) -> dict[str, pl.DataFrame]:
    return {n: marts.table(n).order("all").pl() for n in AGGREGATES}


def test_leaves_add_up_to_the_countries(aggregates: dict[str, pl.DataFrame]) -> None:
    admin1, country = (aggregates[name] for name in AGGREGATES)
    key = ["country_id", "incident_month", "measure", "population"]

    sums = list_leaves(admin1, country).group_by(key).agg(pl.col("low", "high").sum())

    told = country.select(*key, "low", "high")
    assert sums.sort(key).equals(told.sort(key))


def test_the_aggregates_of_a_release_hold_against_the_attack(
    aggregates: dict[str, pl.DataFrame],
) -> None:
    """Each measure and population of the samples, both aggregates seen together."""
    leaves = list_leaves(*(aggregates[name] for name in AGGREGATES))
    layout = Layout(BOUNDS, (("country_id", "admin1_id"), "incident_month"))
    key = ["country_id", "admin1_id", "incident_month"]
    k = 10
    hidden = hide_small(aggregates, k)

    for part in leaves.partition_by("measure", "population"):
        # Some years are enough: a program for each cell is slow.
        some = part.filter(pl.col("incident_month").str.contains("^201[0-2]"))
        assert not recovered(list_cells(some, layout, k), k, key)
    for name, frame in hidden.items():
        stands = frame.filter(~pl.col("is_suppressed"))
        assert stands.filter(
            pl.any_horizontal(pl.col(BOUNDS).is_between(1, k - 1))
        ).is_empty(), name


def test_nothing_but_the_key_is_left_of_a_suppressed_row(
    aggregates: dict[str, pl.DataFrame],
) -> None:
    for frame in hide_small(aggregates, 5).values():
        hidden = frame.filter("is_suppressed").select(pl.selectors.integer())
        assert hidden.height
        assert hidden.null_count().row(0) == (hidden.height,) * hidden.width


def test_only_chosen_breakdowns_are_searched(
    aggregates: dict[str, pl.DataFrame],
) -> None:
    both = hide_small(aggregates, 5)
    countries = hide_small(aggregates, 5, ("agg_casualties__country_month",))

    def count(found: dict[str, pl.DataFrame]) -> int:
        return int(found["agg_casualties__admin1_month"]["is_suppressed"].sum())

    assert count(countries) <= count(both)
