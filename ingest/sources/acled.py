"""ACLED: one row an event of a day, with or without deaths (ACLED Codebook, 2025).

Read are today's exports (31 columns, or 35 with the population around the event), those
of before 2025, in which the types of actors are numbers and more identifiers stand, and
the list of deleted events, which are retractions.

``fatalities`` is the lowest of the reported figures, by ACLED's rule: count_basis
``conservative``. The same rule writes 3 or 10 where sources say "several", 12 for
"dozens", 100 for "hundreds", and 0 where they say nothing: a 0 is ``coded_zero``.
Everybody who died is counted, attackers too: role ``all``.

Not loaded are ``notes`` and ``tags`` (words of third parties), ``admin3`` and the types
of the actors: a type identifies nobody, it only serves to tell who was the target.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import parse_date, parse_epoch
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.rows import claim, shape
from ingest.records import Adapter, Member, Records, conform
from ingest.sources.acled_actors import list_actors, split_list

_NEEDED = ("event_id_cnty", "event_date", "event_type", "fatalities")
_OPTIONAL = (
    "time_precision",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "civilian_targeting",
    "iso3",
    "country",
    "admin1",
    "admin2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "timestamp",
)
_RENAMED = {
    "fatalities": ("total_fatalities",),
    "assoc_actor_1": ("ally_actor_1",),
    "assoc_actor_2": ("ally_actor_2",),
    "admin1": ("admin_level_1",),
    "admin2": ("admin_level_2",),
}
_DELETED = ("event_id_cnty", "deleted_timestamp")

_PRECISION = {"1": "day", "2": "week", "3": "month"}
# Half a week: the reference day of a week is the one in its middle.
_HALF_WEEK = pl.duration(days=3)


def records(member: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates, of ``time_precision`` or of ``timestamp`` costs that
    value alone: the row stays, the value is listed among the rejects.
    """
    return _retractions(batch) if member == "deletions" else _events(batch)


def _events(batch: pl.DataFrame) -> Records:
    good, rejects = sift(batch, _parsed())
    rows = good.with_columns(pl.col("event_id_cnty").alias("report_ref"))
    values = judge_point("latitude", "longitude") | {
        "time_precision": _precision(),
        "timestamp": parse_epoch(pl.col("timestamp")),
    }
    return {
        "reports": _reports(rows),
        "report_places": _places(rows),
        "report_actors": list_actors(rows),
        "report_sources": _sources(rows),
        "claims": _claims(rows),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, {k: v}) for k, v in values.items())]
        ),
    }


def _parsed() -> dict[str, Parsed]:
    # Exports of the dashboard write 16-May-2025.
    day = pl.col("event_date").str.replace(r"^(\d+)-(\pL+)-(\d{4})$", "$1 $2 $3")
    return {
        "event_id_cnty": require(pl.col("event_id_cnty")),
        "event_date": parse_date(day),
        "fatalities": parse_count(pl.col("fatalities")),
    }


def _precision() -> Parsed:
    """Precision of the date in our words; a code that the codebook lacks is a fault."""
    code = pl.col("time_precision")
    known = code.replace_strict(_PRECISION, default=None, return_dtype=pl.String)
    is_strange = code.is_not_null() & known.is_null()
    return known, pl.when(is_strange).then(pl.lit("not 1, 2 or 3: date kept"))


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    published, _ = parse_epoch(pl.col("timestamp"))
    precision, _ = _precision()
    return shape(
        "reports",
        rows,
        native_id=pl.col("event_id_cnty"),
        unit="incident",
        **_interval(pl.col("event_date"), precision),
        date_precision=precision,
        date_text=pl.col("event_date").cast(pl.String),
        # When ACLED last changed the row, so that its versions stand in their order.
        published_at=published,
        published_precision=pl.when(published.is_not_null()).then(pl.lit("time")),
        cause_text=pl.coalesce("sub_event_type", "event_type"),
        event_type_text=pl.coalesce("sub_event_type", "event_type"),
    )


def _interval(day: pl.Expr, precision: pl.Expr) -> dict[str, pl.Expr]:
    """First and last possible day, by the codebook's "Time precision codes".

    1: the day itself. 2: some time in a week or a weekend, of which the middle is
    written; hence three days before and after. 3: some time in a month, of which the
    middle is written, or its first or last day where its beginning or end was told;
    hence the month.
    """
    is_week, is_month = precision == "week", precision == "month"
    return {
        "date_min": pl.when(is_week)
        .then(day - _HALF_WEEK)
        .when(is_month)
        .then(day.dt.month_start())
        .otherwise(day),
        "date_max": pl.when(is_week)
        .then(day + _HALF_WEEK)
        .when(is_month)
        .then(day.dt.month_end())
        .otherwise(day),
    }


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("location"),
        admin2_text=pl.col("admin2"),
        admin1_text=pl.col("admin1"),
        country_text=pl.coalesce("country", "iso3"),
        precision_scale="acled",
        precision_code=pl.col("geo_precision"),
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """ACLED reconciles its sources, so that a claim's voice is ACLED."""
    listed = (
        rows.with_columns(entry=split_list(pl.col("source")))
        .filter(pl.col("entry").list.len() > 0)
        .with_columns(order=1 + pl.int_ranges(pl.col("entry").list.len()))
        .explode("entry", "order")
    )
    return shape(
        "report_sources",
        listed,
        source_order=pl.col("order"),
        source_text=pl.col("entry"),
        relation="quoted",
    )


def _claims(rows: pl.DataFrame) -> pl.DataFrame:
    is_zero = pl.col("fatalities") == 0
    return claim(
        rows,
        "fatalities",
        {"best": pl.col("fatalities")},
        measure="killed",
        role="all",
        count_basis=pl.when(is_zero)
        .then(pl.lit("coded_zero"))
        .otherwise(pl.lit("conservative")),
        rule_id="acled.fatalities",
    )


def _retractions(batch: pl.DataFrame) -> Records:
    """The list of deleted events: identifier, and when ACLED deleted it."""
    good, rejects = sift(
        batch,
        {
            "event_id_cnty": require(pl.col("event_id_cnty")),
            "deleted_timestamp": parse_epoch(pl.col("deleted_timestamp")),
        },
    )
    listed = good.select(
        "line",
        "file_name",
        native_id="event_id_cnty",
        retracted_at="deleted_timestamp",
        reason=pl.lit("deleted by ACLED"),
    )
    return {"retractions": conform("retractions", listed), "rejects": rejects}


ADAPTER = Adapter(
    name="acled",
    title="ACLED, exports of events and lists of deleted events",
    version="1",
    publisher="ACLED",
    dataset_id="acled",
    members={
        "events": Member(
            _NEEDED,
            _OPTIONAL,
            _RENAMED,
            counts={"fatalities": ("fatalities", "best")},
        ),
        "deletions": Member(_DELETED),
    },
    records=records,
)
