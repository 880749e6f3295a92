"""Columns of IOM's downloads of incidents, under one name each."""

import polars as pl

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
    """The batch with NA as the blank that it is, one identifier, and both degrees.

    Where the day is blank, the date is the month of the row, else its year.
    """
    said = pl.col(pl.String).str.strip_chars("\ufeff \u00a0")
    plain = batch.with_columns(pl.when(~said.is_in(["", "NA"])).then(said))
    has_parts = pl.col(ID).str.contains(",", literal=True)
    # The month is a number, or a name.
    numbers = pl.concat_str("Incident Year", "Month", separator="-")
    words = pl.concat_str("Month", "Incident Year", separator=" ")
    month = (
        pl.when(pl.col("Month").str.contains("^[0-9]")).then(numbers).otherwise(words)
    )
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
            "Incident Date": pl.coalesce("Incident Date", month, "Incident Year"),
            "Latitude": pl.coalesce(
                "Latitude", pl.when(is_text).then(second).otherwise(first)
            ),
            "Longitude": pl.coalesce(
                "Longitude", pl.when(is_text).then(first).otherwise(second)
            ),
        },
    )


def is_type(word: str) -> pl.Expr:
    """Whether the Incident Type says it: Split, Cumulative; a row may have several."""
    return pl.col("Incident Type").str.contains(word).fill_null(value=False)
