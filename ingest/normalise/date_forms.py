"""The forms in which tables write dates, each rewritten as an ISO date or interval.

An interval is ``2003-03-03 to 2003-03-05``; a date may lack its day, or month and day.
"""

import polars as pl

from ingest.normalise.months import mark_months
from ingest.normalise.signs import fold_signs

# A time of day: the day before it is kept as the source writes it, offset or not.
_CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?(?: ?[ap]m)?"
_OFFSET = r" ?(?:z|utc|[+-][0-9]{2}:?[0-9]{2})"
_TIME = rf"[t ]+{_CLOCK}(?:{_OFFSET})?\b"

_DAY = r"\b([0-9]{1,2})(?:st|nd|rd|th)?"
_MONTH = "@([0-9]{2})"
_YEAR = r"([0-9]{4,6})\b"
_JOINT = " ?(?:-|to|until) ?"
_GAP = " ?-? ?"

# What a month's name stands in, and the same as ISO; the first that fits rewrites it.
_NAMED = (
    # 3-5 March 2003 · 30 March - 2 April 2003, and so with the month first
    (f"^{_DAY}{_JOINT}{_DAY} {_MONTH} {_YEAR}$", "${4}-${3}-${1} to ${4}-${3}-${2}"),
    (
        f"^{_DAY} {_MONTH}{_JOINT}{_DAY} {_MONTH} {_YEAR}$",
        "${5}-${2}-${1} to ${5}-${4}-${3}",
    ),
    (f"^{_MONTH} {_DAY}{_JOINT}{_DAY} {_YEAR}$", "${4}-${1}-${2} to ${4}-${1}-${3}"),
    (
        f"^{_MONTH} {_DAY}{_JOINT}{_MONTH} {_DAY} {_YEAR}$",
        "${5}-${1}-${2} to ${5}-${3}-${4}",
    ),
    # March - April 2003
    (f"^{_MONTH}{_JOINT}{_MONTH} {_YEAR}$", "${3}-${1} to ${3}-${2}"),
    # One or two dates: 20 March 2003 · March 20 2003 · March 2003
    (f"{_DAY}{_GAP}{_MONTH}{_GAP}{_YEAR}", "${3}-${2}-${1}"),
    (f"{_MONTH} {_DAY} {_YEAR}", "${3}-${1}-${2}"),
    (f"{_MONTH}{_GAP}{_YEAR}", "${2}-${1}"),
)
_PLAIN = (
    # 03/2003 · 2003/03/20
    (r"^([0-9]{1,2})/([0-9]{4})$", "${2}-${1}"),
    (r"^([0-9]{4})[/.]([0-9]{1,2})[/.]([0-9]{1,2})$", "${1}-${2}-${3}"),
)

_SLASHED = (
    r"^(?P<first>[0-9]{1,2})(?P<sign>[/.-])(?P<second>[0-9]{1,2})(?P<other>[/.-])"
    r"(?P<year>[0-9]{4}|[0-9]{2})$"
)
_MONTHS = 12
_DAYS = 31

# Day 1 of Excel's 1900 system is 1900-01-01, and it counts a 29 February 1900.
_SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
_EPOCH = pl.date(1899, 12, 30)


def drop_time(text: pl.Expr) -> pl.Expr:
    """The text in plain signs and lower case, without times of day."""
    said = fold_signs(text).str.to_lowercase()
    return said.str.replace_all(_TIME, "").str.strip_chars()


def is_slashed(said: pl.Expr) -> pl.Expr:
    """Whether a text is a date such as 03/04/2016, 3.4.16 or 03-04-2016."""
    return said.str.contains(_SLASHED)


def to_iso(said: pl.Expr, form: str | None = None) -> pl.Expr:
    """The text of ``drop_time`` as an ISO date or interval, as far as it is a date.

    Read are the ``form`` that is named, months by their names in English and Arabic,
    ``03/2003``, ``2003/03/20``, and Excel's serial days, which are five digits (1927 to
    2173): four digits are a year.
    """
    marked = mark_months(said).str.replace_all("[ ,]+", " ").str.strip_chars()
    has_month = pl.field("marked").str.contains("@", literal=True)
    named = _rewrite(pl.when(has_month).then(pl.field("marked")), _NAMED)
    read = (
        pl.struct(said.alias("said"), marked.alias("marked"))
        .struct.with_fields(named=named, serial=_serial_day(pl.field("said")))
        .struct.with_fields(plain=_rewrite(pl.field("said"), _PLAIN))
    )
    known = [pl.field(name) for name in ("serial", "named", "plain")]
    if form:
        known.insert(0, _write(pl.field("said").str.to_date(form, strict=False)))
    return read.struct.with_fields(iso=pl.coalesce(known)).struct.field("iso")


def _serial_day(said: pl.Expr) -> pl.Expr:
    serial = pl.when(said.str.contains(_SERIAL)).then(said.str.slice(0, 5))
    return _write(_EPOCH + pl.duration(days=serial.cast(pl.Int64, strict=False)))


def _write(day: pl.Expr) -> pl.Expr:
    return day.dt.to_string("%Y-%m-%d")


def _rewrite(said: pl.Expr, forms: tuple[tuple[str, str], ...]) -> pl.Expr:
    for form, iso in forms:
        said = said.str.replace_all(form, iso)
    return said


def find_form(column: pl.Series) -> str | None:
    """The strftime form of dates such as 03/04/2016, told by the whole column.

    The day is first if a first number is above 12 and no second one is, the month the
    other way round. None where that cannot be told: no number is above 12, numbers in
    both places are, one is above 31, or the separators (``/``, ``.``, ``-``) differ.
    Other dates and times of day are passed over. Years have two digits (``%y``: 1970 to
    2069) only where no date of the column has four; where some have, those of two
    digits say nothing. A year is taken to stand last.
    """
    said = pl.DataFrame({"said": column.cast(pl.String)}).lazy()
    groups = drop_time(pl.col("said")).str.extract_groups(_SLASHED)
    dates = said.select(groups.alias("date")).unnest("date").drop_nulls().collect()
    is_long = dates["year"].str.len_chars() == len("2003")
    alike = dates.filter(is_long) if is_long.any() else dates
    signs = set(alike["sign"]) | set(alike["other"])
    if len(signs) != 1:
        return None
    order = _order(*(alike[name].cast(pl.Int64) for name in ("first", "second")))
    year = "%Y" if is_long.any() else "%y"
    return signs.pop().join((*order, year)) if order else None


def _order(first: pl.Series, second: pl.Series) -> tuple[str, str] | None:
    is_day = [bool((numbers > _MONTHS).any()) for numbers in (first, second)]
    is_none = bool(((first > _DAYS) | (second > _DAYS)).any())
    if is_none or is_day[0] == is_day[1]:
        return None
    return ("%d", "%m") if is_day[0] else ("%m", "%d")
