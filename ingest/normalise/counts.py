"""Counts of people: text to whole numbers, and what a published figure claims."""

import polars as pl

from ingest.normalise.signs import fold_signs, read_shape
from ingest.records import UNKNOWN

# (value, fault): the fault is NULL or says in words why the value cannot be used.
Parsed = tuple[pl.Expr, pl.Expr]

MOST = 10_000_000

_HEAD = "[1-9][0-9]{0,2}"
_WHOLE = r"[0-9]+(?:\.0+)?"
_GROUPED = rf"{_HEAD}(?:(?:,[0-9]{{3}})+|(?: [0-9]{{3}})+|(?:'[0-9]{{3}})+)(?:\.0+)?"
_DOTTED = rf"{_HEAD}(?:\.[0-9]{{3}})+"
_AMBIGUOUS = rf"^{_HEAD}\.000$"
_NEGATIVE = r"^-[0-9]"
_FRACTION = r"^[0-9]+[.,\x{066B}][0-9]+$"

_said = pl.field("said")

# Whatever may be a number, well written or not, within a figure.
_NUMBER = r"([0-9]+(?:[ ,.'][0-9]+)*)"

# By operator the words and signs of a figure, with # for each number.
_SHAPES = {
    "exact": ("#",),
    "range": ("# - #", "# to #", "between # and #", "from # to #"),
    "at_least": ("# +", "at least #", "≥ #", ">= #", "minimum #", "# or more"),
    "more_than": ("> #", "more than #", "over #"),
    "at_most": ("≤ #", "<= #", "up to #", "at most #", "maximum #", "# or fewer"),
    "less_than": ("< #", "less than #", "fewer than #", "under #"),
    "approximately": (
        *("~ #", "c #", "c. #", "ca #", "ca. #", "circa #", "about #", "around #"),
        *("approx #", "approx. #", "approximately #", "roughly #"),
    ),
}
# What sources write for a figure that they do not know. "Not stated" and "n/a" are not
# among them: they may mean that nothing was asked.
_NOT_KNOWN = (
    *("unknown", "unk", "unk.", "n/k", "nk", "n.k.", "not known", "unclear"),
    *("undetermined", "?", "??", "???"),
    *("غير معروف", "غير معروفة", "غير معلوم", "مجهول"),
)


def parse_count(text: pl.Expr) -> Parsed:
    """Whole number of people, Int64; a blank is NULL without a fault, never 0.

    Read are ``25``, ``300.0`` and thousands by comma, space, apostrophe or dot
    (``1,204``, ``1.204``), in Western, Arabic-Indic, Persian and full-width digits.
    Faults: letters, a negative number, a fraction, one dot before three noughts
    (``2.000`` is two or two thousand), more than ``MOST`` (no single row of the field's
    data sets comes near it, identifiers and telephone numbers in a wrong column do).
    """
    read = _read_number(fold_signs(text))
    return read.struct.field("value"), read.struct.field("fault")


def _read_number(said: pl.Expr) -> pl.Expr:
    """Struct with the fields value and fault, of a text in plain signs."""
    # In steps, each of which refers to the last by name: a nested expression of whole
    # columns would be computed again at each of its mentions.
    is_number = pl.field("is_number") & ~pl.field("is_ambiguous")
    digits = pl.field("whole").str.replace_all("[ ,.']", "")
    number = pl.field("number")
    return (
        pl.struct(said.alias("said"))
        .struct.with_fields(
            is_ambiguous=_said.str.contains(_AMBIGUOUS),
            is_number=_said.str.contains(f"^(?:{_WHOLE}|{_GROUPED}|{_DOTTED})$"),
            whole=pl.when(_said.str.contains(f"^{_DOTTED}$"))
            .then(_said)
            .otherwise(_said.str.replace(r"\.0+$", "")),
        )
        .struct.with_fields(
            number=pl.when(is_number).then(digits).cast(pl.Int64, strict=False)
        )
        .struct.with_fields(
            value=pl.when(number <= MOST).then(number), fault=_number_fault()
        )
    )


def _number_fault() -> pl.Expr:
    return (
        pl.when(_said.is_null() | (_said == "") | (pl.field("number") <= MOST))
        .then(None)
        .when(pl.field("is_ambiguous"))
        .then(pl.lit("one dot before three noughts: decimals or thousands"))
        .when(pl.field("is_number"))
        .then(pl.lit(f"more than {MOST:,} people"))
        .when(_said.str.contains(_NEGATIVE))
        .then(pl.lit("a negative count"))
        .when(_said.str.contains(_FRACTION))
        .then(pl.lit("not a whole number"))
        .otherwise(pl.lit("not a number"))
    )


def is_not_known(said: pl.Expr) -> pl.Expr:
    """Whether a cell (of plain signs, in lower case) states that it is not known."""
    return said.is_in(_NOT_KNOWN).fill_null(value=False)


def parse_figure(text: pl.Expr) -> Parsed:
    """A figure, Struct {low, best, high: Int64, operator, value_text: String}.

    There are three outcomes. A figure: what ``parse_count`` reads (n/n/n), ranges
    (``4-6``, ``2 to 3``, ``between 2 and 3``: a/NULL/b), ``12+`` and ``at least 12``
    (n/n/NULL), ``>12`` (13/13/NULL), ``up to 5`` (NULL/NULL/5), ``<5`` (NULL/NULL/4)
    and ``~40``, ``c. 40`` (n/n/n). Stated as unknown (``Unknown``, ``n/k``, ``?``):
    the bounds are NULL and the operator is ``unknown``. Absent (a blank): the struct is
    NULL, without a fault. ``value_text`` is the text as it stands.

    Faults: those of ``parse_count``, a range that ends below its start, fewer than 0,
    and vague words ("several"), which a column of figures does not explain.
    """
    said = fold_signs(text).str.to_lowercase()
    other = pl.when(pl.field("operator").is_null()).then(_said)
    read = (
        pl.struct(said.alias("said"), text.alias("value_text"))
        .struct.with_fields(
            operator=_operator(_said),
            first=_read_number(_said.str.extract(_NUMBER)),
            last=_read_number(_said.str.extract(rf"{_NUMBER}[^0-9]*$")),
        )
        .struct.with_fields(other=_read_number(other))
        .struct.with_fields(fault=_figure_fault())
        .struct.with_fields(figure=_figure())
    )
    return read.struct.field("figure"), read.struct.field("fault")


def _figure_parts() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    first, last = (pl.field(name).struct.field("value") for name in ("first", "last"))
    return pl.field("operator"), first, last


def _figure_fault() -> pl.Expr:
    operator, first, last = _figure_parts()
    figure_fault = (
        pl.when(last < first)
        .then(pl.lit("the range ends below its start"))
        .when((operator == "less_than") & (last == 0))
        .then(pl.lit("fewer than none"))
    )
    numbers = (pl.field(n).struct.field("fault") for n in ("other", "first", "last"))
    faults = pl.coalesce(*numbers, figure_fault)
    return pl.when(operator.is_null() | (operator != UNKNOWN)).then(faults)


def _operator(said: pl.Expr) -> pl.Expr:
    """The operator by the words around the numbers; NULL where they are not known."""
    operator = read_shape(said, _NUMBER, _SHAPES)
    return pl.when(is_not_known(said)).then(pl.lit(UNKNOWN)).otherwise(operator)


def _figure() -> pl.Expr:
    """The struct of a figure by its operator (data-model.md, Bounds)."""
    operator, first, last = _figure_parts()
    is_one = (operator == "range") & (first == last)
    kind = pl.when(is_one).then(pl.lit("exact")).otherwise(operator)
    least = first + (kind == "more_than").cast(pl.Int64)
    most = last - (kind == "less_than").cast(pl.Int64)
    is_point = kind.is_in(("exact", "approximately"))
    has_best = is_point | kind.is_in(("at_least", "more_than"))
    has_high = is_point | kind.is_in(("at_most", "less_than", "range"))
    figure = pl.struct(
        pl.when(has_best | (kind == "range")).then(least).alias("low"),
        pl.when(has_best).then(least).alias("best"),
        pl.when(has_high).then(most).alias("high"),
        kind.alias("operator"),
        pl.field("value_text"),
    )
    is_stated = operator.is_not_null() & pl.field("fault").is_null()
    return pl.when(is_stated).then(figure)


def as_point(figure: pl.Expr) -> pl.Expr:
    """A figure of ``parse_figure`` in a data set that publishes one without bounds.

    A plain number tells nothing of its bounds there: NULL/n/NULL, ``point``. Figures
    with words or signs of their own stay as they are.
    """
    is_plain = figure.struct.field("operator") == "exact"
    keep = pl.when(~is_plain)
    return figure.struct.with_fields(
        low=keep.then(figure.struct.field("low")),
        high=keep.then(figure.struct.field("high")),
        operator=keep.then(figure.struct.field("operator")).otherwise(pl.lit("point")),
    )


def columns_of(figure: pl.Expr) -> list[pl.Expr]:
    """The columns of ``bounds``, of a figure as ``parse_figure`` makes it."""
    names = ("low", "best", "high", "operator", "value_text")
    is_range = figure.struct.field("operator") == "range"
    return [
        *(figure.struct.field(name) for name in names),
        pl.when(is_range).then(pl.lit("count")).alias("range_basis"),
    ]


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
