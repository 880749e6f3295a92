"""Rows that can be read, and why the others cannot."""

from collections.abc import Mapping, Sequence

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
    judged = _judge(batch, parsed)
    kept = [name for name in batch.columns if name not in parsed]
    good = judged.filter(~_is_bad(parsed)).select(
        *kept, *(pl.col(f"_value_{name}").alias(name) for name in parsed)
    )
    return good, _rejects(judged, parsed)


def list_faults(batch: pl.DataFrame, parsed: Mapping[str, Parsed]) -> pl.DataFrame:
    """Rejects of values that were left out of a row that is kept."""
    return _rejects(_judge(batch, parsed), parsed)


def _judge(batch: pl.DataFrame, parsed: Mapping[str, Parsed]) -> pl.DataFrame:
    """The batch with the ``_value_`` and the ``_fault_`` of each column."""
    rest = []
    for name, (value, fault) in parsed.items():
        told = [value.alias(f"_value_{name}"), fault.alias(f"_fault_{name}")]
        texts = batch.select(pl.col(name).unique())
        if _is_of_one(name, told) and texts.height < _FEW * batch.height:
            batch = batch.join(
                texts.with_columns(told),
                on=name,
                how="left",
                nulls_equal=True,
                maintain_order="left",
            )
        else:
            rest += told
    return batch.with_columns(rest)


# A column of dates or counts says the same again and again, and is read once; a join
# costs about as much as a reading of every fourth row.
_FEW = 0.25


def _is_of_one(name: str, told: Sequence[pl.Expr]) -> bool:
    """Whether value and fault depend on this column alone."""
    return all({name} >= set(each.meta.root_names()) for each in told)


def _is_bad(parsed: Mapping[str, Parsed]) -> pl.Expr:
    return pl.any_horizontal(
        pl.lit(value=False), *(pl.col(f"_fault_{n}").is_not_null() for n in parsed)
    )


def _fault(name: str) -> pl.Expr:
    fault = pl.col(f"_fault_{name}")
    told = pl.struct(
        pl.lit(name).alias("column_name"),
        pl.col(name).cast(pl.String).alias("value"),
        fault.alias("reason"),
    )
    return pl.when(fault.is_not_null()).then(told)


def _rejects(judged: pl.DataFrame, parsed: Mapping[str, Parsed]) -> pl.DataFrame:
    """The first fault of each bad row, of which there are few."""
    if not parsed:
        return TABLES["rejects"].frame([])
    first = pl.coalesce(_fault(name) for name in parsed).alias("_fault")
    bad = judged.filter(_is_bad(parsed))
    return conform("rejects", bad.select("file_name", "line", first).unnest("_fault"))
