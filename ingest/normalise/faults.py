"""Rows that can be read, and why the others cannot."""

from collections.abc import Mapping

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.records import TABLES, conform


def require(text: pl.Expr) -> Parsed:
    """The text as it stands; a blank is a fault (identifiers)."""
    return text, pl.when(text.is_null()).then(pl.lit("is missing"))


def sift(
    batch: pl.DataFrame, parsed: Mapping[str, Parsed]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Split a batch into rows whose columns all parse, and ``raw.rejects``.

    Args:
        batch: a batch of a file, with ``line`` and ``file_name``.
        parsed: by column name, the value that takes the column's place and its fault.

    Returns:
        The good rows with the values in place, and one row of ``raw.rejects`` for each
        other one: its first fault.
    """
    if not parsed:
        return batch, TABLES["rejects"].frame([])
    faults = [fault.alias(f"_fault_{name}") for name, (_, fault) in parsed.items()]
    first = pl.coalesce(_fault(name) for name in parsed).alias("_fault")
    judged = batch.with_columns(faults).with_columns(first)
    judged = judged.drop(f"_fault_{name}" for name in parsed)
    good = judged.filter(pl.col("_fault").is_null()).drop("_fault")
    values = [value.alias(name) for name, (value, _) in parsed.items()]
    return good.with_columns(values), _rejects(judged)


def list_faults(batch: pl.DataFrame, parsed: Mapping[str, Parsed]) -> pl.DataFrame:
    """Rejects of values that were left out of a row that is kept."""
    return sift(batch, parsed)[1]


def _fault(name: str) -> pl.Expr:
    fault = pl.col(f"_fault_{name}")
    told = pl.struct(
        pl.lit(name).alias("column_name"),
        pl.col(name).cast(pl.String).alias("value"),
        fault.alias("reason"),
    )
    return pl.when(fault.is_not_null()).then(told)


def _rejects(judged: pl.DataFrame) -> pl.DataFrame:
    bad = judged.filter(pl.col("_fault").is_not_null())
    return conform(
        "rejects", bad.select("file_name", "line", pl.col("_fault")).unnest("_fault")
    )
