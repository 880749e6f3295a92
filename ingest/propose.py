"""A mapping proposed for a table that nobody knows, by its names and its cells.

What a name says comes from ``columns.yml``, and holds only where the cells agree: a
column called "killed" must hold counts. What is not sure is said, never guessed.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import polars as pl

from ingest.column_groups import find_groups, group_claims, identify_rows
from ingest.column_places import Column, draft_columns
from ingest.column_values import look_at
from ingest.column_words import read_name
from ingest.sources.layout import Layout, columns_in


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
    made = draft_columns(columns, tags)
    groups = find_groups(columns, made)
    layout = group_claims(made.layout, groups, columns, read_name(name))
    layout = identify_rows(layout, groups, batch)
    used = [column for column in columns if column.name in made.reasons]
    of_groups = {
        column: f"its words say the {part.replace('_', ' ')}"
        for part, block in groups.items()
        for column in columns_in("claims", {part: block})
        if "claims" in layout
    }
    claimed = columns_in("claims", layout.get("claims", []))
    numbers = dict.fromkeys(claimed, "the only column of numbers of people")
    reasons = numbers | of_groups | made.reasons
    unplaced = {c: why for c, why in made.unplaced.items() if c not in reasons}
    return Proposal(
        {**layout, **_details(layout, used)},
        reasons,
        unplaced,
        [*_warn(used), *(f"{column}: {unplaced[column]}?" for column in made.doubts)],
        [key for key in ("native_id", "claims") if key not in layout],
    )


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
