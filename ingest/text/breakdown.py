"""The groups of people that a text tells apart, each with its figure."""

from collections.abc import Iterable, Sequence

from ingest.text.rows import Row
from ingest.text.selection import VICTIMS, Figure, added, asserted, figure_of, firsts

_CELL = ("sex", "age_group", "status", "occupation")
_GROUP = ("measure", *_CELL)


def breakdown(claims: Sequence[Row]) -> list[Row]:
    """The figure of each group of people that a text tells apart.

    It is that of the first list that names the group, its members added: "two boys and
    a girl" are two boys, one girl and three children. Where more persons of the group
    are named one by one in the whole text, it is at least so many.

    Returns:
        measure, sex, age_group, status, occupation, low, best, high.
    """
    told = [
        row
        for row in asserted(claims, VICTIMS)
        if any(row[name] != "all" for name in _CELL)
    ]
    both = [row for row in told if row["age_group"] != "all"]
    firsts_of_ages = firsts(both, "measure", "age_group")
    ages = [group for row in firsts_of_ages if (group := _of_age(row, both))]
    return firsts([*ages, *(_group(row, told, *_CELL) for row in told)], *_GROUP)


def _group(first: Row, told: Iterable[Row], *names: str) -> Row:
    """The group of a row with the figures of all rows of its list that are of it."""
    alike = ("report_ref", "part_of_ref", "measure", *names)
    is_listed = first["part_of_ref"] is not None
    rows = [row for row in told if all(row[name] == first[name] for name in alike)]
    figure = added([figure_of(row) for row in (rows if is_listed else [first])])
    return {name: first[name] for name in _GROUP} | figure._asdict()


def _of_age(first: Row, told: Sequence[Row]) -> Row | None:
    """The group of both sexes of an age, where its list or the text tells of more."""
    names = ("measure", "age_group")
    alike = [row for row in told if all(row[name] == first[name] for name in names)]
    group = _group(first, alike, "age_group") | {"sex": "all"}
    named = sum(_named(row) for row in alike)
    if named > (group["low"] or 0):
        return group | _at_least(named, group["best"], group["high"])._asdict()
    listed = [row for row in alike if row["part_of_ref"] == first["part_of_ref"]]
    is_mixed = len({row["sex"] for row in listed}) > 1
    return group if is_mixed and first["part_of_ref"] is not None else None


def _at_least(named: int, best: int | None, high: int | None) -> Figure:
    """The bounds of a group of which so many are named, more than its low."""
    is_open = high is not None and high < named
    return Figure(named, best and max(best, named), None if is_open else high)


def _named(row: Row) -> int:
    """How many a row tells of by name: "Omar Farah, 12", "two sons, Omar, 9,"."""
    is_name = any(word[:1].isupper() for word in row["text"].split()[1:])
    ages = len((row["age_text"] or "").split(","))
    return ages if is_name and ages == row["best"] else 0
