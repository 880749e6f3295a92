"""The incidents of Airwars' archive: who was harmed, when, where and by whom."""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import midnight, parse_date, precision_of
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.intervals import (
    flag_interval,
    is_backward,
    judge_interval,
    parse_interval,
)
from ingest.normalise.rows import claim, shape
from ingest.records import Records

KEY = "airwars_id"
# Groups of the incident's figures: the cell of each.
_GROUPS = {
    "civilians": {"status": "civilian"},
    "children": {"status": "civilian", "age_group": "child"},
    "women": {"status": "civilian", "age_group": "adult", "sex": "female"},
    "men": {"status": "civilian", "age_group": "adult", "sex": "male"},
    "military": {"status": "armed_forces"},
}
_MEASURES = ("killed", "injured")
_FIGURES = tuple(f"{group}_{measure}" for group in _GROUPS for measure in _MEASURES)
_DATES = ("incident_date", "date_range_end")
_ABROAD = ("Hattai", "Al Anbar", "Haifa", "Erbil")

INCIDENT_COLUMNS = (
    *(KEY, "code", "url", "belligerent", "published_date"),
    *("incident_date", "date_range_end", "local_time"),
    *("location_en", "region", "governorate", "district"),
    *("latitude", "longitude", "geo_accuracy"),
    *("strike_type", "strike_status", "cause_of_harm", "civilian_harm_status"),
    *(f"{name}_{end}" for name in _FIGURES for end in ("min", "max")),
)

INCIDENT_COUNTS = {
    f"{name}_{end}": (name, bound)
    for name in _FIGURES
    for end, bound in (("min", "low"), ("max", "high"))
}


def read_incidents(batch: pl.DataFrame) -> Records:
    """One batch of incidents as raw tables; rows with a bad count are rejects.

    A fault of a date or of the coordinates costs these alone.
    """
    parsed = {KEY: require(pl.col(KEY))} | parse_bounds(*_FIGURES)
    good, rejects = sift(batch, parsed)
    left_out = (
        judge_interval(*_DATES),
        {"published_date": parse_date(pl.col("published_date"))},
        judge_point("latitude", "longitude"),
    )
    return {
        "reports": _reports(good),
        "report_aliases": list_aliases(good, "code", "airwars"),
        "report_places": _places(good),
        "report_actors": _actors(good),
        "report_sources": _page(good),
        "claims": pl.concat(_claims(good, g, m) for g in _GROUPS for m in _MEASURES),
        "report_quirks": flag_interval(good, *_DATES),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, judged) for judged in left_out)]
        ),
    }


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    dates = parse_interval(*_DATES)
    # An end that cannot be meant leaves the length unknown.
    length = precision_of(dates["date_min"], dates["date_max"])
    said = pl.concat_str(*_DATES, "local_time", separator=" ", ignore_nulls=True)
    published, _ = parse_date(pl.col("published_date"))
    return shape(
        "reports",
        rows,
        native_id=pl.col(KEY),
        unit="incident",
        **dates,
        date_precision=pl.when(~is_backward(*_DATES)).then(length),
        date_text=pl.when(said != "").then(said),
        published_at=midnight(published),
        published_precision=pl.when(published.is_not_null()).then(pl.lit("day")),
        cause_text=pl.coalesce("cause_of_harm", "strike_type"),
        event_type_text=pl.col("strike_type"),
        harm_status=pl.col("civilian_harm_status"),
        attribution_status=pl.col("strike_status"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    is_abroad = pl.col("region").is_in(_ABROAD).fill_null(value=False)
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("location_en"),
        admin2_text=pl.col("district"),
        admin1_text=pl.coalesce("region", "governorate"),
        country_text=pl.when(~is_abroad).then(pl.lit("Syria")),
        precision_scale="airwars",
        precision_code=pl.col("geo_accuracy"),
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _actors(rows: pl.DataFrame) -> pl.DataFrame:
    """``A, B`` and ``B, A`` alike: in the order of the alphabet."""
    names = pl.col("belligerent").str.split(", ").list.sort()
    listed = (
        rows.filter(pl.col("belligerent").is_not_null())
        .with_columns(
            names.alias("actor"), pl.int_ranges(1, names.list.len() + 1).alias("order")
        )
        .explode("actor", "order")
    )
    return shape(
        "report_actors",
        listed,
        actor_order=pl.col("order"),
        actor_text=pl.col("actor"),
        actor_role="perpetrator",
    )


def _page(rows: pl.DataFrame) -> pl.DataFrame:
    """Airwars' own page on the incident."""
    return shape(
        "report_sources",
        rows.filter(pl.col("url").is_not_null()),
        source_order=pl.lit(0),
        source_text="Airwars",
        relation="coder",
        url=pl.col("url"),
    )


def _claims(rows: pl.DataFrame, group: str, measure: str) -> pl.DataFrame:
    name = f"{group}_{measure}"
    low, high = name_bounds(name)
    return claim(
        rows,
        name,
        {"low": pl.col(low), "high": pl.col(high)},
        measure=measure,
        role="victim",
        rule_id=f"airwars.{name}",
        **_GROUPS[group],
    )


def list_aliases(rows: pl.DataFrame, column: str, authority: str) -> pl.DataFrame:
    """The codes in a column as further names of the incident.

    Older codes are an authority of their own: many a one is the code of another
    incident today.
    """
    named = rows.filter(pl.col(column).is_not_null())
    return shape("report_aliases", named, alias=pl.col(column), authority=authority)


def name_bounds(name: str) -> tuple[str, str]:
    """The two columns of a figure."""
    return f"{name}_min", f"{name}_max"


def parse_bounds(*names: str) -> dict[str, Parsed]:
    """Both columns of each figure, parsed."""
    bounds = [bound for name in names for bound in name_bounds(name)]
    return {bound: parse_count(pl.col(bound)) for bound in bounds}
