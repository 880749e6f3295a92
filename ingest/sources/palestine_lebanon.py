"""Lebanon, day by day (Tech for Palestine).

The toll of the ministry began anew with the second phase of the war
(``*_cum_reported``); the series over all phases is the sum of the data set's makers, so
that its figures are derived.
"""

import polars as pl

from ingest.records import Adapter, Member, Records
from ingest.sources.palestine_series import (
    PUBLISHER,
    Figure,
    Series,
    columns,
    counts,
    read,
)

_NAME = "palestine_lebanon"
_PLACE = {"country_text": "Lebanon"}
_HARMED = {"killed": Figure("killed"), "injured": Figure("injured")}
PHASES = Series(
    code="lebanon",
    name="Lebanon",
    place=_PLACE,
    source=pl.col("report_source"),
    figures=_HARMED | {f"{name}_cum_reported": f for name, f in _HARMED.items()},
    phase="phase",
)
SERIES = (
    PHASES,
    Series(
        code="lebanon-phases",
        name="Lebanon, all phases",
        place=_PLACE,
        source=pl.col("report_source"),
        figures={
            f"{name}_cum": figure._replace(count_basis="derived")
            for name, figure in _HARMED.items()
        },
    ),
)
# In a bulletin ``*_cum`` is the toll of the phase, as the ministry gives it.
BULLETINS = (
    PHASES._replace(
        figures=_HARMED | {f"{name}_cum": f for name, f in _HARMED.items()}
    ),
)


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch of days as raw tables."""
    return read(SERIES, batch, _NAME)


ADAPTER = Adapter(
    name=_NAME,
    title="Daily casualties in Lebanon (palestine-datasets)",
    version="1",
    publisher=PUBLISHER,
    dataset_id=_NAME,
    members={
        "daily": Member(
            ("report_date", "report_source", "phase", "killed_cum"),
            ("report_period", *columns(SERIES)),
            counts=counts(SERIES),
            lacks=("text",),
        )
    },
    records=records,
)
