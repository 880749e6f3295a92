"""UCDP Georeferenced Event Dataset: one reconciled row an event (GED codebook).

Read are the yearly layouts, whose identifier columns were renamed over the years, and
the HDX copy with its row of HXL tags, which is skipped. UCDP counts everybody who died,
attackers too: every claim has role ``all``. Article names and headlines are words of
third parties and are not read; of an event's sources, office and date are kept. UCDP
reconciles them, so that a claim's voice is UCDP, whoever the article names.
"""

from collections.abc import Mapping

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import parse_count
from ingest.normalise.dates import order_fault, parse_date
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.rows import Value, claim, shape
from ingest.records import UNKNOWN, Adapter, Member, Records

_BOUNDS = ("low", "best", "high")
_PARTS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
_COLUMNS = (
    "id",
    "type_of_violence",
    "side_a",
    "side_b",
    "where_prec",
    "latitude",
    "longitude",
    "country",
    "date_prec",
    "date_start",
    "date_end",
    *_PARTS,
    *_BOUNDS,
)
# The total has three bounds, a group has a best figure alone.
_COUNTS = {name: ("best", name) for name in _BOUNDS} | {
    name: (name, "best") for name in _PARTS
}
_OPTIONAL = (
    "side_a_id",
    "side_b_id",
    "gwnoa",
    "gwnob",
    "adm_1",
    "adm_2",
    "where_coordinates",
    "source_office",
    "source_date",
)
_RENAMED = {
    f"side_{side}_id": (f"side_{side}_new_id", f"side_{side}_dset_id") for side in "ab"
}
_PRECISION = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}

_IS_ONE_SIDED = pl.col("type_of_violence") == "3"


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates costs the coordinates alone: the row stays, the value is
    listed among the rejects.
    """
    good, rejects = sift(batch, _parsed())
    rows = good.with_columns(pl.col("id").alias("report_ref"))
    return {
        "reports": _reports(rows),
        "report_places": _places(rows),
        "report_actors": pl.concat([_actors(rows, "a", 1), _actors(rows, "b", 2)]),
        "report_sources": _sources(rows),
        "claims": _claims(rows),
        "rejects": pl.concat(
            [rejects, list_faults(good, judge_point("latitude", "longitude"))]
        ),
    }


def _parsed() -> dict[str, tuple[pl.Expr, pl.Expr]]:
    start, start_fault = parse_date(pl.col("date_start"))
    end, end_fault = parse_date(pl.col("date_end"))
    counts = {name: parse_count(pl.col(name)) for name in (*_PARTS, *_BOUNDS)}
    return {
        "id": require(pl.col("id")),
        "date_start": (start, start_fault),
        "date_end": (end, pl.coalesce(end_fault, order_fault(start, end))),
        **counts,
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "reports",
        rows,
        native_id=pl.col("id"),
        unit="incident",
        date_min=pl.col("date_start"),
        date_max=pl.col("date_end"),
        date_precision=pl.col("date_prec").replace_strict(_PRECISION, default=None),
        event_type_text=pl.col("type_of_violence"),
    )


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
    listed = (
        rows.filter(pl.col("source_office").is_not_null())
        .with_columns(
            offices.alias("office"),
            pl.int_ranges(0, offices.list.len()).alias("position"),
            pl.col("source_date").str.split(";").alias("dates"),
        )
        .explode("office", "position")
    )
    return shape(
        "report_sources",
        listed,
        source_order=pl.col("position") + 1,
        source_text=pl.col("office").str.strip_chars(),
        relation="quoted",
        published_text=pl.col("dates").list.get(pl.col("position"), null_on_oob=True),
    )


def _claims(rows: pl.DataFrame) -> pl.DataFrame:
    """The total with its bracket as published, and the four groups, best only.

    A zero for a group is stated and kept, but for the sides of one-sided violence: by
    the codebook these cannot be anything else, so that their zero says nothing.
    """
    total = _claim(rows, "best", {name: pl.col(name) for name in _BOUNDS})
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
    version="2",
    publisher="UCDP",
    dataset_id="ucdp_ged",
    members={"events": Member(_COLUMNS, _OPTIONAL, _RENAMED, counts=_COUNTS)},
    records=records,
)
