"""The West Bank, day by day (Tech for Palestine): series that count apart.

``verified`` is UN OCHA's database of incidents, which lags and is revised; the other
columns are the counts of its flash updates. Days between two updates are filled in by
the makers of the data set (``flash_source`` fill): those figures are imputed. Running
totals of displaced people are their sums of what the updates say: derived.
"""

import polars as pl

from ingest.records import Adapter, Member, Records
from ingest.sources.palestine_series import (
    CHILD,
    PUBLISHER,
    SINCE,
    Figure,
    Series,
    columns,
    counts,
    read,
)

_NAME = "palestine_west_bank"
_PLACE = {"admin1_text": "West Bank", "country_text": "PSE"}
_BASIS = (
    pl.when(pl.col("flash_source") == "fill")
    .then(pl.lit("imputed"))
    .otherwise(pl.lit("stated"))
)
_HARMED = {
    f"{measure}{group}": Figure(measure, CHILD if group else {})
    for measure in ("killed", "injured")
    for group in ("", "_children")
}
_DISPLACED = {
    "displaced_households": Figure("displaced", {"unit_counted": "households"}),
    "displaced_persons": Figure("displaced"),
    "displaced_children": Figure("displaced", CHILD),
}
# The makers' running totals.
_ALL_DISPLACED = {
    f"{name}_cum": figure._replace(count_basis="derived")
    for name, figure in _DISPLACED.items()
}
VERIFIED = Series(
    code="west-bank-verified",
    name="West Bank, verified",
    place=_PLACE,
    source=pl.lit("un"),
    figures={
        f"verified.{name}{end}": figure
        for name, figure in _HARMED.items()
        for end in ("", "_cum")
    },
    since=SINCE,
    hours=24,
)
UPDATES = Series(
    code="west-bank",
    name="West Bank, flash updates",
    place=_PLACE,
    source=pl.col("flash_source"),
    figures={
        f"{name}_cum": figure._replace(count_basis=_BASIS)
        for name, figure in _HARMED.items()
    },
    since=SINCE,
)
DISPLACED = Series(
    code="west-bank-displaced",
    name="West Bank, displaced people",
    place=_PLACE,
    source=pl.col("flash_source"),
    figures=_ALL_DISPLACED,
)
SERIES = (VERIFIED, UPDATES, DISPLACED)
# A bulletin says what was counted since the one before it, too.
BULLETINS = (
    VERIFIED,
    UPDATES._replace(
        figures={
            **UPDATES.figures,
            "killed": Figure("killed"),
            "injured": Figure("injured"),
        }
    ),
    DISPLACED._replace(figures=_DISPLACED | _ALL_DISPLACED),
)


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch of days as raw tables."""
    return read(SERIES, batch, _NAME)


ADAPTER = Adapter(
    name=_NAME,
    title="Daily casualties in the West Bank (palestine-datasets)",
    version="1",
    publisher=PUBLISHER,
    dataset_id=_NAME,
    members={
        "daily": Member(
            ("report_date", "flash_source", "verified.killed_cum", "killed_cum"),
            columns(SERIES),
            counts=counts(SERIES),
            lacks=("text",),
        )
    },
    records=records,
)
