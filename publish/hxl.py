"""An aggregate as a CSV with HXL tags, low, best and high all tagged.

Columns and names are those of HDX HAPI's conflict events (area, months, ``fatalities``)
as far as they fit. That layout has one figure; here each group of people has three, and
the injured and other harm have columns of their own.
"""

from collections.abc import Iterator
from pathlib import Path

import polars as pl

from publish.defuse import write_csv

_BOUNDS = {"low": "min", "best": "best", "high": "max"}
# Columns of HDX HAPI first, then ours; HXL has no word for GeoNames.
_PLACE_TAGS = {
    "location_code": "#country+code",
    "location_name": "#country+name",
    "admin1_code": "#adm1+code",
    "admin1_name": "#adm1+name",
    "admin1_geonames_code": "#meta+adm1+geonames",
    "admin_level": "#meta+adm+level",
    "reference_period_start": "#date+start",
    "reference_period_end": "#date+end",
    "reference_period": "#meta+period",
    "suppressed": "#meta+suppressed",
}
# The attributes of each population; ``all`` has none.
_WHO = {
    "all": "",
    "civilian": "+civilians",
    "other_protected": "+otherprotected",
    "armed_forces": "+armedforces",
    "direct_participant": "+fighters",
    "unknown": "+unknownstatus",
}
_HARM = {
    "killed_or_injured": "+killed+injured",
    "killed_or_missing": "+killed+missing",
}
_NAMES = {"killed": "fatalities"}
_MONTH = r"^\d{4}-\d{2}$"
_KEY = ["location_code", "admin1_geonames_code", "reference_period"]


def write_hxl(
    path: Path, frame: pl.DataFrame, pcodes: pl.DataFrame | None = None
) -> None:
    """A CSV of headers, tags and one row for each area and month.

    Args:
        path: of the file.
        frame: ``agg_casualties__country_month`` or ``agg_casualties__admin1_month``.
        pcodes: ``dim_places``, for the P-codes of governorates.
    """
    wide = tabulate(frame, pcodes)
    tags = pl.DataFrame({name: [tag_of(name)] for name in wide.columns})
    write_csv(path, pl.concat([tags, wide.cast(pl.String)]))


def tabulate(frame: pl.DataFrame, pcodes: pl.DataFrame | None = None) -> pl.DataFrame:
    """The aggregate with one row for each area and month, groups of people beside.

    What is dated only to several months has no first and last day; the word for it
    stays in ``reference_period``.
    """
    placed = _mark(_place(frame, pcodes).with_columns(_period()))
    groups = (
        frame.select("measure", "population")
        .unique()
        .sort(pl.col("measure") != "killed", "measure", "population")
    )
    wide = placed.select(*_PLACE_TAGS).unique().sort(_KEY, nulls_last=True)
    for measure, population in groups.iter_rows():
        figures = placed.filter(measure=measure, population=population).select(
            *_KEY, **_columns_of(measure, population)
        )
        wide = wide.join(
            figures, on=_KEY, how="left", nulls_equal=True, maintain_order="left"
        )
    return wide


def _place(frame: pl.DataFrame, pcodes: pl.DataFrame | None) -> pl.DataFrame:
    has_areas = "admin1_id" in frame.columns
    nothing = pl.lit(None, pl.String)
    places = frame.with_columns(
        location_code=_known("country_id"),
        location_name=pl.col("country_name"),
        admin1_geonames_code=_known("admin1_id") if has_areas else nothing,
        admin1_name=pl.col("admin1_name") if has_areas else nothing,
    )
    level = pl.col("admin1_geonames_code").is_not_null().cast(pl.Int64)
    coded = places.with_columns(admin_level=level)
    if pcodes is None:
        return coded.with_columns(admin1_code=nothing)
    codes = pcodes.filter(place_kind="admin1").select(
        admin1_geonames_code="place_id", admin1_code="pcode"
    )
    return coded.join(
        codes, on="admin1_geonames_code", how="left", maintain_order="left"
    )


def _mark(placed: pl.DataFrame) -> pl.DataFrame:
    """With the groups of an area and month that are suppressed, in words."""
    if "is_suppressed" not in placed.columns:
        return placed.with_columns(suppressed=pl.lit(None, pl.String))
    group = pl.concat_str("measure", pl.lit(" "), "population")
    told = pl.when(pl.col("is_suppressed")).then(group)
    hidden = told.drop_nulls().sort().str.join("; ").over(_KEY)
    return placed.with_columns(suppressed=pl.when(hidden != "").then(hidden))


def _known(column: str) -> pl.Expr:
    return pl.when(pl.col(column) != "unknown").then(pl.col(column))


def _period() -> Iterator[pl.Expr]:
    month = pl.col("incident_month")
    first = pl.when(month.str.contains(_MONTH)).then(month + "-01").str.to_date()
    yield month.alias("reference_period")
    yield first.alias("reference_period_start")
    yield first.dt.month_end().alias("reference_period_end")


def _columns_of(measure: str, population: str) -> dict[str, pl.Expr]:
    stem = _stem(measure, population)
    figures = {f"{stem}_{bound}": pl.col(bound) for bound in _BOUNDS}
    return {f"{stem}_events": pl.col("incident_count")} | figures


def _stem(measure: str, population: str) -> str:
    name = _NAMES.get(measure, measure)
    return name if population == "all" else f"{name}_{population}"


def tag_of(column: str) -> str:
    """The HXL tag of a column."""
    if column in _PLACE_TAGS:
        return _PLACE_TAGS[column]
    stem, _, bound = column.rpartition("_")
    measure, who = _read_stem(stem)
    harm = _HARM.get(measure, f"+{measure}")
    if bound == "events":
        return f"#event{harm}{_WHO[who]}+num"
    return f"#affected{harm}{_WHO[who]}+{_BOUNDS[bound]}"


def _read_stem(stem: str) -> tuple[str, str]:
    who = next((w for w in _WHO if stem.endswith(f"_{w}")), "all")
    name = stem.removesuffix(f"_{who}")
    return next((m for m, other in _NAMES.items() if other == name), name), who
