"""Where a column belongs in a mapping, by what its name says and what its cells are."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ingest.column_values import Values
from ingest.column_words import Name, read_name
from ingest.sources.hxl import place_tag
from ingest.sources.layout_keys import CELL
from ingest.sources.mapping_draft import ACTOR, Draft, Placed, draft, place_figure

# A column is what its name says if at least this share of its cells can be read so.
MOST = 0.5
# Cells of a date and of coordinates by the key that they are placed under.
_SHARES = {
    "date.min": "dates",
    "date.max": "dates",
    "published.column": "dates",
    "place.latitude": "latitudes",
    "place.longitude": "longitudes",
    "url": "links",
}
# Keys that a name may say and that are no place of a mapping by themselves.
_GROUPS = {"sex": "sex", "age": "age_group"}
_TEXT, NUMBER = "text", "number"
# What names say of the people who are counted, besides what happened to them.
_PEOPLE = ("role", "bound", "unit_counted", *CELL)
# What has names; numbers are codes of something else.
_NAMED = ("place.name", "place.admin1", "place.admin2", "place.country", ACTOR, "voice")


class Column(NamedTuple):
    """A column of the table: its name, what that says, and what its cells look like."""

    name: str
    said: Name
    values: Values


def draft_columns(columns: Sequence[Column], tags: Mapping[str, str]) -> Draft:
    """The layout that the columns give; a tag beats a name."""
    found = {
        column.name: _tagged(column.name, tags[column.name])
        if column.name in tags
        else _place(column)
        for column in columns
    }
    placed = [place for place in found.values() if isinstance(place, Placed)]
    return draft(placed, {c: why for c, why in found.items() if isinstance(why, str)})


def _tagged(column: str, tag: str) -> Placed | str:
    found = place_tag(column, tag)
    if isinstance(found, str):
        return f"its tag {tag.strip()}: {found}"
    return found._replace(why=f"its tag is {tag.strip()}")


def _place(column: Column) -> Placed | str:
    """Where a column belongs, or in words why nowhere."""
    said, values = column.said, column.values
    if not values.filled:
        return "no cell says anything"
    if apart := said.tells("apart"):
        return f"its name says that it {apart[0]}"
    keys = [key for key in said.tells("key") if key != NUMBER]
    # An age at death and a date of death are numbers too, but of no people.
    is_of_people = bool(said.tells("measure")) and {*keys} <= {ACTOR}
    if is_of_people and values.counts >= MOST:
        return _figure(column)
    if values.links >= MOST:
        keys = ["url"]
    if not keys:
        return _no_place(column)
    return _key(column, keys[0])


def _figure(column: Column) -> Placed | str:
    parts: dict[str, object] = {"bound": "value"}
    for _, said in column.said.said:
        parts |= {key: word for key, word in said.items() if key in _PEOPLE}
    unknown = [phrase for phrase, said in column.said.said if "unknown" in said]
    strange = [*column.said.strange, *unknown]
    why = f"the name says {_phrases(column, 'measure')}; {_share(column, 'counts')}"
    if strange:
        why += f"; not known: {', '.join(strange)}; are these all who were counted?"
    measures = column.said.tells("measure")
    return place_figure(column.name, why, parts, measures, rank=len(strange))


def _key(column: Column, key: str) -> Placed | str:
    why = f"the name says {_phrases(column, 'key') or 'nothing'}"
    rank = int("".join(column.said.tells("rank")[:1]) or 0)
    if key == _TEXT:
        return "free text, which is not read"
    if key in _GROUPS:
        return f"says the {key}, but not in a few words that are known"
    if name := _SHARES.get(key):
        why += f"; {_share(column, name)}"
        is_read = getattr(column.values, name) >= MOST
        return Placed(column.name, key, why, rank=rank) if is_read else why
    if key == "native_id":
        return _identifier(column, why)
    if key in _NAMED and column.values.counts >= MOST:
        return f"{why}; but its cells are numbers"
    return Placed(column.name, key, why, _actor(column) if key == ACTOR else {}, rank)


def _identifier(column: Column, why: str) -> Placed | str:
    """An identifier of rows, or of events: a wrong one would make one of many."""
    if column.values.is_unique:
        return Placed(column.name, "native_id", f"{why}; no two rows share it")
    if column.said.strange:
        return f"{why}; but some rows share it, and it may be of something else"
    return Placed(column.name, "event_id", f"{why}; some rows share it")


def _actor(column: Column) -> dict[str, object]:
    said = column.said
    certainty = [("certainty", word) for word in said.tells("certainty")[:1]]
    return {"role": said.tells("actor")[0], **dict(certainty)}


def _no_place(column: Column) -> str:
    said, values = column.said, column.values
    if said.tells("measure"):
        return f"names a harm, but {_share(column, 'counts')}"
    if values.items and any(read_name(k).tells("measure") for k in values.kinds):
        kinds = ", ".join(map(repr, values.kinds[:4]))
        return f"holds lists of {kinds}: unpack it, and say what to count"
    if any(said.tells(part) for part in ("sex", "age_group", "status", "occupation")):
        return "names a group, but not what happened to it"
    if said.tells("key"):
        return "a number, but not of what"
    return "no word of its name is known"


def _phrases(column: Column, part: str) -> str:
    found = [phrase for phrase, said in column.said.said if part in said]
    return ", ".join(f'"{phrase}"' for phrase in found)


def _share(column: Column, name: str) -> str:
    values = column.values
    read = round(getattr(values, name) * values.filled)
    strange = ", ".join(map(repr, values.strange)) if name == "counts" else ""
    other = f", not {strange}" if strange else ""
    return f"{read:,} of {values.filled:,} cells are {name}{other}"
