"""Counts of people: text to whole numbers, and what a published figure claims."""

import polars as pl

# (value, fault): the fault is NULL or says in words why the value cannot be used.
Parsed = tuple[pl.Expr, pl.Expr]

MOST = 10_000_000

_WHOLE = r"^[0-9]+(\.0+)?$"
_SPACES = r"[, \x{00A0}\x{202F}]"
_GROUPED = rf"^[0-9]{{1,3}}({_SPACES}[0-9]{{3}})+(\.0+)?$"
_NEGATIVE = r"^[-\x{2212}][0-9]"
_FRACTION = r"^[0-9]+[.,][0-9]+$"


def parse_count(text: pl.Expr) -> Parsed:
    """Whole number of people, Int64; a blank is NULL without a fault, never 0.

    Read are ``25``, ``1,204``, ``1 204`` and ``300.0``. Faults: letters, a negative
    number, a fraction, more than ``MOST`` (no single row of the field's data sets comes
    near it, identifiers and telephone numbers in a wrong column do).
    """
    said = text.str.strip_chars()
    is_number = said.str.contains(_WHOLE) | said.str.contains(_GROUPED)
    digits = said.str.replace(r"\.0+$", "").str.replace_all(_SPACES, "")
    number = pl.when(is_number).then(digits).cast(pl.Int64, strict=False)
    is_usable = number <= MOST
    fault = (
        pl.when(said.is_null() | (said == "") | is_usable)
        .then(None)
        .when(is_number)
        .then(pl.lit(f"more than {MOST:,} people"))
        .when(said.str.contains(_NEGATIVE))
        .then(pl.lit("a negative count"))
        .when(said.str.contains(_FRACTION))
        .then(pl.lit("not a whole number"))
        .otherwise(pl.lit("not a number"))
    )
    return pl.when(is_usable).then(number), fault


def bounds(low: pl.Expr, best: pl.Expr, high: pl.Expr) -> list[pl.Expr]:
    """Columns ``low, best, high, operator, range_basis, value_text`` of a figure.

    What was published passes through, brackets out of order too. low = high is an
    exact figure; a lone low is "at least" (best the same), a lone high "at most", a
    lone best a data set's single figure (``point``). ``value_text`` is low/best/high
    with blanks for what is not stated.
    """
    is_exact = low.eq(high) & best.fill_null(low).eq(low)
    is_least = low.is_not_null() & high.is_null() & best.fill_null(low).eq(low)
    operator = (
        pl.when(is_exact)
        .then(pl.lit("exact"))
        .when(is_least)
        .then(pl.lit("at_least"))
        .when(low.is_null() & best.is_null())
        .then(pl.lit("at_most"))
        .when(low.is_null() & high.is_null())
        .then(pl.lit("point"))
        .otherwise(pl.lit("range"))
    )
    texts = [bound.cast(pl.String).fill_null("") for bound in (low, best, high)]
    return [
        low.alias("low"),
        pl.when(is_exact | is_least).then(low).otherwise(best).alias("best"),
        high.alias("high"),
        operator.alias("operator"),
        pl.when(operator == "range").then(pl.lit("count")).alias("range_basis"),
        pl.concat_str(texts, separator="/").alias("value_text"),
    ]
