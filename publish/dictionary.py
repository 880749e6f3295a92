"""The data dictionary of a release: every mart and every column in words."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from publish.defuse import write_csv
from publish.described import Mart

_SIGNS = """\
An empty field is "not stated"; 0 is "stated as none". `_id` ends a key, `_count` counts
rows and never people, `_low`, `_best` and `_high` count people, `_at` is a moment in
UTC.
Lists and structures stand as JSON in CSV files.
"""


_COLUMNS: dict[str, type[pl.DataType]] = {
    "mart": pl.String,
    "column": pl.String,
    "type": pl.String,
    "key_position": pl.Int64,
    "leads_to": pl.String,
    "description": pl.String,
}


def write_dictionary(folder: Path, marts: Sequence[Mart]) -> list[Path]:
    """``data-dictionary.md`` and ``data-dictionary.csv`` in a folder.

    The CSV has a row for each column: mart, column, type, position in the key (empty
    where it is none), the mart and column that it leads to, and the description.
    """
    pages = folder / "data-dictionary.md", folder / "data-dictionary.csv"
    pages[0].write_text("\n".join(_tell(marts)), "utf-8")
    write_csv(pages[1], tabulate(marts))
    return list(pages)


def tabulate(marts: Sequence[Mart]) -> pl.DataFrame:
    """The dictionary as a frame, a row for each column, in the order of the marts."""
    rows = [
        {
            "mart": mart.name,
            "column": column.name,
            "type": column.kind,
            "key_position": _position(mart, column.name),
            "leads_to": _leads_to(mart, column.name),
            "description": column.description,
        }
        for mart in marts
        for column in mart.columns
    ]
    return pl.DataFrame(rows, schema=_COLUMNS)


def _position(mart: Mart, column: str) -> int | None:
    return mart.key.index(column) + 1 if column in mart.key else None


def _leads_to(mart: Mart, column: str) -> str | None:
    found = (
        f"{link.mart}.{link.field}" for link in mart.links if link.column == column
    )
    return next(found, None)


def _tell(marts: Sequence[Mart]) -> Iterator[str]:
    yield from ("# Data dictionary", "", _SIGNS)
    for mart in marts:
        yield from (f"## {mart.name}", "", mart.description, "")
        if mart.key:
            key = ", ".join(f"`{name}`" for name in mart.key)
            yield from (f"Key: {key}", "")
        yield from ("| column | type | meaning |", "|---|---|---|")
        for name, kind, description in mart.columns:
            led = _leads_to(mart, name)
            words = f"{description} → `{led}`" if led else description
            yield f"| `{name}` | {kind} | {_cell(words)} |"
        yield ""


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("\n", " ").strip()
