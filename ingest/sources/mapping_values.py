"""What a mapping gives for a key, as expressions over the columns of a table."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from ingest.normalise.faults import sift
from ingest.records import UNKNOWN, VALUES
from ingest.sources.layout import Layout, list_blocks


class Reading(NamedTuple):
    """A value read from a column, under a name of its own, and why it cannot be."""

    column: str
    name: str
    value: pl.Expr
    fault: pl.Expr


def read_columns(
    batch: pl.DataFrame, readings: Iterable[Reading]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of which every column can be read, with the values; and the rejects."""
    once = {reading.name: reading for reading in readings}
    valued = batch.with_columns(r.value.alias(name) for name, r in once.items())
    judged: dict[str, tuple[pl.Expr, pl.Expr]] = {}
    for reading in once.values():
        text, fault = judged.get(reading.column, (pl.col(reading.column), pl.lit(None)))
        judged[reading.column] = (text, pl.coalesce(fault, reading.fault))
    return sift(valued, judged)


def said(block: Layout, key: str) -> pl.Expr:
    """What the block gives for a key: a column, a constant, or nothing (NULL).

    A column's own words become ours as far as ``values`` lists them.
    """
    match block.get(key):
        case {"constant": constant}:
            return pl.lit(str(constant))
        case {"column": column, "values": dict(values)}:
            return _translated(pl.col(column), values)
        case {"column": column}:
            return pl.col(column)
        case None:
            return pl.lit(None, pl.String)
        case column:
            return pl.col(column)


def _translated(text: pl.Expr, values: Layout) -> pl.Expr:
    known = {_key(word): str(ours) for word, ours in values.items()}
    ours = _folded(text).replace_strict(known, default=None, return_dtype=pl.String)
    return ours.fill_null(text)


def _key(word: object) -> str:
    return str(word).strip().lower()


def _folded(text: pl.Expr) -> pl.Expr:
    return text.fill_null("").str.strip_chars().str.to_lowercase()


def chosen(block: Layout, key: str) -> pl.Expr | str | None:
    """A value of a closed list, or the column in which ``read_choices`` puts it."""
    value = block.get(key)
    if isinstance(value, dict):
        return pl.col(_choice_name(key, value))
    return str(value) if value else None


def read_choices(block: Layout, keys: Iterable[str]) -> list[Reading]:
    """The values of closed lists that a block takes from columns.

    A blank is ``unknown`` where the list has that: the table is split, but not for
    these people. Faults: a word that neither ``values`` nor the list has.
    """
    varying = [key for key in keys if isinstance(block.get(key), dict)]
    return [_choice(key, block[key]) for key in varying]


def _choice(key: str, block: Layout) -> Reading:
    known = {word: word for word in VALUES[key]}
    if UNKNOWN in known:
        known[""] = UNKNOWN
    known |= {_key(word): ours for word, ours in block.get("values", {}).items()}
    text = pl.col(block["column"])
    value = _folded(text).replace_strict(known, default=None, return_dtype=pl.String)
    reason = pl.lit(f"says no {key} that the mapping knows")
    fault = pl.when(value.is_null()).then(reason)
    return Reading(block["column"], _choice_name(key, block), value, fault)


def _choice_name(key: str, block: Layout) -> str:
    values = sorted((str(k), v) for k, v in block.get("values", {}).items())
    return f"({key} of {block['column']} {values})"


def unpacked(layout: Layout, text: pl.Expr, column: object) -> pl.Expr:
    """The items of a text, List of String: one, or those of a column with a list."""
    packed = {block["column"]: block for block in list_blocks(layout, "unpack")}
    if (block := packed.get(column)) is None:
        return pl.when(text.is_not_null()).then(pl.concat_list(text))
    items = _items(text, block).list.eval(_bare(pl.element(), block))
    return items.list.eval(pl.element().filter(pl.element() != ""))


def counted(layout: Layout, words: Layout) -> pl.Expr:
    """How many items of packed lists have the words, in each list; NULL of a blank.

    Items belong together by their keys, or by their places where they have none.
    """
    packed = {block["column"]: block for block in list_blocks(layout, "unpack")}
    found = [
        _matching(column, packed.get(column, {}), wanted)
        for column, wanted in words.items()
    ]
    matches = found[0]
    for other in found[1:]:
        matches = matches.list.set_intersection(other)
    return matches.list.len().cast(pl.Int64)


def _matching(column: str, block: Layout, wanted: object) -> pl.Expr:
    """The keys, or the places, of the items that are one of the words."""
    words = [_key(word) for word in (wanted if isinstance(wanted, list) else [wanted])]
    item = pl.element()
    is_meant = _bare(item, block).str.to_lowercase().is_in(words)
    key = item.str.extract(f"^(.*?){_mark(block)}") if "key" in block else None
    place = pl.int_range(pl.len()).cast(pl.String) if key is None else key
    return _items(pl.col(column), block).list.eval(place.filter(is_meant))


def _items(text: pl.Expr, block: Layout) -> pl.Expr:
    items = text.str.split(str(block.get("items", ";")))
    return items.list.eval(pl.element().str.strip_chars())


def _bare(item: pl.Expr, block: Layout) -> pl.Expr:
    """An item without its key."""
    bare = item.str.replace(f"^.*?{_mark(block)}", "") if "key" in block else item
    return bare.str.strip_chars()


def _mark(block: Layout) -> str:
    return re.escape(str(block["key"]))
