"""Any table with a row of HXL tags (hxlstandard.org), without a mapping.

The tags become the same layout that a YAML mapping gives. Who the people of
``#affected+killed`` are, HXL does not say: the role is ``all``, and ``victim`` where
the tag names civilians or an occupation.

``mapping_draft`` decides what a row is: an incident, or the aggregate of an area.
"""

import re
from collections.abc import Mapping, Sequence

from ingest.normalise.tags import is_tag_row
from ingest.sources.mapping_draft import ACTOR, Draft, Placed, draft, place_figure

VERSION = "2"

_TAG = re.compile(r"#\s*([a-z0-9]+)((?:[\s_+]+[a-z0-9]+)*)\s*")
# Tags before HXL 1.0, and tags that say themselves what others say with attributes.
_OLD = {
    **{word: f"affected {word}" for word in ("killed", "injured", "missing", "deaths")},
    **dict.fromkeys(("lat", "latitude"), "geo lat"),
    **dict.fromkeys(("lon", "long", "longitude"), "geo lon"),
    **{f"admin{level}": f"adm{level}" for level in "123"},
}

# What the attributes of #affected say of the people who are counted.
_PEOPLE: dict[str, dict[str, str]] = {
    word: parts
    for words, parts in (
        ("killed deaths dead", {"measure": "killed"}),
        ("injured wounded", {"measure": "injured"}),
        ("missing", {"measure": "missing"}),
        ("detained arrested", {"measure": "detained"}),
        ("abducted kidnapped", {"measure": "abducted"}),
        ("displaced idps", {"measure": "displaced"}),
        ("casualties", {"measure": "casualties"}),
        ("f female", {"sex": "female"}),
        ("m male", {"sex": "male"}),
        ("women", {"sex": "female", "age_group": "adult"}),
        ("men", {"sex": "male", "age_group": "adult"}),
        ("girls", {"sex": "female", "age_group": "child"}),
        ("boys", {"sex": "male", "age_group": "child"}),
        ("children child minors infants", {"age_group": "child"}),
        ("adults adult elderly", {"age_group": "adult"}),
        ("civilian civilians", {"status": "civilian"}),
        ("otherprotected", {"status": "other_protected"}),
        ("armedforces soldiers", {"status": "armed_forces"}),
        ("fighters combatants", {"status": "direct_participant"}),
        ("unknownstatus", {"status": "unknown"}),
        ("healthworker healthworkers", {"occupation": "health_worker"}),
        ("aidworker aidworkers", {"occupation": "aid_worker"}),
        ("journalist journalists", {"occupation": "journalist"}),
        ("teacher teachers educators", {"occupation": "teacher"}),
        ("student students", {"occupation": "student"}),
        ("hh households", {"unit_counted": "households"}),
        ("min low", {"bound": "low"}),
        ("max high", {"bound": "high"}),
        ("best", {"bound": "best"}),
        # These count the same people with or without the word.
        ("ind num number total all est persons", {}),
    )
    for word in words.split()
}
# A part of the adults or the children, which the cells do not tell from the whole.
_FINER = ("elderly", "infants")

_EVENTS = ("event", "incident")
# By tag the first row whose attributes are all there: key of the layout, and rank.
_PLACES: dict[str, tuple[tuple[str, str, int], ...]] = {
    "date": (
        ("year", "", 0),
        ("month", "", 0),
        ("start", "date.min", 0),
        ("end", "date.max", 0),
        ("reported", "published.column", 0),
        ("published", "published.column", 0),
        ("occurred", "date.min", 0),
        ("", "date.min", 1),
    ),
    **dict.fromkeys(
        _EVENTS,
        (
            ("id", "native_id", 0),
            ("code", "native_id", 1),
            ("name", "", 0),
            ("", "event_type", 0),
        ),
    ),
    "meta": (("id", "native_id", 2), ("url", "url", 1), ("source", "voice", 1)),
    "source": (("url", "url", 0), ("", "voice", 0)),
    "country": (("name", "place.country", 0), ("", "place.country", 1)),
    **{
        f"adm{level}": (
            ("code", "place.pcode", 3 - level),
            ("", f"place.admin{level}", 0),
        )
        for level in (1, 2)
    },
    "adm3": (("code", "place.pcode", 0), ("", "place.name", 1)),
    "loc": (("type", "", 0), ("code", "", 0), ("", "place.name", 0)),
    "geo": (("lat", "place.latitude", 0), ("lon", "place.longitude", 0)),
    **dict.fromkeys(("cause", "weapon", "weapons"), (("", "cause", 0),)),
    "status": (("", "harm_status", 0),),
}
_ACTORS = ("group", "org", "actor")
_OF_ACTOR = {"perp": "perpetrator", "perpetrator": "perpetrator", "target": "target"}
_NOT_NAMES = ("type", "size", "code", "id", "num")


def find_tags(head: Sequence[Sequence[str]]) -> int | None:
    """Where the row of tags stands among the first rows of a table."""
    return next((n for n, cells in enumerate(head) if is_tag_row(cells)), None)


def draft_layout(tags: Mapping[str, str]) -> Draft:
    """The layout that the tags of the columns give, and what has no place in it."""
    placed: list[Placed] = []
    unplaced: dict[str, str] = {}
    for column, text in tags.items():
        found = place_tag(column, text)
        if isinstance(found, Placed):
            placed.append(found)
        else:
            unplaced[column] = f"{text.strip()}: {found}"
    return draft(placed, unplaced)


def place_tag(column: str, text: str) -> Placed | str:
    """Where a tag puts its column, or in words why nowhere."""
    tag, words = _split(text)
    # How many events the figure of the people is told over.
    counts_events = tag in _EVENTS and "num" in words
    if tag == "affected" or counts_events:
        bound = "incidents" if counts_events else "value"
        return _figure(column, text, words, bound)
    if tag in _ACTORS:
        if odd := [word for word in words if word in _NOT_NAMES]:
            return f"+{odd[0]} does not name an actor"
        role = next((_OF_ACTOR[w] for w in words if w in _OF_ACTOR), "participant")
        return Placed(column, ACTOR, text, {"role": role})
    for attribute, key, rank in _PLACES.get(tag, ()):
        if key and (not attribute or attribute in words):
            return Placed(column, key, text, rank=rank)
        if not key and attribute in words:
            return f"+{attribute} says too little alone"
    return "not a tag of a report of casualties"


def _split(text: str) -> tuple[str, list[str]]:
    match = _TAG.fullmatch(text.strip().lower())
    if match is None:
        return "", []
    tag, words = match[1], re.findall("[a-z0-9]+", match[2])
    tag, *more = _OLD.get(tag, tag).split()
    return tag, [*more, *words]


def _figure(column: str, text: str, words: list[str], bound: str) -> Placed | str:
    if strange := [word for word in words if word not in _PEOPLE]:
        return f"+{strange[0]} is no group or harm that is known"
    parts: dict[str, object] = {"bound": bound}
    for word in words:
        parts |= _PEOPLE[word]
    measures = [m for word in words if (m := _PEOPLE[word].get("measure"))]
    if not measures:
        if bound == "incidents":
            return "a number of events says nothing of people"
        return "people who are affected are no casualties"
    rank = sum(word in _FINER for word in words)
    return place_figure(column, text, parts, measures, rank=rank)
