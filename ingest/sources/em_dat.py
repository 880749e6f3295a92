"""EM-DAT, the public table: one row a disaster in one country (EM-DAT documentation).

Read is the table as it is since 2023.09 (46 columns, 47 with the newer areas); names
and order were seen in public code that reads it. Its terms allow no commercial use and
no passing on.

``Total Deaths`` are the dead and the missing who are presumed dead, in one figure:
``killed_or_missing``, never split. ``No. Homeless`` are people who need shelter, for
their house is destroyed or heavily damaged: displaced; where sources count houses or
families, EM-DAT multiplies them by the size of a family, so that the figure is
``derived``. Where sources say "hundreds", it writes 200. A blank is no statement: the
table has no zeros.

Not loaded: ``No. Affected`` and ``Total Affected`` (people who need help, who are no
casualties, and a sum that holds them), damage, aid, and ``Location``: the toll is that
of all the areas in that list, so that it is placed in the country, or at the point of
an earthquake or a volcano where there is one.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import BACKWARD, midnight
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_parts, parse_period
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records

_START = ("Start Year", "Start Month", "Start Day")
_END = ("End Year", "End Month", "End Day")
_NEEDED = ("DisNo.", "Disaster Type", "ISO", *_START, *_END, "Total Deaths")
_OPTIONAL = (
    *("Disaster Subtype", "External IDs", "Country", "Latitude", "Longitude"),
    *("No. Injured", "No. Homeless", "Last Update"),
)
# Each figure: its anchor, its measure, how it was come by.
_FIGURES = {
    "Total Deaths": ("total_deaths", "killed_or_missing", "stated"),
    "No. Injured": ("injured", "injured", "stated"),
    "No. Homeless": ("homeless", "displaced", "derived"),
}


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row without an id or with a bad count is rejected.

    A fault of the dates or of the coordinates costs that value alone: the row stays,
    the value is listed among the rejects.
    """
    said = pl.concat_str(*_START, *_END, separator="-", ignore_nulls=True)
    period, fault = _period()
    dated = batch.with_columns(
        date_text=said, report_ref=pl.col("DisNo."), period=period, period_fault=fault
    )
    good, rejects = sift(dated, _parsed())
    values = judge_point("Latitude", "Longitude") | {
        "date_text": (pl.col("period"), pl.col("period_fault")),
        "Last Update": _updated(),
    }
    backward = good.filter(pl.col("period_fault") == BACKWARD)
    return {
        "reports": _reports(good),
        "report_aliases": _aliases(good),
        "report_places": _places(good),
        "report_quirks": flag(backward, "end_before_start", "date_text"),
        "claims": pl.concat(_claim(good, column) for column in _FIGURES),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, {k: v}) for k, v in values.items())]
        ),
    }


def _parsed() -> dict[str, Parsed]:
    counts = {column: parse_count(pl.col(column)) for column in _FIGURES}
    return {"DisNo.": require(pl.col("DisNo."))} | counts


def _period() -> Parsed:
    start, end = (
        (pl.col(year), pl.col(month), pl.col(day))
        for year, month, day in (_START, _END)
    )
    return parse_parts(start, end)


def _updated() -> Parsed:
    period, fault = parse_period(pl.col("Last Update"))
    return period.struct.field("date_min"), fault


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    updated, _ = _updated()
    return shape(
        "reports",
        rows,
        native_id=pl.col("DisNo."),
        unit="incident",
        **{
            name: pl.col("period").struct.field(name)
            for name in ("date_min", "date_max", "date_precision")
        },
        date_text=pl.col("date_text"),
        # When the row was last changed, so that its versions stand in their order.
        published_at=midnight(updated),
        published_precision=pl.when(updated.is_not_null()).then(pl.lit("day")),
        cause_text=pl.col("Disaster Type"),
        event_type_text=pl.coalesce("Disaster Subtype", "Disaster Type"),
    )


def _aliases(rows: pl.DataFrame) -> pl.DataFrame:
    """Identifiers of others: ``GLIDE:…``, ``USGS:…``, joined by ``|``."""
    entry = pl.element().str.strip_chars()
    listed = (
        rows.with_columns(alias=pl.col("External IDs").str.split("|").list.eval(entry))
        .explode("alias")
        .filter(pl.col("alias").is_not_null() & (pl.col("alias") != ""))
    )
    return shape(
        "report_aliases",
        listed,
        alias=pl.col("alias"),
        authority=pl.col("alias").str.extract("^([^:]+):", 1).str.to_lowercase(),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    point = parse_point(pl.col("Latitude"), pl.col("Longitude"))
    has_point = point["latitude"].is_not_null()
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        country_text=pl.coalesce("ISO", "Country"),
        precision_scale="em_dat",
        precision_code=pl.when(has_point)
        .then(pl.lit("point"))
        .otherwise(pl.lit("country")),
        **point,
    )


def _claim(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    anchor, measure, basis = _FIGURES[column]
    return claim(
        rows,
        anchor,
        {"best": pl.col(column)},
        measure=measure,
        role="victim",
        count_basis=basis,
        rule_id=f"em_dat.{anchor}",
    )


ADAPTER = Adapter(
    name="em_dat",
    title="EM-DAT public table, since 2023.09",
    version="1",
    publisher="EM-DAT",
    dataset_id="em_dat",
    members={
        "disasters": Member(
            _NEEDED,
            _OPTIONAL,
            counts={
                column: (anchor, "best") for column, (anchor, *_) in _FIGURES.items()
            },
        )
    },
    records=records,
)
