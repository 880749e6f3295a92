"""The head of a table: cells to names of columns."""

import itertools
import re
from collections.abc import Iterator, Sequence

from ingest.errors import DataError

# Columns that every batch gets besides its own.
ADDED = ("line", "file_name")

_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/ -]*")


def is_header(cells: Sequence[str]) -> bool:
    """Whether a row can be a header: it begins with no number and no date."""
    return any(cell.strip() for cell in cells) and not _VALUE.fullmatch(
        cells[0].strip()
    )


def check_header(name: str, cells: Sequence[str]) -> None:
    """Refuse a first row that is no header.

    Raises:
        DataError: its first cell is a number or a date, or nothing is in it.
    """
    if not is_header(cells):
        first = cells[0][:40] if cells else ""
        message = (
            f"{name} has no header: its first line begins with {first!r}; "
            "put a line of column names on top"
        )
        raise DataError(message)


def name_columns(cells: Sequence[str]) -> list[str]:
    """Header cells as names that are there and differ, apart from ours too."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = cell.strip() or f"column_{number}"
        again = (f"{name}_{n}" for n in itertools.count(2))
        taken = {*names, *ADDED}
        names.append(name if name not in taken else _first_free(again, taken))
    return names


def _first_free(candidates: Iterator[str], taken: set[str]) -> str:
    return next(name for name in candidates if name not in taken)
