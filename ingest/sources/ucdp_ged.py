"""UCDP GED and UCDP Candidate: one reconciled row an event (GED codebook).

Read are the yearly releases, whose identifier columns were renamed over the years, the
monthly and quarterly Candidate files, some of which have no header, and the HDX copy
with its row of HXL tags. An event keeps its id in all of them, so that it is one report
and the newest release says what stands.

UCDP counts everybody who died, attackers too: every claim has role ``all``. Article
names and headlines are words of third parties and are not read, nor is who spoke in the
article (often a person); of an event's sources, office and date are kept. UCDP
reconciles them, so that a claim's voice is UCDP, whoever the article names. Dyad and
conflict are not read: a dyad is the two sides, which are, and a conflict is a grouping
of dyads that UCDP publishes and revises apart from its events.
"""

from collections.abc import Mapping

import polars as pl

from ingest.normalise.codes import parse_code
from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.intervals import flag_interval, judge_interval, parse_interval
from ingest.normalise.rows import Value, claim, flag, shape
from ingest.records import UNKNOWN, Adapter, Records
from ingest.sources.ucdp_ged_columns import BOUNDS, CODES, EVENTS, PARTS

_DATES = ("date_start", "date_end")
_PRECISION = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}

_IS_ONE_SIDED = pl.col("type_of_violence") == "3"


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row without an id or with a bad count is rejected.

    A fault of a date or of the coordinates costs these alone: the row stays, the value
    is listed among the rejects.
    """
    codes = [parse_code(pl.col(name)).alias(name) for name in CODES]
    good, rejects = sift(batch.with_columns(codes), _parsed())
    rows = good.with_columns(pl.col("id").alias("report_ref"))
    return {
        "reports": _reports(rows),
        "report_aliases": _aliases(rows),
        "report_places": _places(rows),
        "report_actors": pl.concat([_actors(rows, "a", 1), _actors(rows, "b", 2)]),
        "report_sources": _sources(rows),
        "claims": _claims(rows),
        "report_quirks": _quirks(rows),
        "rejects": pl.concat(
            [
                rejects,
                list_faults(good, judge_interval(*_DATES)),
                list_faults(good, judge_point("latitude", "longitude")),
            ]
        ),
    }


def _parsed() -> dict[str, Parsed]:
    counts = {name: parse_count(pl.col(name)) for name in (*PARTS, *BOUNDS)}
    return {"id": require(pl.col("id"))} | counts


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "reports",
        rows,
        native_id=pl.col("id"),
        unit="incident",
        **parse_interval(*_DATES),
        date_precision=pl.col("date_prec").replace_strict(_PRECISION, default=None),
        event_type_text=pl.col("type_of_violence"),
        # "Clear", or what UCDP has still to check in a candidate event.
        harm_status=pl.col("code_status"),
    )


def _aliases(rows: pl.DataFrame) -> pl.DataFrame:
    named = rows.filter(pl.col("relid").is_not_null())
    return shape("report_aliases", named, alias=pl.col("relid"), authority="ucdp_relid")


def _quirks(rows: pl.DataFrame) -> pl.DataFrame:
    is_summed = pl.col("event_clarity") == "2"
    return pl.concat(
        [
            flag_interval(rows, *_DATES),
            flag(rows.filter(is_summed), "summed_by_source", "event_clarity"),
            flag(rows.filter(~_is_parallel()), "uneven_lists", "source_date"),
        ]
    )


def _is_parallel() -> pl.Expr:
    """Whether offices and dates are lists of one length; NULL where one is blank."""
    offices, dates = (
        pl.col(name).str.count_matches(";", literal=True)
        for name in ("source_office", "source_date")
    )
    return offices == dates


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("where_coordinates"),
        admin2_text=pl.col("adm_2"),
        admin1_text=pl.col("adm_1"),
        country_text=pl.col("country"),
        precision_scale="ucdp",
        precision_code=pl.col("where_prec"),
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _actors(rows: pl.DataFrame, side: str, order: int) -> pl.DataFrame:
    """One side. The codebook's one-sided violence has an attacker and civilians."""
    one_sided = "perpetrator" if side == "a" else "target"
    role = pl.when(_IS_ONE_SIDED).then(pl.lit(one_sided))
    return shape(
        "report_actors",
        rows.filter(pl.col(f"side_{side}").is_not_null()),
        actor_order=pl.lit(order),
        actor_text=pl.col(f"side_{side}"),
        actor_id_source=pl.col(f"side_{side}_id"),
        actor_role=role.otherwise(pl.lit(f"side_{side}")),
        certainty="known",
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Office and date of each article: parallel lists, joined by ``;``."""
    offices = pl.col("source_office").str.split(";")
    dates = pl.when(_is_parallel()).then(pl.col("source_date")).str.split(";")
    listed = (
        rows.filter(pl.col("source_office").is_not_null())
        .with_columns(
            offices.alias("office"),
            pl.int_ranges(0, offices.list.len()).alias("position"),
            dates.alias("dates"),
        )
        .explode("office", "position")
    )
    return shape(
        "report_sources",
        listed,
        source_order=pl.col("position") + 1,
        source_text=pl.col("office").str.strip_chars(),
        relation="quoted",
        published_text=pl.col("dates").list.get(pl.col("position")).str.strip_chars(),
    )


def _claims(rows: pl.DataFrame) -> pl.DataFrame:
    """The total with its bracket as published, and the four groups, best only.

    A zero for a group is stated and kept, but for the sides of one-sided violence: by
    the codebook these cannot be anything else, so that their zero says nothing.
    """
    total = _claim(rows, "best", {name: pl.col(name) for name in BOUNDS})
    civilians, unknown = (
        _claim(rows, name, {"best": pl.col(name)}, status=status)
        for name, status in (
            ("deaths_civilians", "civilian"),
            ("deaths_unknown", UNKNOWN),
        )
    )
    sides = [_side(rows, side) for side in ("a", "b")]
    return pl.concat([total, *sides, civilians, unknown])


def _claim(
    rows: pl.DataFrame, name: str, figure: Mapping[str, pl.Expr], **cell: Value
) -> pl.DataFrame:
    rule = f"ucdp_ged.{name}"
    return claim(rows, name, figure, measure="killed", role="all", rule_id=rule, **cell)


def _side(rows: pl.DataFrame, side: str) -> pl.DataFrame:
    name = f"deaths_{side}"
    return _claim(
        rows.filter(~_IS_ONE_SIDED | (pl.col(name) > 0)),
        name,
        {"best": pl.col(name)},
        status=_side_status(side),
        affiliation_text=pl.col(f"side_{side}"),
    )


def _side_status(side: str) -> pl.Expr:
    """Armed forces where the side is a state, else direct participants.

    A state has a Gleditsch-Ward number; where a layout lacks that column, UCDP's name
    for it begins "Government of", and side a of state-based violence is always one.
    """
    is_state = pl.col(f"gwno{side}").is_not_null() | (
        pl.col(f"side_{side}").str.starts_with("Government of ")
    )
    if side == "a":
        is_state = is_state | (pl.col("type_of_violence") == "1")
    return (
        pl.when(is_state.fill_null(value=False))
        .then(pl.lit("armed_forces"))
        .when(_IS_ONE_SIDED)
        .then(pl.lit(UNKNOWN))
        .otherwise(pl.lit("direct_participant"))
    )


ADAPTER = Adapter(
    name="ucdp_ged",
    title="UCDP Georeferenced Event Dataset, CSV of any release",
    version="3",
    publisher="UCDP",
    dataset_id="ucdp_ged",
    members={"events": EVENTS},
    records=records,
)
