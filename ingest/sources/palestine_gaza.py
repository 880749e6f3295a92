"""Gaza, day by day (Tech for Palestine): the series as it stands, and its vintages.

``killed`` is all that a day adds to the toll. Since 2025 its parts are published too:
deaths of the period (new), bodies found (recovered), injured who died (succumbed), and
deaths of earlier days that a committee recognised. On 2025-08-23 359 were added, of
whom 298 were recognised and 61 newly killed; so ``killed`` itself has no flow.

People killed or hurt while seeking aid, and people who starved, are series of their own
with their cause, and are added to no other. ``infrastructure-damaged.json`` counts
buildings: it is known, and nothing of it is read.
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

_NAME = "palestine_gaza"
_PLACE = {"admin1_text": "Gaza Strip", "country_text": "PSE"}

_TOLL = {
    "killed": Figure("killed"),
    "killed_cum": Figure("killed"),
    "killed_children_cum": Figure("killed", CHILD),
    "killed_women_cum": Figure("killed", {"sex": "female", "age_group": "adult"}),
    "med_killed_cum": Figure("killed", {"occupation": "health_worker"}),
    "press_killed_cum": Figure("killed", {"occupation": "journalist"}),
    "civdef_killed_cum": Figure("killed", {"occupation": "rescue_worker"}),
    "injured": Figure("injured"),
    "injured_cum": Figure("injured"),
}
_FLOWS = {
    "killed_truce_new": Figure("killed", flow="new"),
    "killed_recovered": Figure("killed", flow="recovered"),
    "killed_succumbed": Figure("killed", flow="succumbed"),
    "killed_committee": Figure("killed", flow="recognised"),
}
_EXTRAPOLATED = {
    f"ext_{name}": figure._replace(count_basis="imputed")
    for name, figure in _TOLL.items()
}
_SOURCE = pl.col("report_source")
SERIES = (
    Series("gaza", "Gaza", _PLACE, _SOURCE, _TOLL | _FLOWS | _EXTRAPOLATED, SINCE),
    Series(
        code="gaza-aid",
        name="Gaza, people seeking aid",
        place=_PLACE,
        source=_SOURCE,
        figures={
            "aid_seeker_killed_cum": Figure("killed"),
            "aid_seeker_injured_cum": Figure("injured"),
        },
        cause="while seeking aid",
    ),
    Series(
        code="gaza-famine",
        name="Gaza, famine",
        place=_PLACE,
        source=_SOURCE,
        figures={
            "famine_cum": Figure("killed"),
            "child_famine_cum": Figure("killed", CHILD),
        },
        cause="famine",
    ),
)

_NEEDS = ("report_date", "report_source", "ext_killed_cum", "ext_injured_cum")
_TAKES = ("report_period", *columns(SERIES))


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch of days as raw tables."""
    return read(SERIES, batch, _NAME)


ADAPTER = Adapter(
    name=_NAME,
    title="Daily casualties in Gaza (palestine-datasets)",
    version="1",
    publisher=PUBLISHER,
    dataset_id=_NAME,
    members={
        "daily": Member(
            _NEEDS, _TAKES, counts=counts(SERIES), lacks=("vintage_date", "text")
        ),
        "vintages": Member(
            ("vintage_date", *_NEEDS),
            _TAKES,
            counts=counts(SERIES),
            vintage="vintage_date",
        ),
        "infrastructure": Member(
            (
                "report_date",
                "civic_buildings.ext_destroyed",
                "residential.ext_destroyed",
            ),
            passed_over="it counts buildings, not people",
        ),
    },
    records=records,
)
