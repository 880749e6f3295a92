"""JSON as a table: an array of objects, or an object a line; nested keys by dots.

``{"verified": {"killed": 3}}`` is the column ``verified.killed``; a list is kept as the
JSON that it is.
"""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from ingest.encodings import find_encoding, read_text
from ingest.errors import DataError

# Names of columns are taken from this many objects, one of which may lack some.
_LOOKED_AT = 1_000


def is_table(path: Path) -> bool:
    """Whether a file of lines holds rows, not texts: its first object has no text.

    Raises:
        DataError: of ``encodings.find_encoding``.
    """
    with path.open(encoding=find_encoding(path)) as lines:
        first = next((line for line in lines if line.strip()), "")
    try:
        found = json.loads(first)
    except ValueError:
        return False
    return isinstance(found, dict) and "text" not in found


def read_json_head(path: Path) -> list[list[str]]:
    """One row: the names of the columns.

    Raises:
        DataError: no JSON, or no objects in it.
    """
    names = dict.fromkeys(
        name for row in islice(_objects(path), _LOOKED_AT) for name in row
    )
    return [list(names) or [""]]


def read_json(path: Path, size: int) -> Iterator[pl.DataFrame]:
    """The objects in batches of text, in the columns of ``read_json_head``.

    Raises:
        DataError: as ``read_json_head``; an object with a key that the first ones lack.
    """
    (names,) = read_json_head(path)
    objects, line = _objects(path), 1
    while block := list(islice(objects, size)):
        # A loop over objects: each has keys of its own.
        if strange := {key for row in block for key in row} - set(names):
            message = (
                f"{path}: after line {line} an object has a key {min(strange)!r} that "
                f"none of the first {_LOOKED_AT:,} has; put such an object first"
            )
            raise DataError(message)
        line += len(block)
        columns = {
            f"c{n}": [row.get(key) for row in block] for n, key in enumerate(names)
        }
        yield pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _objects(path: Path) -> Iterator[dict[str, str | None]]:
    for number, found in enumerate(_values(path), 1):
        if not isinstance(found, dict):
            message = f"{path}: value {number} is no object; a table is made of objects"
            raise DataError(message)
        yield dict(flatten(found))


def _values(path: Path) -> Iterator[object]:
    if path.suffix.lower() == ".json":
        found = _parse(path, read_text(path), 1)
        yield from found if isinstance(found, list) else [found]
        return
    with path.open(encoding=find_encoding(path)) as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield _parse(path, line, number)


def _parse(path: Path, text: str, line: int) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        message = f"{path} line {line} is no JSON; fetch the file again"
        raise DataError(message) from error


def flatten(
    found: dict[str, object], root: str = ""
) -> Iterator[tuple[str, str | None]]:
    """Keys and values of an object, nested keys by dots, every value as text."""
    for key, value in found.items():
        name = f"{root}{key}"
        if isinstance(value, dict):
            yield from flatten(value, f"{name}.")
        elif value is None or isinstance(value, str):
            yield name, value
        else:
            yield name, json.dumps(value, ensure_ascii=False)
