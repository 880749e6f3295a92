"""Insecurity Insight: violence against health care, aid, schools and camps (SiND).

Each topic is a table of its own; one event may stand in several. A report is an event
in a topic, ``event_id_source`` the SiND Event ID that its topics share. The yearly file
of the Safeguarding Health in Conflict Coalition (SHCC) is the health topic with sexes
and nationality, misspelt and cut names, and no place below the country.

People are counted by profession: each figure is of workers, students or residents, as
victims, and none is a total of everybody harmed. National and international staff is
an affiliation, the one dimension left to tell them apart. Deaths in captivity are part
of the killed. A cell is never blank, so a 0 is ``coded_zero``. The notes to the files
say that one is counted where the number is not known, and no cell tells which: each 1
is read as at least one, and flagged ``one_where_unspecified``.

Threats, assaults and sexual violence are no measures of this warehouse, damaged
facilities no people; the description is free text. None of these is read. Coordinates
are coarsened by the publisher, sexual violence included: their precision is its label.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.date_forms import find_form
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.insecurity_insight_topics import (
    COMMON,
    ID,
    NAMES,
    NEEDS,
    TOPICS,
    Figure,
)

_PERIOD = ("date_min", "date_max", "date_precision")
_SILENT = ("", "No Information", "NoInformation", "Unspecified", "Not Applicable")


def records(topic: str, batch: pl.DataFrame) -> Records:
    """One batch of one topic as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates costs the coordinates alone: the row stays, the value is
    listed among the rejects.
    """
    plain = _plain(batch)
    good, rejects = sift(plain, _parsed(topic, find_form(plain["Date"])))
    rows = good.with_columns(report_ref=pl.format(f"{topic}/{{}}", ID))
    claims = [_claims(rows, name, figure) for name, figure in TOPICS[topic].items()]
    empty = shape("claims", rows.clear())
    point = judge_point("Latitude", "Longitude")
    return {
        "reports": _reports(rows),
        "report_aliases": shape(
            "report_aliases", rows, alias=pl.col(ID), authority="SiND"
        ),
        "report_places": _places(rows),
        "report_actors": _actors(rows),
        "report_quirks": _quirks(rows, topic),
        "claims": pl.concat([empty, *claims]),
        "rejects": pl.concat([rejects, list_faults(good, point)]),
    }


def _plain(batch: pl.DataFrame) -> pl.DataFrame:
    """The batch without blanks at the ends of words and words that say nothing."""
    said = pl.col(pl.String).str.strip_chars()
    return batch.with_columns(pl.when(~said.is_in(_SILENT)).then(said))


def _parsed(topic: str, form: str | None) -> dict[str, Parsed]:
    return {
        ID: require(pl.col(ID)),
        "Date": parse_period(pl.col("Date"), form),
        **{name: parse_count(pl.col(name)) for name in TOPICS[topic]},
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        event_id_source=pl.col(ID),
        unit="incident",
        **{name: pl.col("Date").struct.field(name) for name in _PERIOD},
        cause_text=pl.coalesce("Explosive Weapon Type", "Weapon Carried/Used"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    """Country by its ISO code where there is one; its names are spelt in many ways."""
    code = pl.col("Country ISO")
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        admin1_text=pl.col("Admin 1"),
        country_text=pl.col("Country"),
        country_id=pl.when(code.str.contains("^[A-Z]{3}$")).then(code),
        precision_scale=pl.when(pl.col("Geo Precision").is_not_null()).then(
            pl.lit("insecurity_insight")
        ),
        precision_code=pl.col("Geo Precision"),
        **parse_point(pl.col("Latitude"), pl.col("Longitude")),
    )


def _actors(rows: pl.DataFrame) -> pl.DataFrame:
    """Who is reported to have done it: by name, else by kind."""
    name = pl.coalesce("Reported Perpetrator Name", "Reported Perpetrator")
    return shape(
        "report_actors",
        rows.filter(name.is_not_null()),
        actor_order=pl.lit(1),
        actor_text=name,
        actor_role="perpetrator",
        certainty="alleged",
    )


def _quirks(rows: pl.DataFrame, topic: str) -> pl.DataFrame:
    ones = (
        flag(rows.filter(pl.col(name) == 1), "one_where_unspecified", name)
        for name in TOPICS[topic]
    )
    empty = shape("report_quirks", rows.clear())
    return pl.concat([empty, *ones])


def _claims(rows: pl.DataFrame, name: str, figure: Figure) -> pl.DataFrame:
    count = pl.col(name)
    basis = pl.when(count == 0).then(pl.lit("coded_zero")).otherwise(pl.lit("stated"))
    return claim(
        rows,
        name,
        {"low": pl.when(count == 1).then(count), "best": count},
        measure=figure.measure,
        role="victim",
        count_basis=basis,
        part_of_ref=figure.part_of,
        rule_id=f"insecurity_insight.{name}",
        **figure.cell,
    )


ADAPTER = Adapter(
    name="insecurity_insight",
    title="Insecurity Insight, incidents by topic, and SHCC",
    version="1",
    publisher="Insecurity Insight",
    dataset_id="insecurity_insight",
    members={
        topic: Member(
            (ID, "Date", "Country", *NEEDS[topic]),
            tuple(name for name in (*COMMON, *figures) if name not in NEEDS[topic]),
            NAMES,
            counts={name: (name, "best") for name in figures},
        )
        for topic, figures in TOPICS.items()
    },
    records=records,
)
