"""A layout drafted from what each column of a table seems to hold.

The row of HXL tags (``hxl``) and the look at names and values (``ingest.propose``) say
of each column where it belongs; here that becomes one layout, and a list of what has
no place in it.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.sources.layout import Layout
from ingest.sources.layout_keys import BOUNDS, CELL, PLACE_WORDS, REPORT_WORDS

FIGURE = "claims"
ACTOR = "actors"
_ONCE = (
    *("native_id", "url", "voice", *REPORT_WORDS, "date.min", "date.max"),
    *("published.column", *(f"place.{key}" for key in PLACE_WORDS)),
    *("place.latitude", "place.longitude"),
)
# What tells one row from another where no column is an identifier.
_IDENTIFYING = (
    *("date.min", "date.max", "place.country", "place.admin1", "place.admin2"),
    *("place.name", "place.latitude", "place.longitude", ACTOR),
    *("cause", "event_type", "event_id", "harm_status", "url"),
)


class Placed(NamedTuple):
    """Where a column belongs: a key of the layout, dotted within a section.

    ``parts`` are the rest of the block of an actor or a claim (with ``bound``: value,
    low, best, high, incidents). Of two columns for one place the one with the lower
    ``rank`` is taken. ``why`` says in words what the choice rests on.
    """

    column: str
    key: str
    why: str
    parts: Mapping[str, object] = {}
    rank: int = 0


class Draft(NamedTuple):
    """A layout, why each column stands where it does, and why the others do not.

    ``doubts`` are the columns without a place that had as good a claim to one.
    """

    layout: Layout
    reasons: dict[str, str]
    unplaced: dict[str, str]
    doubts: list[str]


_TOGETHER = {
    frozenset({"killed", "injured"}): "killed_or_injured",
    frozenset({"killed", "missing"}): "killed_or_missing",
}


def place_figure(
    column: str,
    why: str,
    parts: Mapping[str, object],
    measures: Sequence[str],
    rank: int = 0,
) -> Placed | str:
    """Where a column of people belongs, or in words why nowhere.

    The role is ``victim`` where civilians or an occupation are counted, else ``all``,
    unless ``parts`` say another.
    """
    known = frozenset(measures)
    measure = next(iter(known)) if len(known) == 1 else _TOGETHER.get(known)
    if measure is None:
        return "says more than one harm"
    is_victim = bool({"status", "occupation"} & set(parts))
    usual = {"role": "victim" if is_victim else "all"}
    return Placed(column, FIGURE, why, usual | {**parts, "measure": measure}, rank)


def draft(placed: Sequence[Placed], unplaced: Mapping[str, str]) -> Draft:
    """The layout without ``source`` and ``dataset_id``, which no column says.

    Args:
        placed: columns with a place, in the order of the table.
        unplaced: columns without one, with the reason.

    Returns:
        The layout may lack ``native_id`` and ``claims``: then nothing can be loaded.
    """
    taken: dict[str, Placed] = {}
    left = dict(unplaced)
    doubts: list[str] = []
    for place in sorted(placed, key=lambda p: p.rank):
        name = _slot(place)
        if name in taken:
            first = taken[name]
            left[place.column] = f"{first.column} stands for the same already"
            if (place.key, place.rank) == (FIGURE, first.rank):
                doubts.append(place.column)
        else:
            taken[name] = place
    kept = [place for place in placed if place in taken.values()]
    figured = [_group(place) for place in kept if _counts(place)]
    for place in [p for p in kept if p.key == FIGURE and _group(p) not in figured]:
        kept.remove(place)
        left[place.column] = "no column counts the people of these events"
    reasons = {place.column: place.why for place in kept}
    return Draft(_layout(kept), reasons, left, doubts)


def _slot(place: Placed) -> str:
    """What a layout has once."""
    if place.key == FIGURE:
        return str([place.parts.get(name) for name in ("bound", *_GROUP)])
    return place.key if place.key in _ONCE else f"{place.key} {place.column}"


_GROUP = ("measure", "role", *CELL, "unit_counted")


def _group(place: Placed) -> str:
    return str([place.parts.get(name) for name in _GROUP])


def _counts(place: Placed) -> bool:
    """Whether a column counts people, and not events."""
    return place.key == FIGURE and place.parts.get("bound") != "incidents"


def _layout(kept: Sequence[Placed]) -> Layout:
    layout: Layout = {}
    for place in kept:
        section, _, key = place.key.rpartition(".")
        if place.key in _ONCE:
            (layout.setdefault(section, {}) if section else layout)[key] = place.column
    identifying = [place.column for place in kept if place.key in _IDENTIFYING]
    if "native_id" not in layout and identifying:
        layout |= {"native_id": identifying, "repeats": "numbered"}
    actors = [{"name": p.column, **p.parts} for p in kept if p.key == ACTOR]
    claims = _claims([place for place in kept if place.key == FIGURE])
    named = {"actors": actors, "claims": claims}
    layout |= {key: blocks for key, blocks in named.items() if blocks}
    return layout | ({} if _is_of_incidents(layout) else {"unit": "area_aggregate"})


def _is_of_incidents(layout: Layout) -> bool:
    """Whether a row is an incident, and not the aggregate of an area.

    It is where the table has an identifier, or a place below an area (a name, a point)
    and a day, not a first and a last one. An aggregate is never united with incidents.
    """
    place, date = layout.get("place", {}), layout.get("date", {})
    has_point = bool({"name", "latitude"} & set(place)) and "max" not in date
    return layout.get("repeats") != "numbered" or has_point or "event_id" in layout


def _claims(figures: Sequence[Placed]) -> list[Layout]:
    """One block for each group of people, with the bounds that its columns give."""
    blocks: dict[str, Layout] = {}
    for place in figures:
        parts = {k: v for k, v in place.parts.items() if k != "bound"}
        block = blocks.setdefault(
            _group(place), {k: parts[k] for k in _GROUP if k in parts}
        )
        block[str(place.parts["bound"])] = place.column
    for block in blocks.values():
        # A single figure beside bounds is the best one.
        if set(block) & set(BOUNDS) and "value" in block:
            block.setdefault("best", block.pop("value"))
    return list(blocks.values())
