"""Ages: text to an interval in days, and whether it is that of a child."""

import polars as pl

from ingest.normalise.counts import Parsed, is_not_known
from ingest.normalise.signs import fold_signs, read_shape
from ingest.records import UNKNOWN

# A child is a person under 18 (Convention on the Rights of the Child, article 1).
ADULT_AGE = 18
OLDEST = 120

# The length of the units in days, as the calendar has them in the mean.
_UNITS = {"year": 365.25, "month": 365.25 / 12, "week": 7.0, "day": 1.0}
_ADULT_DAYS = int(ADULT_AGE * _UNITS["year"])
_OLDEST_DAYS = int((OLDEST + 1) * _UNITS["year"]) - 1

# What says an age without a number, and the same with one.
_WORDS = {
    "less than a day": "0 days",
    "less than one day": "0 days",
    "infant": "under 1 year",
    "child": f"under {ADULT_AGE}",
    "minor": f"under {ADULT_AGE}",
    "adult": f"{ADULT_AGE}+",
}
_UNIT = r"[ -]?(year|yr|y|month|mo|week|wk|day)s?\.?(?:[ -]old|/o)?$"
_SHORT = {"yr": "year", "y": "year", "mo": "month", "wk": "week"}

_NUMBER = r"([0-9]{1,6})(?:\.0+)?"
# By kind of interval the words and signs of an age, with # for each number.
_SHAPES = {
    "one": ("#", "age #", "aged #", "age: #"),
    "decade": ("#s",),
    "range": ("# - #", "# to #", "between # and #"),
    "from": ("# +", "≥ #", ">= #", "at least #", "# and over", "# or older"),
    "under": ("under #", "< #", "less than #", "below #"),
}
_DECADE = 10
# How many units behind its last number an age ends.
_SPANS = {"one": 1, "decade": _DECADE, "range": 1, "from": 1, "under": 0}


def parse_age(text: pl.Expr) -> Parsed:
    """An age, Struct {age_low_days, age_high_days: Int64, age_group: String}.

    Read are ``32``, ``25.0`` and ``4 years`` (from that birthday to the day before the
    next), ``3 months``, ``10 days``, ``60s`` (60 to 69 years), ``1-10``, ``18+`` (no
    high), ``under 5``, ``Less than a day``, and the words ``infant`` (under one year),
    ``child``, ``minor`` and ``adult``. A number alone counts years. A year has 365.25
    days, a month a twelfth of that; fractions of days are dropped. Both bounds are
    within the interval.

    ``age_group`` is ``child`` where nobody of that age is ``ADULT_AGE``, ``adult``
    where everybody is, else ``unknown``, as where the age is stated as not known. A
    blank is NULL without a fault. Faults: no age, more than ``OLDEST`` years, an end
    below the start.
    """
    said = fold_signs(text).str.to_lowercase()
    low, high = pl.field("age_low_days"), pl.field("age_high_days")
    age = pl.struct(low, high, _group(low, high))
    is_stated = low.is_not_null() | is_not_known(pl.field("said"))
    read = (
        pl.struct(said.alias("said"))
        .struct.with_fields(numbered=pl.field("said").replace(_WORDS))
        .struct.with_fields(**_parts(pl.field("numbered")))
        .struct.with_fields(**_days())
        .struct.with_fields(fault=_fault(pl.field("said"), low, high))
        .struct.with_fields(
            age=pl.when(is_stated & pl.field("fault").is_null()).then(age)
        )
    )
    return read.struct.field("age"), read.struct.field("fault")


def _fault(said: pl.Expr, low: pl.Expr, high: pl.Expr) -> pl.Expr:
    return (
        pl.when(said.is_null() | (said == "") | is_not_known(said))
        .then(None)
        .when(low.is_null())
        .then(pl.lit("not an age"))
        .when(pl.max_horizontal(low, high) > _OLDEST_DAYS)
        .then(pl.lit(f"more than {OLDEST} years"))
        .when(high < low)
        .then(pl.lit("the age ends below its start"))
    )


def _parts(said: pl.Expr) -> dict[str, pl.Expr]:
    """The kind of interval, its numbers, and the days of its unit."""
    bare = said.str.replace(_UNIT, "")
    unit = said.str.extract(_UNIT).replace(_SHORT).fill_null("year")
    return {
        "kind": read_shape(bare, _NUMBER, _SHAPES),
        "first": bare.str.extract(_NUMBER).cast(pl.Int64),
        "last": bare.str.extract(rf"{_NUMBER}[^0-9]*$").cast(pl.Int64),
        "length": unit.replace_strict(_UNITS, return_dtype=pl.Float64),
    }


def _days() -> dict[str, pl.Expr]:
    """The first and the last day of an age, in days of life; NULL where it has none."""
    kind, length = pl.field("kind"), pl.field("length")
    is_odd = (kind == "decade") & (pl.field("first") % _DECADE != 0)
    low = pl.when(kind == "under").then(0).otherwise(pl.field("first"))
    # The first birthday, or the like of it, behind the interval.
    end = pl.field("last") + kind.replace_strict(_SPANS, return_dtype=pl.Int64)
    low_days = (low * length).floor().cast(pl.Int64)
    high_days = (end * length).floor().cast(pl.Int64) - 1
    is_read = kind.is_not_null() & ~is_odd
    return {
        "age_low_days": pl.when(is_read).then(low_days),
        "age_high_days": pl.when(is_read & (kind != "from")).then(high_days),
    }


def _group(low: pl.Expr, high: pl.Expr) -> pl.Expr:
    return (
        pl.when(high < _ADULT_DAYS)
        .then(pl.lit("child"))
        .when(low >= _ADULT_DAYS)
        .then(pl.lit("adult"))
        .otherwise(pl.lit(UNKNOWN))
        .alias("age_group")
    )
