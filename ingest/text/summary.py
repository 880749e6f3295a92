"""One reading of a whole text per use: the incident's figure, the sum, the breakdown.

Claims are what the text says; these functions choose and add among them, and are what a
data set with one row a text is compared with. Parts, repeats, denials and figures of
another time are left out. They take the rows of one text (``Reading.rows["claims"]``):
a handful, for which loops over rows are a hundred times as fast as frames.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from ingest.text.rows import Row

_VICTIMS = ("victim", "all")
_CELL = ("sex", "age_group", "status", "occupation")


class Figure(NamedTuple):
    """Bounds in persons; None is not stated."""

    low: int | None
    best: int | None
    high: int | None


def incident(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, Figure]:
    """The figure of the incident that a text is about, by measure.

    The first claim of a measure leads. A higher figure that another voice gives in the
    same report becomes the upper bound; a lower one is taken for an earlier toll and
    changes nothing. ``everybody`` adds the first figure of
    perpetrators of the same report ("killed himself and four others" is five), but not
    a bomber that a toll may hold already.
    """
    return {
        measure: _added([_raised(row, told) for row in _leads(told)])
        for measure, told in _told(claims, everybody=everybody).items()
    }


def leads(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, list[Row]]:
    """The claims whose figures make that of ``incident``, by measure."""
    told = _told(claims, everybody=everybody)
    return {measure: _leads(rows) for measure, rows in told.items()}


def round_up(claims: Sequence[Row]) -> dict[str, Figure]:
    """The sum over the incidents of a text, by measure: of each its first figure."""
    return {
        measure: _added([_figure(row) for row in _firsts(told, "report_ref")])
        for measure, told in _by_measure(_wholes(claims, _VICTIMS)).items()
    }


def breakdown(claims: Sequence[Row]) -> list[Row]:
    """The first figure of each group of people that a text tells apart.

    Returns:
        measure, sex, age_group, status, occupation, low, best, high.
    """
    told = [
        row
        for row in _asserted(claims, _VICTIMS)
        if any(row[name] != "all" for name in _CELL)
    ]
    columns = ("measure", *_CELL, *Figure._fields)
    firsts = _firsts(told, "measure", *_CELL)
    return [{name: row[name] for name in columns} for row in firsts]


def _asserted(claims: Iterable[Row], roles: tuple[str, ...]) -> list[Row]:
    told = [
        row
        for row in claims
        if row["scope"] == "incident"
        and row.get("repeat_of_ref") is None
        and row["stance"] in {"asserted", "none"}
        and row["role"] in roles
        and _figure(row) != Figure(None, None, None)
    ]
    return sorted(told, key=itemgetter("span_start"))


def _wholes(claims: Iterable[Row], roles: tuple[str, ...]) -> list[Row]:
    return [row for row in _asserted(claims, roles) if row["part_of_ref"] is None]


def _told(claims: Sequence[Row], *, everybody: bool) -> dict[str, list[Row]]:
    roles = (*_VICTIMS, "perpetrator") if everybody else _VICTIMS
    return _by_measure(_wholes(claims, roles))


def _by_measure(told: Iterable[Row]) -> dict[str, list[Row]]:
    ordered = sorted(told, key=itemgetter("measure"))
    return {key: list(rows) for key, rows in groupby(ordered, itemgetter("measure"))}


def _firsts(told: Iterable[Row], *names: str) -> list[Row]:
    """The first row of each combination of values, in order."""
    firsts: dict[tuple[object, ...], Row] = {}
    for row in told:
        firsts.setdefault(tuple(row[name] for name in names), row)
    return list(firsts.values())


def _figure(row: Row) -> Figure:
    return Figure(row["low"], row["best"], row["high"])


def _leads(told: list[Row]) -> list[Row]:
    """The first claim of each role, those of one report."""
    stated = [row for row in told if not row["rule_id"].startswith("text.suicide")]
    # "The guard was unhurt, four others were wounded".
    positive = [row for row in stated or told if row["stance"] != "none"]
    firsts = _firsts(positive or stated or told, "role")
    return [row for row in firsts if row["report_ref"] == firsts[0]["report_ref"]]


def _raised(lead: Row, told: Iterable[Row]) -> Figure:
    return _figure(lead)._replace(high=_highest(lead, told))


def _highest(lead: Row, told: Iterable[Row]) -> int | None:
    """The upper bound of a figure with those of other voices in its report."""
    own = _top(lead)
    rivals = [
        _top(row)
        for row in told
        if row["claimed_by"] not in {None, lead["claimed_by"]}
        and (row["report_ref"], row["role"]) == (lead["report_ref"], lead["role"])
    ]
    most = max((top for top in rivals if top is not None), default=None)
    is_higher = own is not None and most is not None and most > own
    return most if is_higher else lead["high"]


def _top(row: Row) -> int | None:
    high: int | None = row["high"]
    return row["best"] if high is None else high


def _added(chosen: Sequence[Figure]) -> Figure:
    """The figures added; a bound that one of them lacks is not stated."""
    columns = zip(*chosen, strict=True)
    return Figure(*(None if None in bounds else sum(bounds) for bounds in columns))
