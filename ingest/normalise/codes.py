"""Codes and identifiers: numbers that count nothing, as text."""

import polars as pl

_AS_DECIMAL = r"^([0-9]+)\.0+$"


def parse_code(text: pl.Expr) -> pl.Expr:
    """A code as its source writes it: ``300380.0`` is ``300380``.

    Programs that hold a column with blanks as decimals write whole codes that way; two
    releases would otherwise have two reports of one event. Lists (``2;200;900``) and
    words stay as they are.
    """
    return text.str.strip_chars().str.replace(_AS_DECIMAL, "$1")
