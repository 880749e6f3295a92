"""MAVERICK: election violence, coded report by report (R package ``eventreport``).

A row is what one article says of one event; ``event_id`` is the coders' own grouping.
The figures count all persons, attackers and bystanders alike, so the role is ``all``.
A row has no way to say "not stated": where the best figure is zero the claim is
``coded_zero``, also where the high one is not. ``source`` is author, date and headline:
one article, whose rows tell of different things.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import midnight, order_fault, parse_date, precision_of
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.rows import claim, shape
from ingest.records import Adapter, Member, Records

_ACTORS = range(1, 7)
_MEASURES = {"deaths": "killed", "injuries": "injured"}
_COUNTS = tuple(f"{m}_{b}" for m in _MEASURES for b in ("low", "best", "high"))
_COLUMNS = (
    "id",
    "event_id",
    "country",
    "date_start",
    "date_end",
    "city",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_author",
    "event_context",
    "target",
    *(f"actor{n}{end}" for n in _ACTORS for end in ("", "_id", "_violence")),
    *(f"actor{n}_{end}" for n in _ACTORS for end in ("perpetrator", "victim")),
    *_COUNTS,
)
_UNKNOWN = ("Unknown", "Other", "Other context")
_DAY = r"\(([0-9]{4}-[0-9]{2}-[0-9]{2})\)"


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole.

    A fault of the coordinates or of the article's date costs that value alone: the row
    stays, the value is listed among the rejects.
    """
    dated = batch.with_columns(
        pl.col("source").str.extract(_DAY, 1), told_in=pl.col("source")
    )
    good, rejects = sift(dated, _parsed())
    published = parse_date(pl.col("source"))
    loose = judge_point("latitude", "longitude") | {"source": published}
    rows = good.with_columns(pl.col("id").alias("report_ref"))
    return {
        "reports": _reports(rows, published[0]),
        "report_places": _places(rows),
        "report_actors": pl.concat(_actors(rows, number) for number in _ACTORS),
        "report_sources": _sources(rows),
        "claims": pl.concat(_claims(rows, column) for column in _MEASURES),
        "rejects": pl.concat([rejects, list_faults(good, loose)]),
    }


def _parsed() -> dict[str, Parsed]:
    start, start_fault = parse_date(pl.col("date_start"))
    end, end_fault = parse_date(pl.col("date_end"))
    return {
        "id": require(pl.col("id")),
        "date_start": (start, start_fault),
        "date_end": (end, pl.coalesce(end_fault, order_fault(start, end))),
        **{name: parse_count(pl.col(name)) for name in _COUNTS},
    }


def _reports(rows: pl.DataFrame, published: pl.Expr) -> pl.DataFrame:
    start, end = pl.col("date_start"), pl.col("date_end")
    return shape(
        "reports",
        rows,
        native_id=pl.col("id"),
        event_id_source=pl.col("event_id"),
        told_in=pl.col("told_in"),
        unit="incident",
        date_min=start,
        date_max=end,
        date_precision=precision_of(start, end),
        published_at=midnight(published),
        published_precision=pl.when(published.is_not_null()).then(pl.lit("day")),
        cause_text=_forms(),
        event_type_text=_forms(),
        context_text=_circumstances(),
    )


def _circumstances() -> pl.Expr:
    """The context and the target of the violence, where they are known."""
    known = [
        pl.when(~pl.col(name).is_in(_UNKNOWN)).then(pl.col(name))
        for name in ("event_context", "target")
    ]
    words = pl.concat_str(known, separator="; ", ignore_nulls=True)
    return pl.when(words != "").then(words)


def _forms() -> pl.Expr:
    """The forms of violence of all actors, each said once."""
    forms = pl.concat_str(
        [pl.col(f"actor{n}_violence") for n in _ACTORS],
        separator="; ",
        ignore_nulls=True,
    )
    each = forms.str.split("; ").list.unique(maintain_order=True).list.join("; ")
    return pl.when(forms != "").then(each)


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    words = pl.concat_str("location", "city", separator=", ", ignore_nulls=True)
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.when(words != "").then(words),
        country_text=pl.col("country"),
        precision_scale="maverick",
        precision_code=pl.col("geo_precision"),
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _actors(rows: pl.DataFrame, number: int) -> pl.DataFrame:
    """One of six; who was both perpetrator and victim took part."""
    has_done = pl.col(f"actor{number}_perpetrator") == "1"
    has_suffered = pl.col(f"actor{number}_victim") == "1"
    return shape(
        "report_actors",
        rows.filter(pl.col(f"actor{number}").is_not_null()),
        actor_order=pl.lit(number),
        actor_text=pl.col(f"actor{number}"),
        actor_id_source=pl.col(f"actor{number}_id"),
        actor_role=pl.when(has_done & ~has_suffered)
        .then(pl.lit("perpetrator"))
        .when(has_suffered & ~has_done)
        .then(pl.lit("target"))
        .otherwise(pl.lit("participant")),
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_sources",
        rows,
        source_order=pl.lit(1),
        source_text=pl.col("source_author"),
        relation="publisher",
        published_text=pl.col("source"),
    )


def _claims(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    bounds = {name: pl.col(f"{column}_{name}") for name in ("low", "best", "high")}
    return claim(
        rows,
        f"{column}_best",
        bounds,
        measure=_MEASURES[column],
        role="all",
        count_basis=pl.when(bounds["best"] == 0)
        .then(pl.lit("coded_zero"))
        .otherwise(pl.lit("stated")),
        claimed_by=pl.col("source_author"),
        rule_id=f"maverick.{column}",
    )


ADAPTER = Adapter(
    name="maverick",
    title="MAVERICK, reports of election violence (eventreport)",
    version="3",
    publisher="MAVERICK",
    dataset_id="maverick",
    members={
        "reports": Member(
            _COLUMNS,
            counts={
                f"{column}_{bound}": (f"{column}_best", bound)
                for column in _MEASURES
                for bound in ("low", "best", "high")
            },
        )
    },
    records=records,
)
