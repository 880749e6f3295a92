"""One reading of a whole text per use: the incident's figure, the sum, the breakdown.

Claims are what the text says; these functions choose and add among them, and are what a
data set with one row a text is compared with. Parts, repeats, denials and figures of
another time are left out. They take the rows of one text (``Reading.rows["claims"]``):
a handful, for which loops over rows are a hundred times as fast as frames.
"""

from collections.abc import Iterable, Sequence

from ingest.text.rows import Row
from ingest.text.selection import (
    Figure,
    added,
    asserted,
    by_measure,
    figure_of,
    firsts,
    top,
    wholes,
)

__all__ = ["Figure", "breakdown", "incident", "leads", "round_up"]

_VICTIMS = ("victim", "all")
_CELL = ("sex", "age_group", "status", "occupation")
_GROUP = ("measure", *_CELL)
# A figure so many times as high as the lead is not of the same people.
_PROPORTION = 3
# The rule whose figure is already without the dead.
_SETTLED = "text.later_died"


def incident(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, Figure]:
    """The figure of the incident that a text is about, by measure.

    The first claim of a measure leads, or what replaced it; those of its people who are
    told of again as dead are taken off (``_left``), and its upper bound rises to the
    highest figure that competes with it (``_raised``). Where only a toll over several
    incidents is told, the incident has an even share of it. ``everybody`` adds the
    first figure of perpetrators of the same report ("killed himself and four others" is
    five), but not a bomber whom a toll of "people" may hold already; suspects count
    where nobody else does.
    """
    told = _told(claims, everybody=everybody)
    roles = (*_VICTIMS, "perpetrator") if everybody else _VICTIMS
    return _shares(claims, roles) | {
        measure: added([_left(_raised(r, rows), r, claims) for r in _leads(rows)])
        for measure, rows in told.items()
    }


def has_others(claims: Sequence[Row]) -> bool:
    """Whether not only victims are told of; else ``everybody`` changes nothing."""
    return any(row["role"] not in _VICTIMS for row in claims)


def leads(claims: Sequence[Row], *, everybody: bool = False) -> dict[str, list[Row]]:
    """The claims whose figures make that of ``incident``, by measure."""
    told = _told(claims, everybody=everybody)
    return {measure: _leads(rows) for measure, rows in told.items()}


def round_up(claims: Sequence[Row]) -> dict[str, Figure]:
    """The sum over the incidents of a text, by measure: of each its first figure."""
    return {
        measure: added([figure_of(row) for row in firsts(told, "report_ref")])
        for measure, told in by_measure(wholes(claims, _VICTIMS)).items()
    }


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
        for row in asserted(claims, _VICTIMS)
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


def _told(claims: Sequence[Row], *, everybody: bool) -> dict[str, list[Row]]:
    """The wholes that are counted, by measure."""
    if not everybody:
        return by_measure(wholes(claims, _VICTIMS))
    suspects = by_measure(wholes(claims, ("suspect",)))
    return suspects | by_measure(wholes(claims, (*_VICTIMS, "perpetrator")))


def _shares(claims: Sequence[Row], roles: tuple[str, ...]) -> dict[str, Figure]:
    """The even share of each joint toll, in whole persons, between 0 and all of it."""
    told = firsts(
        [row for row in asserted(claims, roles, "period") if row["incident_count"]],
        "measure",
    )
    return {
        row["measure"]: Figure(
            0,
            row["best"] and row["best"] // row["incident_count"],
            top(row),
        )
        for row in told
    }


def _leads(told: list[Row]) -> list[Row]:
    """The first claim of each role, those of one report."""
    # "The guard was unhurt, four others were wounded".
    positive = [row for row in told if row["stance"] != "none"]
    counted = [row for row in positive if not _is_told_of(row, positive)]
    first_of = firsts(_numbered(counted or told), "role")
    kept = [_latest(r, told) for r in first_of if not _may_be_held(r, first_of)]
    return [row for row in kept if row["report_ref"] == kept[0]["report_ref"]]


def _is_told_of(row: Row, told: Iterable[Row]) -> bool:
    """Whether a victim is the perpetrator told of before: "killed himself. He died"."""
    first = row["text"].split(maxsplit=1)[0]
    is_name = first[0].isupper() and first.lower() not in {"a", "an", "another", "one"}
    is_known = row["role"] == "victim" and (is_name or first in {"he", "she"})
    return (
        is_known
        and row["count_basis"] == "implied_one"
        and any(
            one["role"] == "perpetrator" and one["span_start"] < row["span_start"]
            for one in told
        )
    )


def _latest(lead: Row, told: Sequence[Row]) -> Row:
    """The claim that replaced another one, by the words of the text."""
    for row in told:
        is_same = (row["report_ref"], row.get("supersedes_ref")) == (
            lead["report_ref"],
            lead["claim_ref"],
        )
        lead = row if is_same else lead
    return lead


def _left(figure: Figure, lead: Row, claims: Iterable[Row]) -> Figure:
    """A figure without those who were told of as dead later: "two of them died"."""
    if lead["rule_id"] == _SETTLED:
        return figure
    dead = [
        row["best"] or 0
        for row in claims
        if (row["report_ref"], row["transfer_from"])
        == (lead["report_ref"], lead["measure"])
        and row["span_start"] > lead["span_start"]
        and row.get("repeat_of_ref") is None
    ]
    bounds = (None if b is None else max(0, b - sum(dead)) for b in figure)
    return Figure(*bounds)


def _numbered(told: list[Row]) -> list[Row]:
    """The claims from the first number on, where a vague one before it allows it.

    "Dozens were hurt. The hospital took in 34 wounded" tells of 34.
    """
    first = told[0]
    number = next((row for row in told if row["operator"] != "vague"), first)
    is_same = number["report_ref"] == first["report_ref"] and _competes(number, first)
    is_allowed = (number["best"] or 0) >= (first["low"] or 0)
    if not (is_same and is_allowed):
        return told
    after = told.index(number)
    return [r for at, r in enumerate(told) if at >= after or r["role"] != first["role"]]


def _may_be_held(row: Row, leads: Iterable[Row]) -> bool:
    """Whether a toll of people may hold a bomber; one of soldiers holds none."""
    is_bomber = row["rule_id"].startswith("text.suicide")
    tolls = [lead for lead in leads if lead["role"] != "perpetrator"]
    open_cells = [t for t in tolls if {t["status"], t["occupation"]} == {"all"}]
    return is_bomber and bool(open_cells)


def _raised(lead: Row, told: Sequence[Row]) -> Figure:
    """The figure of a lead, with the upper bound of those that compete with it.

    That is the highest number stated of people in general, unless it is out of
    proportion, as that of another thing is. A lower one is taken for an earlier toll
    and changes nothing.
    """
    own = top(lead)
    rivals = [row for row in told if row is not lead and _competes(row, lead)]
    most = [bound for row in rivals if (bound := top(row)) is not None]
    higher = [bound for bound in most if own and own < bound <= _PROPORTION * own]
    return figure_of(lead)._replace(high=max(higher, default=lead["high"]))


def _competes(row: Row, lead: Row) -> bool:
    """Whether a figure may be another one for the same people."""
    is_general = row["sex"] == row["age_group"] == row["occupation"] == "all"
    is_stated = row["count_basis"] == "stated" and row["operator"] != "vague"
    return bool(is_general and is_stated and row["role"] == lead["role"])
