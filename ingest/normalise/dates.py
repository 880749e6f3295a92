"""Dates: text to days, with the precision that the text has."""

import re
from datetime import UTC, date, datetime

import polars as pl

from ingest.normalise.counts import Parsed

YEARS = (1900, 2100)

BACKWARD = "ends before it begins"

# Where systems that count from 1970 put what has no date.
NO_DATE = pl.date(1970, 1, 1)

# The day as the source writes it; an offset does not move it to another day.
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?"
_OFFSET = r" ?(Z|UTC|[+-][0-9]{2}:?[0-9]{2})"
_ISO = rf"^[0-9]{{4,6}}-[0-9]{{1,2}}-[0-9]{{1,2}}([T ]{_CLOCK}({_OFFSET})?)?$"

_STAMP = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2}(?:[T ][0-9]{2}:.*)?)?)?")
# By the length of what is said: its precision, and what makes a full day of it.
_PARTS = {4: ("year", "-01-01"), 7: ("month", "-01"), 10: ("day", "")}


def parse_date(text: pl.Expr, form: str | None = None) -> Parsed:
    """Day, Date; a blank is NULL without a fault.

    Read are ``2016-01-31``, the same with a time of day, ``20 Mar 2003`` and
    ``20 March 2003``. Anything else, 03/04/2016 above all, only in the ``form`` that
    the user names (strftime codes). Faults: no such day, a year outside ``YEARS``.
    """
    said = text.str.strip_chars()
    day = said.str.to_date(form, strict=False) if form else _known_forms(said)
    year = (
        day.dt.year() if form else said.str.extract(r"([0-9]{4,6})", 1).cast(pl.Int32)
    )
    is_far = ~year.is_between(*YEARS)
    fault = (
        pl.when(said.is_null() | (said == ""))
        .then(None)
        .when(is_far & (day.is_not_null() | said.str.contains(_ISO)))
        .then(pl.lit(f"the year is outside {YEARS[0]} to {YEARS[1]}"))
        .when(day.is_null())
        .then(pl.lit(f"not a date like {form}" if form else "not a date"))
    )
    return pl.when(fault.is_null()).then(day), fault


def _known_forms(said: pl.Expr) -> pl.Expr:
    iso = pl.when(said.str.contains(_ISO)).then(said.str.slice(0, 10))
    return pl.coalesce(
        iso.str.extract(r"^([0-9]+-[0-9]+-[0-9]+)", 1).str.to_date(
            "%Y-%m-%d", strict=False
        ),
        said.str.to_date("%d %b %Y", strict=False),
        said.str.to_date("%d %B %Y", strict=False),
    )


def order_fault(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Fault of an interval that ends before it begins, else NULL."""
    return pl.when(end < start).then(pl.lit(BACKWARD))


def precision_of(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Precision of an interval by its length, for sources that code none.

    One day ``day``, up to 6 ``days``, 7 ``week``, up to 31 ``month``, else ``year``:
    UCDP's classes (GED codebook, date_prec).
    """
    length = (end - start).dt.total_days() + 1
    return (
        pl.when(length == 1)
        .then(pl.lit("day"))
        .when(length <= 6)  # noqa: PLR2004  # UCDP's class of 2-6 days
        .then(pl.lit("days"))
        .when(length == 7)  # noqa: PLR2004  # one week
        .then(pl.lit("week"))
        .when(length <= 31)  # noqa: PLR2004  # the longest month
        .then(pl.lit("month"))
        .when(length.is_not_null())
        .then(pl.lit("year"))
    )


def midnight(day: pl.Expr) -> pl.Expr:
    """The day as a UTC stamp; its precision stays ``day``."""
    return day.cast(pl.Datetime("us"))


def parse_epoch(text: pl.Expr) -> Parsed:
    """Moment of Unix time, in UTC; a blank is NULL without a fault.

    Read are whole seconds since 1970 (``1646077433``, ``1646077433.0``). Faults: no
    such number, a year outside ``YEARS`` (milliseconds, most often).
    """
    said = text.str.strip_chars()
    whole = said.str.extract(r"^([0-9]{1,15})(\.0+)?$", 1).cast(pl.Int64)
    moment = pl.from_epoch(whole, time_unit="s").cast(pl.Datetime("us"))
    is_usable = whole.is_not_null() & moment.dt.year().is_between(*YEARS)
    fault = pl.when(said.is_not_null() & (said != "") & ~is_usable).then(
        pl.lit("not a moment in seconds since 1970")
    )
    return pl.when(is_usable).then(moment), fault


def parse_stamp(text: str) -> tuple[datetime, str] | None:
    """One publication date (UTC, no zone) and its precision, or None.

    Read are ``2024-11-30T18:00``, ``2024-11-30``, ``2024-11`` and ``2024``; a time
    without an offset is taken as UTC. The precisions are time, day, month and year.
    """
    said = text.strip()
    if not _STAMP.fullmatch(said):
        return None
    precision, rest = _PARTS.get(len(said), ("time", ""))
    try:
        stamp = datetime.fromisoformat(said + rest)
        plain = stamp.astimezone(UTC).replace(tzinfo=None) if stamp.tzinfo else stamp
    except (ValueError, OverflowError):
        return None
    return (plain, precision) if YEARS[0] <= plain.year <= YEARS[1] else None


def day_of(stamp: object, precision: object) -> date | None:
    """The day of a publication date; None where only its month or year is known."""
    if isinstance(stamp, datetime) and precision in {"time", "day"}:
        return stamp.date()
    return None
