"""Airwars' archive of civilian harm in Syria: its tables together are one release.

Civilians are counted, as victims, each figure with a minimum and a maximum. "Military
actors" become ``armed_forces``, the nearest listed status: they are never ``unknown``,
because a person of unknown status counts towards the high of civilians.

Side tables point to an incident by ``airwars_id``. ``belligerents`` adds to the named
belligerents of the incident how certain the attribution is, the belligerent's own
assessment and what it has conceded; ``victims_nameless`` lists persons, counted here by
group. ``casualty_categories`` is recognised and not read: its terms are numbers whose
meaning is published nowhere. Not read either are an author's account and the platform
of a source.

No row names the country: it is Syria, but for a few regions across its borders.
"""

import polars as pl

from ingest.normalise.faults import require, sift
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.airwars_incidents import (
    INCIDENT_COLUMNS,
    INCIDENT_COUNTS,
    KEY,
    list_aliases,
    name_bounds,
    parse_bounds,
    read_incidents,
)
from ingest.sources.airwars_victims import VICTIMS, read_victims

_CONCEDED = {
    "civilian_deaths_conceded": "killed",
    "civilian_injuries_conceded": "injured",
}
# Belligerents by Airwars' term, as its incidents name them. The word beside the term is
# often "unknown"; wherever it is not, each of these terms stands for this one party.
_PARTIES = {
    "247": "Russian Military",
    "248": "Turkish Military",
    "249": "U.S.-led Coalition",
    "370": "Iranian Military",
    "438": "Israeli Military",
    "460": "YPG",
    "843": "Jordanian Military",
    "848": "UK Military",
}
# Excel's mark of a text, in front of names that begin with @.
_APOSTROPHE = "'"
_CERTAINTY = {"known": "known", "suspected": "suspected"}


def records(member: str, batch: pl.DataFrame) -> Records:
    """One batch of one table as raw tables; a row with a bad count is rejected whole.

    A fault of a date or of the coordinates costs these alone: the row stays, the value
    is listed among the rejects. 1970-01-01 stands for no date and is a quirk.
    """
    read = {
        "incidents": read_incidents,
        "sources": _sources,
        "belligerents": _belligerents,
        "previous_codes": _previous_codes,
        "victims_nameless": read_victims,
    }.get(member)
    if not read:
        return {}
    return read(batch.with_columns(pl.col(KEY).alias("report_ref")))


def _sources(batch: pl.DataFrame) -> Records:
    good, rejects = sift(batch, {KEY: require(pl.col(KEY))})
    listed = shape(
        "report_sources",
        good,
        source_order=pl.col("source_order").cast(pl.Int64, strict=False),
        source_text=pl.col("source_name").str.strip_prefix(_APOSTROPHE),
        relation="linked",
        url=pl.col("url"),
        archive_url=pl.col("archive_url"),
        published_text=pl.col("source_date"),
    )
    marked = good.filter(pl.col("source_name").str.starts_with(_APOSTROPHE))
    return {
        "report_sources": listed,
        "report_quirks": flag(marked, "excel_apostrophe", "source_name"),
        "rejects": rejects,
    }


def _previous_codes(batch: pl.DataFrame) -> Records:
    good, rejects = sift(batch, {KEY: require(pl.col(KEY))})
    aliases = list_aliases(good, "previous_code", "airwars_previous")
    return {"report_aliases": aliases, "rejects": rejects}


def _belligerents(batch: pl.DataFrame) -> Records:
    parsed = {KEY: require(pl.col(KEY))} | parse_bounds(*_CONCEDED)
    good, rejects = sift(batch, parsed)
    named = pl.when(pl.col("belligerent") != "unknown").then(pl.col("belligerent"))
    party = pl.coalesce(
        pl.col("belligerent_term").replace_strict(_PARTIES, default=None),
        named.str.replace_all("_", " "),
    )
    rows = good.with_columns(
        party.alias("party"),
        pl.int_range(pl.len()).over(KEY).alias("position"),
    )
    return {
        "report_actors": _graded(rows),
        "claims": pl.concat(_concessions(rows, column) for column in _CONCEDED),
        "rejects": rejects,
    }


def _graded(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_actors",
        rows,
        # Behind the incident's own list, whose length this table does not know.
        actor_order=pl.col("position") + 101,
        actor_text=pl.col("party").fill_null("unknown"),
        actor_id_source=pl.col("belligerent_term"),
        actor_role="perpetrator",
        certainty=pl.col("belligerent_type").replace_strict(_CERTAINTY, default=None),
        assessment=pl.col("belligerent_assessment"),
    )


def _concessions(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """What a belligerent has conceded; its place in the list tells two of one name."""
    low, high = name_bounds(column)
    again = pl.int_range(pl.len()).over(KEY, "party") + 1
    anchor = pl.concat_str(
        pl.lit(column), "party", again, separator=":", ignore_nulls=True
    )
    return claim(
        rows.with_columns(anchor.alias("anchor")),
        pl.col("anchor"),
        {"low": pl.col(low), "high": pl.col(high)},
        measure=_CONCEDED[column],
        status="civilian",
        role="victim",
        stance="conceded",
        claimed_by=pl.col("party"),
        rule_id=f"airwars.{column}",
    )


ADAPTER = Adapter(
    name="airwars",
    title="Airwars civilian harm archive, Syria: its CSV tables together",
    version="3",
    publisher="Airwars",
    dataset_id="airwars_syria",
    members={
        "incidents": Member(INCIDENT_COLUMNS, counts=INCIDENT_COUNTS),
        "sources": Member(
            (KEY, "source_order", "source_name", "url", "archive_url", "source_date")
        ),
        "belligerents": Member(
            (
                *(KEY, "belligerent", "belligerent_term"),
                *("belligerent_type", "belligerent_assessment"),
                *(bound for name in _CONCEDED for bound in name_bounds(name)),
            ),
            is_whole=True,
        ),
        "previous_codes": Member((KEY, "previous_code")),
        "casualty_categories": Member(
            (KEY, "casualty_type_term", "killed_min", "injured_min"),
            passed_over="its kinds of people are numbers that are explained nowhere",
        ),
        "victims_nameless": VICTIMS,
    },
    records=records,
)
