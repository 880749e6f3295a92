"""Columns that say of whom a row is: tables of groups, and lists of persons."""

from collections.abc import Iterable, Sequence

import polars as pl

from ingest.column_places import MOST, NUMBER, Column
from ingest.column_words import Name, read_name
from ingest.records import ALL, UNKNOWN
from ingest.sources.layout import Layout, columns_in
from ingest.sources.layout_keys import CELL
from ingest.sources.mapping_draft import Draft

# The parts of a claim that the words of a column may give, and those that they give
# where the columns of figures say already what happened to whom.
_PARTS = ("measure", "role", "sex", "age_group", "status")
_BESIDE = ("sex", "age_group")


def find_groups(columns: Iterable[Column], made: Draft) -> Layout:
    """Columns whose few words say the sex, the age or the harm of each row.

    Returns:
        The parts of a claim that they give.
    """
    found: Layout = {}
    for column in columns:
        is_free = column.name in made.unplaced and not column.values.items
        for part in _BESIDE if "claims" in made.layout else _PARTS:
            words = _translate(column.values.kinds, part)
            if is_free and words and part not in found:
                found[part] = {"column": column.name, "values": words}
                break
        if is_free and _has_ages(column) and "claims" not in made.layout:
            found.setdefault("age", column.name)
    return found


def _has_ages(column: Column) -> bool:
    return "age" in column.said.tells("key") and column.values.ages >= MOST


def _translate(kinds: Sequence[str], part: str) -> dict[str, str]:
    """The words of a column as those of a list; none where one is not known.

    Of what happened to people some words may be left: their rows are rejected.
    """
    said = {kind: _word(read_name(kind), part) for kind in kinds}
    known = {kind: word for kind, word in said.items() if word}
    is_split = bool({*known.values()} - {ALL, UNKNOWN})
    return known if is_split and (known == said or part == "measure") else {}


def _word(said: Name, part: str) -> str | None:
    if words := said.tells(part):
        return words[0]
    if part in CELL and NUMBER in said.tells("key"):
        return ALL
    return UNKNOWN if part != "measure" and said.tells("unknown") else None


def group_claims(
    layout: Layout, groups: Layout, columns: Sequence[Column], name: Name
) -> Layout:
    """The layout with the groups of each row in its claims."""
    claims = layout.get("claims") or _claim_rows(groups, columns, name)
    grouped = [claim | groups for claim in claims]
    return layout | ({"claims": grouped} if grouped else {})


def _claim_rows(groups: Layout, columns: Sequence[Column], name: Name) -> list[Layout]:
    """One claim where a column has numbers without a harm, or where rows are persons.

    The harm is that of the groups, or what the table or one of its dates is called.
    """
    dates = [c.said for c in columns if "date.min" in c.said.tells("key")]
    harms = [harm for said in (name, *dates) for harm in said.tells("measure")]
    harms = harms or [""] * ("measure" in groups)
    numbers: list[object] = [column.name for column in columns if _is_number(column)]
    values = numbers or [{"constant": 1}] * bool(groups)
    pairs = [*zip(harms, values, strict=False)][:1]
    return [{"measure": harm, "role": "all", "value": value} for harm, value in pairs]


def _is_number(column: Column) -> bool:
    said = column.said
    plain = said.tells("key") == [NUMBER] and not said.strange
    return plain and column.values.counts >= MOST


def identify_rows(layout: Layout, groups: Layout, batch: pl.DataFrame) -> Layout:
    """Rows of one incident are told apart by their groups."""
    event = layout.get("event_id")
    if layout.get("repeats") != "numbered" or event is None:
        return layout
    columns = list(dict.fromkeys([event, *columns_in("claims", groups)]))
    if batch.select(columns).n_unique() < batch.height:
        return layout
    plain = {key: value for key, value in layout.items() if key != "repeats"}
    return plain | {"native_id": columns if columns[1:] else event}
