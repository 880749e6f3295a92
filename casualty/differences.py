"""Differences between two states in words: tables, Markdown, JSON."""

import json
from collections.abc import Iterator
from typing import Any

from ingest import front

# As many rows of a list, and titles in a cell, as a screen shows; JSON has them all.
_ROWS = 30
_ITEMS = 3

_TITLES = {
    "counts": "Incidents",
    "totals": "Totals that moved (low / best / high)",
    "documents": "Moved by these documents (low / best / high)",
    "incidents": "Incidents that came, went, were joined or parted",
}

Row = dict[str, object]


def to_frames(found: front.Differences) -> dict[str, Any]:
    """The frames by their names."""
    return {name: getattr(found, name) for name in _TITLES}


def to_json(found: front.Differences) -> str:
    """Everything that was found, under the names of the frames."""
    frames = {name: frame.to_dicts() for name, frame in to_frames(found).items()}
    frames["counts"] = frames["counts"][0]
    return json.dumps(frames, default=str, ensure_ascii=False, indent=1)


def to_markdown(found: front.Differences) -> str:
    """A heading and a table for each kind of difference."""
    parts = []
    for title, columns, rows in tell_tables(found):
        lines = [columns, ["---"] * len(columns), *rows]
        safe = ([cell.replace("|", "\\|") for cell in line] for line in lines)
        table = "\n".join(f"| {' | '.join(line)} |" for line in safe)
        parts.append(f"\n## {title}\n\n{table if rows else 'None.'}")
    return "\n".join(parts)


def tell_tables(
    found: front.Differences,
) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Title, columns and rows of each kind of difference, as words.

    Yields:
        A table; three bounds stand in one cell, and long lists are cut.
    """
    for name, title in _TITLES.items():
        frame = getattr(found, name)
        rows = [_tell_row(row) for row in frame.head(_ROWS).iter_rows(named=True)]
        columns = list(_tell_row(dict.fromkeys(frame.columns)))
        is_cut = frame.height > _ROWS
        cut = f": the first {_ROWS} of {frame.height:,}" if is_cut else ""
        yield title + cut, columns, [list(row.values()) for row in rows]


def _tell_row(row: Row) -> dict[str, str]:
    """The cells of a row by their headers."""
    told = {}
    for name, value in row.items():
        if name.startswith("low_") or name.endswith("_low"):
            header = name.removeprefix("low_").removesuffix("_low")
            told[header] = _tell_bounds(row, name)
        elif not any(bound in name for bound in ("best", "high")):
            told[name.replace("_", " ")] = _tell_cell(value)
    return told


def _tell_bounds(row: Row, low: str) -> str:
    """Three bounds; what is not stated is a dash, and a change has its sign."""
    values = [row[low.replace("low", bound)] for bound in ("low", "best", "high")]
    form = "{:+,}" if low.endswith("_change") else "{:,}"
    return " / ".join("-" if value is None else form.format(value) for value in values)


def _tell_cell(value: object) -> str:
    if isinstance(value, list):
        more = f"; and {len(value) - _ITEMS} more" if len(value) > _ITEMS else ""
        return "; ".join(map(str, value[:_ITEMS])) + more
    return "" if value is None else str(value)
