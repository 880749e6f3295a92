"""Markdown that begins with YAML between two lines of ``---``: its keys and its text.

Such a file is a text, or, where a data set is published a file a row, a table of one
row: its keys are the columns (nested ones by dots, as in JSON), and what follows is the
column ``text``.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
import yaml

from ingest.encodings import read_text
from ingest.errors import DataError
from ingest.json_tables import flatten

TEXT = "text"

_FRONT = re.compile(r"---[ \t]*\n(.*?\n)??---[ \t]*(?:\n|\Z)\n*", re.DOTALL)
# C where the library has it; both leave every value text: a date stays as written.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def split_front(path: Path) -> tuple[Mapping[str, object] | None, str]:
    """The keys at the head of a Markdown file, None where it has none, and the rest.

    Raises:
        DataError: badly encoded, no YAML, no list of keys.
    """
    whole = read_text(path)
    front = _FRONT.match(whole)
    if not front:
        return None, whole
    return _parse(path, front[1] or ""), whole[front.end() :]


def read_front_head(path: Path) -> list[list[str]] | None:
    """One row: the keys as names of columns; None where the file has none.

    Raises:
        DataError: of ``split_front``.
    """
    row = _row(path)
    return None if row is None else [list(row)]


def read_front(path: Path) -> Iterator[pl.DataFrame]:
    """The file as a frame of one row, all columns String.

    Raises:
        DataError: of ``split_front``.
    """
    row = _row(path) or {}
    yield pl.DataFrame([row], schema=dict.fromkeys(row, pl.String))


def _row(path: Path) -> dict[str, str | None] | None:
    front, text = split_front(path)
    return None if front is None else dict(flatten({**front, TEXT: text}))


def _parse(path: Path, block: str) -> Mapping[str, object]:
    try:
        facts = yaml.load(block, _Loader)  # noqa: S506  # makes text alone
    except yaml.YAMLError as error:
        message = f"{path}: the front matter is no YAML; mend the lines between the ---"
        raise DataError(message) from error
    if not isinstance(facts, dict | None):
        message = f"{path}: the front matter is no list of 'key: value'; mend it"
        raise DataError(message)
    return facts or {}
