"""A mapping proposed for a table that nobody knows, by its names and its cells.

What a name says comes from ``columns.yml``, and holds only where the cells agree: a
column called "killed" must hold counts. What is not sure is said, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import polars as pl

from ingest.column_values import Values, look_at
from ingest.column_words import Name, read_name
from ingest.sources.hxl import place_tag
from ingest.sources.layout import CELL, Layout
from ingest.sources.mapping_draft import (
    ACTOR,
    Draft,
    Placed,
    draft,
    place_figure,
)

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
_TEXT, _NUMBER = "text", "number"
# What names say of the people who are counted, besides what happened to them.
_PEOPLE = ("role", "bound", "unit_counted", *CELL)
# What has names; numbers are codes of something else.
_NAMED = ("place.name", "place.admin1", "place.admin2", "place.country", ACTOR, "voice")


class Column(NamedTuple):
    """A column of the table: its name, what that says, and what its cells look like."""

    name: str
    said: Name
    values: Values


class Proposal(NamedTuple):
    """A layout without ``source``, with the reason of each column and of each gap.

    ``lacking`` are the keys without which nothing can be loaded.
    """

    layout: Layout
    reasons: dict[str, str]
    unplaced: dict[str, str]
    warnings: list[str]
    lacking: list[str]


def propose(name: str, batch: pl.DataFrame, tags: Mapping[str, str]) -> Proposal:
    """A mapping for a table.

    Args:
        name: of the table, which may say what its rows are.
        batch: its first rows, all String, without a row of tags.
        tags: the HXL tags of columns that have one, which beat their names.
    """
    columns = [Column(c, read_name(c), look_at(batch[c])) for c in batch.columns]
    made = _draft(columns, tags)
    groups = _find_groups(columns, made)
    layout = _group(made.layout, groups, columns, read_name(name))
    layout = _identify(layout, groups, batch)
    used = [column for column in columns if column.name in made.reasons]
    reasons = made.reasons | {
        block["column"]: f"its words are those of {part}"
        for part, block in groups.items()
    }
    unplaced = {c: why for c, why in made.unplaced.items() if c not in reasons}
    return Proposal(
        {**layout, **_details(layout, used)},
        reasons,
        unplaced,
        [*_warn(used)],
        [key for key in ("native_id", "claims") if key not in layout],
    )


def _draft(columns: Sequence[Column], tags: Mapping[str, str]) -> Draft:
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
    if said.tells("measure") and values.counts >= MOST:
        return _figure(column)
    keys = [key for key in said.tells("key") if key != _NUMBER]
    if values.links >= MOST:
        keys = ["url"]
    if not keys:
        return _no_place(column)
    return _key(column, keys[0])


def _figure(column: Column) -> Placed | str:
    parts: dict[str, object] = {"bound": "value"}
    for _, said in column.said.said:
        parts |= {key: word for key, word in said.items() if key in _PEOPLE}
    strange = column.said.strange
    why = f"the name says {_phrases(column, 'measure')}; {_share(column, 'counts')}"
    if strange:
        why += f"; not known: {', '.join(strange)}; are these all who were counted?"
    measures = column.said.tells("measure")
    return place_figure(column.name, why, parts, measures, rank=len(strange))


def _key(column: Column, key: str) -> Placed | str:  # noqa: PLR0911  # a kind each
    values = column.values
    why = f"the name says {_phrases(column, 'key') or 'nothing'}"
    if key == _TEXT:
        return "free text, which is not read"
    if key in _GROUPS:
        return f"says the {key}, but not in a few words that are known"
    if name := _SHARES.get(key):
        share: float = getattr(values, name)
        why += f"; {_share(column, name)}"
        return Placed(column.name, key, why) if share >= MOST else why
    if key == "native_id":
        shared = "no two rows share it" if values.is_unique else "some rows share it"
        taken = key if values.is_unique else "event_id"
        return Placed(column.name, taken, f"{why}; {shared}")
    if key in _NAMED and values.counts >= MOST:
        return f"{why}; but its cells are numbers"
    if key == ACTOR:
        parts = {"role": column.said.tells("actor")[0]}
        if certainty := column.said.tells("certainty"):
            parts["certainty"] = certainty[0]
        return Placed(column.name, key, why, parts)
    return Placed(column.name, key, why)


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


def _find_groups(columns: Iterable[Column], made: Draft) -> dict[str, Layout]:
    """Columns whose few words say the sex, the age or the harm of each row."""
    parts = (
        ("sex", "age_group")
        if "claims" in made.layout
        else (*("measure", "role", "sex", "age_group", "status"),)
    )
    found: dict[str, Layout] = {}
    for column in columns:
        kinds = column.values.kinds
        for part in parts:
            is_free = column.name in made.unplaced and part not in found
            if (
                is_free
                and not column.values.items
                and (words := _translate(kinds, part))
            ):
                found[part] = {"column": column.name, "values": words}
                break
    return found


def _translate(kinds: Sequence[str], part: str) -> dict[str, str] | None:
    """The words of a column as those of a list, if every one is known."""
    found: dict[str, str] = {}
    for kind in kinds:
        said = read_name(kind)
        words = said.tells(part)
        is_total = part in ("sex", "age_group", "status") and _is_total(said)
        if not words and not is_total:
            return None
        found[kind] = words[0] if words else "all"
    return found if len(set(found.values()) - {"all"}) > 0 else None


def _is_total(said: Name) -> bool:
    return _NUMBER in said.tells("key")


def _group(
    layout: Layout, groups: Mapping[str, Layout], columns: Sequence[Column], name: Name
) -> Layout:
    """The claims by the columns of groups; of rows that are persons, one claim each."""
    claims: list[Layout] = layout.get("claims", [])
    harms = name.tells("measure")
    if not claims and ("measure" in groups or harms):
        numbers = [c.name for c in columns if _is_number(c)]
        has_persons = not numbers and bool({"sex", "age_group"} & set(groups))
        if numbers or has_persons or "measure" in groups:
            value: object = numbers[0] if numbers else {"constant": 1}
            claims = [{"measure": "".join(harms[:1]), "role": "all", "value": value}]
    grouped = [claim | dict(groups) for claim in claims]
    return layout | ({"claims": grouped} if grouped else {})


def _is_number(column: Column) -> bool:
    said = column.said
    plain = said.tells("key") == [_NUMBER] and not said.strange
    return plain and column.values.counts >= MOST


def _identify(
    layout: Layout, groups: Mapping[str, Layout], batch: pl.DataFrame
) -> Layout:
    """Rows of one incident are told apart by their groups."""
    event = layout.get("event_id")
    if layout.get("repeats") != "numbered" or event is None:
        return layout
    columns = list(dict.fromkeys([event, *(b["column"] for b in groups.values())]))
    if batch.select(columns).n_unique() < batch.height:
        return layout
    plain = {key: value for key, value in layout.items() if key != "repeats"}
    return plain | {"native_id": columns if columns[1:] else event}


def _details(layout: Layout, used: Sequence[Column]) -> Layout:
    """What the cells of the columns that have a place ask for."""
    looks = {column.name: column.values for column in used}
    found: Layout = {}
    for section in ("date", "published"):
        forms = [looks[c].form for c in layout.get(section, {}).values() if c in looks]
        if form := next(filter(None, forms), None):
            found[section] = layout[section] | {"format": form}
    if nothing := sorted({*chain.from_iterable(v.nothing for v in looks.values())}):
        found["empty"] = nothing
    listed = [layout.get("url"), *(a["name"] for a in layout.get("actors", []))]
    unpack = [
        {"column": c, "items": looks[c].items}
        | ({"key": looks[c].key} if looks[c].key else {})
        for c in listed
        if c in looks and looks[c].items
    ]
    return found | ({"unpack": unpack} if unpack else {})


def _warn(used: Iterable[Column]) -> Iterable[str]:
    for name, _, values in used:
        if values.is_ambiguous:
            yield (
                f"{name}: day and month cannot be told apart; say "
                'format: "%d/%m/%Y" or "%m/%d/%Y"'
            )
