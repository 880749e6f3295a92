"""HDX HAPI "conflict events": ACLED's events and deaths by area, month and category.

A row is the sum of a month over an area (of the second level, or a country) for one of
three categories that overlap: an attack on civilians is political violence too. They
are never added up; the category stands in the anchor of the claim and in the native id.

The provider (OCHA) matches areas to P-codes and says in ``warning`` what it changed and
in ``error`` what it could not match; rows with an error are left out of its own
interface, but stay here. Both are carried as quirks. The figures are ACLED's, so that
its rules hold (``acled``): the lowest of the reported figures, 0 where nothing is said.
"""

import polars as pl

from ingest.normalise.counts import parse_count
from ingest.normalise.dates import order_fault, parse_date
from ingest.normalise.faults import require, sift
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records

_NEEDED = (
    "location_code",
    "admin1_code",
    "admin2_code",
    "event_type",
    "events",
    "fatalities",
    "reference_period_start",
    "reference_period_end",
)
_OPTIONAL = (
    "provider_admin1_name",
    "provider_admin2_name",
    "admin1_name",
    "admin2_name",
    "admin_level",
    "warning",
    "error",
)
# The provider's primary key. Its own names of the areas belong to it, for the P-codes
# of different areas may be the same where matching failed.
_KEY = (
    "location_code",
    "admin1_code",
    "admin2_code",
    "provider_admin1_name",
    "provider_admin2_name",
    "event_type",
    "reference_period_start",
)


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row with a fault is rejected whole."""
    key = pl.concat_str([pl.col(name).fill_null("") for name in _KEY], separator="|")
    good, rejects = sift(batch.with_columns(report_ref=key), _parsed())
    return {
        "reports": _reports(good),
        "report_places": _places(good),
        "report_quirks": pl.concat(
            flag(good.filter(pl.col(said).is_not_null()), f"provider_{said}", said)
            for said in ("warning", "error")
        ),
        "claims": _claims(good),
        "rejects": rejects,
    }


def _parsed() -> dict[str, tuple[pl.Expr, pl.Expr]]:
    start, start_fault = parse_date(pl.col("reference_period_start"))
    end, end_fault = parse_date(pl.col("reference_period_end"))
    return {
        "location_code": require(pl.col("location_code")),
        "event_type": require(pl.col("event_type")),
        "reference_period_start": (start, start_fault),
        "reference_period_end": (
            end,
            pl.coalesce(end_fault, order_fault(start, end)),
        ),
        "events": parse_count(pl.col("events")),
        "fatalities": parse_count(pl.col("fatalities")),
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        unit="area_aggregate",
        # An area's months of one category: the key without its month.
        series_text=pl.concat_str(
            [pl.col(name) for name in _KEY[:-1]], separator=", ", ignore_nulls=True
        ),
        date_min=pl.col("reference_period_start"),
        date_max=pl.col("reference_period_end"),
        date_precision="month",
        event_type_text=pl.col("event_type"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    """The provider's names first: they are those of the figures."""
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        admin2_text=pl.coalesce("provider_admin2_name", "admin2_name"),
        admin1_text=pl.coalesce("provider_admin1_name", "admin1_name"),
        country_text=pl.col("location_code"),
        pcode=pl.coalesce("admin2_code", "admin1_code"),
        precision_scale="hdx_hapi",
        precision_code=pl.col("admin_level"),
    )


def _claims(rows: pl.DataFrame) -> pl.DataFrame:
    """Deaths, which demonstrations do not state, and over how many events."""
    is_zero = pl.col("fatalities") == 0
    return claim(
        rows,
        pl.format("fatalities:{}", "event_type"),
        {"best": pl.col("fatalities")},
        measure="killed",
        role="all",
        count_basis=pl.when(is_zero)
        .then(pl.lit("coded_zero"))
        .otherwise(pl.lit("conservative")),
        scope="period",
        incident_count=pl.col("events"),
        period_start=pl.col("reference_period_start"),
        period_end=pl.col("reference_period_end"),
        claimed_by="ACLED",
        rule_id="hapi.fatalities",
    )


ADAPTER = Adapter(
    name="hapi",
    title="HDX HAPI conflict events: ACLED's sums by area and month",
    version="2",
    publisher="HDX HAPI",
    dataset_id="hapi_conflict_event",
    members={
        "aggregates": Member(
            _NEEDED, _OPTIONAL, counts={"fatalities": ("fatalities", "best")}
        )
    },
    records=records,
)
