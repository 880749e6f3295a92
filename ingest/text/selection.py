"""Rows of claims: which of them a figure may be made of, and their arithmetic."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ingest.text.rows import Row

# Whom a figure of victims counts; a claim of all roles holds attackers too.
VICTIMS = ("victim", "all")


class Figure(NamedTuple):
    """Bounds in persons; None is not stated."""

    low: int | None
    best: int | None
    high: int | None


def figure_of(row: Row) -> Figure:
    """The bounds of a row."""
    return Figure(row["low"], row["best"], row["high"])


def asserted(
    claims: Iterable[Row], roles: tuple[str, ...], scope: str = "incident"
) -> list[Row]:
    """The rows of roles and a scope that state a figure anew, in the order of words."""
    told = [
        row
        for row in claims
        if row["scope"] == scope
        and row.get("repeat_of_ref") is None
        and row["stance"] in {"asserted", "none"}
        and row["role"] in roles
        and figure_of(row) != Figure(None, None, None)
    ]
    return sorted(told, key=itemgetter("span_start"))


def wholes(claims: Sequence[Row], roles: tuple[str, ...]) -> list[Row]:
    """The claims that are no part of another one of their own measure.

    "50 casualties, 12 of them fatal": the 12 are all the killed.
    """
    measures = {(row["report_ref"], row["claim_ref"]): row["measure"] for row in claims}
    return [
        row
        for row in asserted(claims, roles)
        if measures.get((row["report_ref"], row["part_of_ref"])) != row["measure"]
    ]


def by_measure(told: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each measure, in order."""
    ordered = sorted(told, key=itemgetter("measure"))
    return {key: list(rows) for key, rows in groupby(ordered, itemgetter("measure"))}


def firsts(told: Iterable[Row], *names: str) -> list[Row]:
    """The first row of each combination of values, in order."""
    found: dict[tuple[object, ...], Row] = {}
    for row in told:
        found.setdefault(tuple(row[name] for name in names), row)
    return list(found.values())


def top(row: Row) -> int | None:
    """The highest that a row allows; None where it is open."""
    high: int | None = row["high"]
    return row["best"] if high is None else high


def _is_most(figure: Figure) -> bool:
    return figure.low is figure.best is None and figure.high is not None


def added(chosen: Sequence[Figure]) -> Figure:
    """The figures added; a bound that one of them lacks is not stated.

    Beside others "up to four" are none at least.
    """
    if len(chosen) > 1:
        chosen = [one._replace(low=0) if _is_most(one) else one for one in chosen]
    columns = zip(*chosen, strict=True)
    return Figure(*(None if None in bounds else sum(bounds) for bounds in columns))
