"""The first line of a table: cells of a header to names of columns."""

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from ingest.errors import DataError

# Columns that every batch gets besides its own.
ADDED = ("line", "file_name")

_VALUE = re.compile(r"[-+]?[0-9][0-9.,:/ -]*")


def name_columns(path: Path, header: list[str]) -> list[str]:
    """Header cells as names that are there and differ, apart from ours too.

    Raises:
        DataError: the first cell is a number or a date, so this is no header.
    """
    if not any(cell.strip() for cell in header) or _VALUE.fullmatch(header[0].strip()):
        message = (
            f"{path} has no header: its first line begins with {header[0][:40]!r}; "
            "put a line of column names on top"
        )
        raise DataError(message)
    names: list[str] = []
    for number, cell in enumerate(header, 1):
        name = cell.strip() or f"column_{number}"
        again = (f"{name}_{n}" for n in itertools.count(2))
        taken = {*names, *ADDED}
        names.append(name if name not in taken else _first_free(again, taken))
    return names


def _first_free(candidates: Iterator[str], taken: set[str]) -> str:
    return next(name for name in candidates if name not in taken)
