"""First and last day of a report, from two columns; odd ones cost the day alone.

An incident with figures is never lost for its date: a day that cannot be read is left
out and listed (``judge_interval``), one that can be read and not be meant is left out
and flagged (``flag_interval``).
"""

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.normalise.dates import NO_DATE, parse_date
from ingest.normalise.rows import flag


def parse_interval(start: str, end: str) -> dict[str, pl.Expr]:
    """Columns ``date_min`` and ``date_max`` from two columns of text.

    A blank end is a single day, and so is an end before the start, of which the start
    alone is kept. 1970-01-01 stands for no date.
    """
    first, last = _day(start), _day(end)
    usable = pl.when(last >= first).then(last).otherwise(first)
    return {"date_min": first, "date_max": usable}


def judge_interval(start: str, end: str) -> dict[str, Parsed]:
    """The two columns of a table as ``faults.list_faults`` takes them."""
    return {name: parse_date(pl.col(name)) for name in (start, end)}


def is_backward(start: str, end: str) -> pl.Expr:
    """Whether the interval ends before it begins; false where a day is missing."""
    return (_day(end) < _day(start)).fill_null(value=False)


def flag_interval(rows: pl.DataFrame, start: str, end: str) -> pl.DataFrame:
    """The quirks ``sentinel_date`` and ``end_before_start`` of rows."""
    sentinels = (
        flag(rows.filter(_read(name) == NO_DATE), "sentinel_date", name)
        for name in (start, end)
    )
    backward = flag(rows.filter(is_backward(start, end)), "end_before_start", end)
    return pl.concat([*sentinels, backward])


def _read(name: str) -> pl.Expr:
    return parse_date(pl.col(name))[0]


def _day(name: str) -> pl.Expr:
    day = _read(name)
    return pl.when(day != NO_DATE).then(day)
