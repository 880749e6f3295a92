"""Columns of IOM's downloads of incidents under one name each, and when it was."""

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.normalise.dates import parse_date
from ingest.normalise.rows import Value

ID = "Incident ID"
DEAD = "Number of Dead"
MISSING = "Minimum Estimated Number of Missing"
TOTAL = "Total Number of Dead and Missing"
QUALITY = "Source Quality"
# The measure, which bound the figure is, and whose it is.
COUNTED: dict[str, tuple[str, str, dict[str, Value]]] = {
    DEAD: ("killed", "best", {}),
    MISSING: ("missing", "low", {}),
    TOTAL: ("killed_or_missing", "low", {}),
    "Number of Females": ("killed_or_missing", "best", {"sex": "female"}),
    "Number of Males": ("killed_or_missing", "best", {"sex": "male"}),
    "Number of Children": ("killed_or_missing", "best", {"age_group": "child"}),
}
OPTIONAL = (
    "Main ID",
    "Incident Type",
    "Incident Date",
    "Incident Year",
    "Month",
    "Cause of Death",
    "Country of Incident",
    "Location of Death",
    "Information Source",
    "URL",
    QUALITY,
    "Coordinates",
    "Latitude",
    "Longitude",
)
NAMES = {
    ID: ("Web ID",),
    "Incident Date": ("Date of Incident", "Reported Date"),
    "Incident Year": ("Year of Incident", "Reported Year"),
    "Month": ("Reported Month", "Incident Month"),
    DEAD: ("Number Dead", "No. dead"),
    MISSING: ("No. missing",),
    TOTAL: ("Total Dead and Missing", "No. dead/missing"),
    "Number of Females": ("No. Female",),
    "Number of Males": ("No. Male",),
    "Number of Children": ("No. minors",),
    "Cause of Death": ("Cause of death (category)",),
    "Location of Death": ("Location of Incident", "Location Description"),
    "Information Source": ("Source",),
    "URL": ("Link",),
    "Coordinates": ("Location Coordinates",),
}
POINT = ("Latitude", "Longitude")
_DEGREES = r"-?[0-9]+(?:\.[0-9]+)?"


def plain(batch: pl.DataFrame) -> pl.DataFrame:
    """The batch with NA as the blank that it is, one identifier, and both degrees."""
    said = pl.col(pl.String).str.strip_chars("\ufeff \u00a0")
    plain = batch.with_columns(pl.when(~said.is_in(["", "NA"])).then(said))
    has_parts = pl.col(ID).str.contains(",", literal=True)
    pair = pl.col("Coordinates").str.extract_all(_DEGREES)
    # Well-known text has the longitude first.
    is_text = pl.col("Coordinates").str.starts_with("POINT")
    first, second = (pair.list.get(n, null_on_oob=True) for n in (0, 1))
    return plain.with_columns(
        parts=pl.when(has_parts).then(pl.col(ID).str.split(",")),
        **{
            ID: pl.when(has_parts & pl.col("Main ID").is_not_null())
            .then("Main ID")
            .otherwise(ID),
            "Latitude": pl.coalesce(
                "Latitude", pl.when(is_text).then(second).otherwise(first)
            ),
            "Longitude": pl.coalesce(
                "Longitude", pl.when(is_text).then(first).otherwise(second)
            ),
        },
    )


def parse_day(text: pl.Expr) -> Parsed:
    """``2014-01-19``, or ``January 19, 2014`` as in the downloads of 2019."""
    long_day, _ = parse_date(text, "%B %d, %Y")
    day, fault = parse_date(text)
    unread = pl.when(long_day.is_null()).then(fault)
    is_none = day == pl.date(1970, 1, 1)
    return (
        pl.coalesce(day, long_day),
        pl.when(is_none).then(pl.lit("stands for no date")).otherwise(unread),
    )


def first_day() -> pl.Expr:
    """The first day of the month, else of the year, that a row is from."""
    year, month = pl.col("Incident Year"), pl.col("Month")
    forms = (
        pl.concat_str(year, month, pl.lit("1"), separator="-"),
        pl.concat_str(pl.lit("1"), month, year, separator=" "),
        pl.concat_str(year, pl.lit("-01-01")),
    )
    return pl.coalesce(parse_date(form)[0] for form in forms)


def is_type(word: str) -> pl.Expr:
    """Whether the Incident Type says it: Split, Cumulative; a row may have several."""
    return pl.col("Incident Type").str.contains(word).fill_null(value=False)


def period() -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """First and last day and precision: of the day, else the month, else the year."""
    day, first = pl.col("Incident Date"), pl.col("first_day")
    has_month = pl.col("Month").is_not_null()
    last = pl.when(has_month).then(first.dt.month_end())
    end = last.otherwise(first.dt.offset_by("1y").dt.offset_by("-1d"))
    precision = (
        pl.when(day.is_not_null())
        .then(pl.lit("day"))
        .when(first.is_null())
        .then(None)
        .when(has_month)
        .then(pl.lit("month"))
        .otherwise(pl.lit("year"))
    )
    return pl.coalesce(day, first), pl.coalesce(day, end), precision
