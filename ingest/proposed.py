"""A file that nobody knows, with the mapping that is proposed for it."""

from pathlib import Path
from typing import NamedTuple

from ingest.errors import UsageError
from ingest.files import Part, leave_out, list_parts, read_batches, read_head, unpacked
from ingest.headers import check_header, name_columns
from ingest.normalise.tags import drop_tags
from ingest.origin import Origin
from ingest.proposal_page import write_page
from ingest.propose import propose
from ingest.recognition import Head, recognise
from ingest.tagged import find_columns, name_dataset


class Proposed(NamedTuple):
    """The page of a mapping, whether it can be loaded with, and what else to know."""

    page: str
    is_usable: bool
    notes: list[str]


def propose_file(path: Path, said: Origin) -> Proposed:
    """A mapping for a table, by its first rows.

    Raises:
        UsageError: it is a text; there is no such sheet; as ``files.list_parts``.
        DataError: it has no header; as ``files.read_head``.
    """
    with unpacked([path]) as (found,):
        parts = [part for file in leave_out(found)[0] for part in list_parts(file)]
        part = _choose(parts, said.sheet)
        head = read_head(part)
        if head is None:
            raise UsageError(f"{path} is a text, which needs no mapping")
        made = _propose(part, head, said)
    return made._replace(notes=[*_name_sheets(parts, part), *made.notes])


def _choose(parts: list[Part], sheet: str | None) -> Part:
    if sheet is None:
        return parts[0]
    chosen = (part for part in parts if part.sheet == sheet)
    return next(chosen, Part(parts[0].path, sheet))


def _name_sheets(parts: list[Part], chosen: Part) -> list[str]:
    if not parts[1:]:
        return []
    others = ", ".join(str(part.sheet or part.name) for part in parts)
    return [f"tables: {others}; this is {chosen.name} (--sheet chooses another)"]


def _propose(part: Part, head: Head, said: Origin) -> Proposed:
    header, tags = find_columns(head) or (_find_header(head), {})
    check_header(part.name, head[header])
    columns = name_columns(head[header])
    batch = next(read_batches(part, columns, header))
    rows = drop_tags(batch, header + 2).drop("line", "file_name")
    made = propose(said.title or part.path.stem, rows, tags)
    dataset_id = name_dataset(said.title or part.path.name)
    page = write_page(part.name, said.source, dataset_id, made)
    known = recognise(part.name, head)
    notes = [f"{part.name} needs none: {known.adapter.name} reads it"] if known else []
    return Proposed(page, not made.lacking, notes)


def _find_header(head: Head) -> int:
    """The first row with the most filled cells: titles above a header have fewer."""
    filled = [sum(bool(cell.strip()) for cell in cells) for cells in head]
    return filled.index(max(filled))
