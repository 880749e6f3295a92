"""Frames as cells of text: nothing that a spreadsheet would run, nothing nested."""

from pathlib import Path

import polars as pl
import polars.selectors as cs

# What Excel, LibreOffice and Google Sheets take for the beginning of a formula, their
# full-width forms as well; a tab or a line break before it is skipped by some.
_RUNS = r"^[=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)*$"
_STAMP = "%Y-%m-%dT%H:%M:%S%.fZ"


def defuse(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with an apostrophe before every text that would run as a formula.

    Numbers stay numbers, also those that a column of text holds (``-3``).
    """
    text = cs.string()
    runs = text.str.contains(_RUNS) & ~text.str.contains(_NUMBER)
    return frame.with_columns(
        pl.when(runs).then(text.str.replace("^", "'")).otherwise(text)
    )


def plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame without nested columns: lists and structs as JSON, stamps as UTC."""
    return frame.with_columns(
        cs.datetime().dt.to_string(_STAMP),
        *(_to_json(name) for name, kind in frame.schema.items() if kind.is_nested()),
    )


def _to_json(name: str) -> pl.Expr:
    # Only a struct can be encoded: the column is wrapped in one and taken out again.
    wrapped = pl.struct(pl.col(name).alias("x")).struct.json_encode()
    text = wrapped.str.strip_prefix('{"x":').str.strip_suffix("}")
    return pl.when(pl.col(name).is_not_null()).then(text).alias(name)


def write_csv(path: Path, frame: pl.DataFrame) -> None:
    """A CSV in UTF-8: empty is NULL, ``""`` an empty text, no cell runs.

    The same rows in the same order make the same bytes.
    """
    defuse(plain(frame)).write_csv(path, quote_style="necessary")
