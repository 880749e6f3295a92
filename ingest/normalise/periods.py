"""Periods: text to a first and a last day, with the precision that the text has."""

from itertools import pairwise

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.normalise.date_forms import drop_time, is_slashed, to_iso
from ingest.normalise.dates import NO_DATE, YEARS, order_fault, precision_of

_ISO = "([0-9]{4,6})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
_PERIOD = rf"^{_ISO}(?: ?(?:-|/|to|until) ?{_ISO})?$"
_NAMES = ("year", "month", "day", "last_year", "last_month", "last_day")

# The columns of a year, a month and a day.
Parts = tuple[pl.Expr, pl.Expr, pl.Expr]
_NO_PARTS = (pl.lit(None, pl.String),) * 3
_PART = r"^0*([0-9]{1,6})(?:\.0+)?$"

_UNTOLD = "day or month first cannot be told from the column; name the format"


def parse_period(text: pl.Expr, form: str | None = None) -> Parsed:
    """A period, Struct {date_min, date_max: Date, date_precision: String}.

    Read are ISO days, ``20 Mar 2003``, ``March 20, 2003``, months (``2003-03``, ``March
    2003``, ``03/2003``), years, ranges of all these (``3-5 Mar 2003``, ``2003-03-03 to
    2003-03-05``, ``2003-03-03/2003-03-05``), months by their Arabic names, the serial
    days of Excel (``date_forms.to_iso``), and the ``form`` that is named (strftime
    codes; ``date_forms.find_form`` tells it). A time of day is passed over. A blank is
    NULL without a fault. The precision is by the length (``dates.precision_of``).

    Faults: no such day, a year outside ``YEARS``, an end before the beginning, the day
    1970-01-01, and 03/04/2016 where no form is named.
    """
    said, iso = pl.field("said"), pl.field("iso")
    parts = iso.str.extract_groups(_PERIOD).struct.rename_fields(_NAMES)
    read = (
        pl.struct(drop_time(text).alias("said"))
        .struct.with_fields(iso=to_iso(said, form))
        .struct.with_fields(parts=parts)
        .struct.with_fields(**_days())
        .struct.with_fields(fault=_fault(said, form))
        .struct.with_fields(period=_period())
    )
    return read.struct.field("period"), read.struct.field("fault")


def parse_parts(first: Parts, last: Parts = _NO_PARTS) -> Parsed:
    """A period told in columns of years, months and days, as ``parse_period`` has it.

    A month or a day that is blank or 0 is not known: the period is the whole year or
    month. Without a last year the period ends with its first day, month or year, and so
    it does where the last one is at fault. All blank is NULL without a fault.
    1970-01-01 is a day here: it takes three columns.

    Faults: no such day, a month without a year or a day without a month, a year outside
    ``YEARS``, an end before the beginning.
    """
    alone, _ = _read_parts(first, _NO_PARTS)
    whole, fault = _read_parts(first, last)
    return pl.coalesce(whole, alone), fault


def _read_parts(first: Parts, last: Parts) -> Parsed:
    told = dict(zip(_NAMES, (*first, *last), strict=True))
    numbers = {name: part.str.strip_chars() for name, part in told.items()}
    is_odd = pl.any_horizontal(
        (said != "") & ~said.str.contains(_PART) for said in numbers.values()
    )
    parts = (_known(said).alias(name) for name, said in numbers.items())
    read = (
        pl.struct(pl.struct(parts).alias("parts"), is_odd.alias("is_odd"))
        .struct.with_fields(**_days())
        .struct.with_fields(fault=_parts_fault())
        .struct.with_fields(period=_period())
    )
    return read.struct.field("period"), read.struct.field("fault")


def _known(said: pl.Expr) -> pl.Expr:
    number = said.str.extract(_PART, 1)
    return pl.when(number != "0").then(number)


def _parts_fault() -> pl.Expr:
    start, end = pl.field("date_min"), pl.field("date_max")
    year, month, day, *last = _parts(pl.field("parts"), _NAMES)
    pairs = ((year, month), (month, day), (year, last[0]), *pairwise(last))
    is_orphan = pl.any_horizontal(
        part.is_not_null() & whole.is_null() for whole, part in pairs
    )
    is_no_day = (year.is_not_null() & start.is_null()) | (
        last[0].is_not_null() & end.is_null()
    )
    return (
        pl.when(pl.field("is_odd"))
        .then(pl.lit("not the number of a year, a month or a day"))
        .when(is_orphan)
        .then(pl.lit("a month without a year, or a day without a month"))
        .when(pl.field("is_far"))
        .then(pl.lit(f"the year is outside {YEARS[0]} to {YEARS[1]}"))
        .when(is_no_day)
        .then(pl.lit("not a date"))
        .otherwise(order_fault(start, end))
    )


def _days() -> dict[str, pl.Expr]:
    parts = [pl.field("parts").struct.field(name) for name in _NAMES]
    first, last = parts[:3], parts[3:]
    end = pl.when(last[0].is_null()).then(_last_day(*first)).otherwise(_last_day(*last))
    return {
        "date_min": _first_day(*first),
        "date_max": end,
        "is_far": _is_far(first[0]) | _is_far(last[0]),
    }


def _fault(said: pl.Expr, form: str | None) -> pl.Expr:
    start, end = pl.field("date_min"), pl.field("date_max")
    return (
        pl.when(said.is_null() | (said == ""))
        .then(None)
        .when(pl.field("is_far"))
        .then(pl.lit(f"the year is outside {YEARS[0]} to {YEARS[1]}"))
        .when((start == NO_DATE) & (end == NO_DATE))
        .then(pl.lit("stands for no date"))
        .when(start.is_not_null() & end.is_not_null())
        .then(order_fault(start, end))
        .otherwise(_unread(said, form))
    )


def _period() -> pl.Expr:
    start, end = pl.field("date_min"), pl.field("date_max")
    precision = precision_of(start, end).alias("date_precision")
    is_usable = start.is_not_null() & pl.field("fault").is_null()
    return pl.when(is_usable).then(pl.struct(start, end, precision))


def _unread(said: pl.Expr, form: str | None) -> pl.Expr:
    if form:
        return pl.lit(f"not a date like {form}")
    reason = pl.when(is_slashed(said)).then(pl.lit(_UNTOLD))
    return reason.otherwise(pl.lit("not a date"))


def _parts(parts: pl.Expr, names: tuple[str, ...]) -> list[pl.Expr]:
    return [parts.struct.field(name) for name in names]


def _is_far(year: pl.Expr) -> pl.Expr:
    return ~year.cast(pl.Int32).is_between(*YEARS).fill_null(value=True)


def _first_day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    return _day(year, month.fill_null("01"), day.fill_null("01"))


def _last_day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    first = _first_day(year, month.fill_null("12"), day)
    return pl.when(day.is_null()).then(first.dt.month_end()).otherwise(first)


def _day(year: pl.Expr, month: pl.Expr, day: pl.Expr) -> pl.Expr:
    iso = pl.concat_str([year, month, day], separator="-")
    return iso.str.to_date("%Y-%m-%d", strict=False)
