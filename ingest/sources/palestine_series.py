"""Series of tolls as Tech for Palestine publishes them: a row a day, a column a figure.

Every figure is a claim of its own and is added to no other. ``*_cum`` counts from the
beginning of the series to the day, the others the hours of ``report_period`` up to the
day. Columns that begin with ``ext_`` are what the makers of the data set filled in or
carried on: they are imputed, and the voice is theirs, not that of a ministry.

Ministries count everybody who was killed or hurt, fighters too: the role is ``all``.
``massacres_cum`` and ``settler_attacks_cum`` count events and no people: no claims.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import polars as pl

from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.dates import midnight, parse_date
from ingest.normalise.faults import require, sift
from ingest.normalise.rows import Value, claim, shape
from ingest.records import Records

PUBLISHER = "Tech for Palestine"
# The first day of the series of Gaza and the West Bank.
SINCE = date(2023, 10, 7)

CHILD: Mapping[str, str] = {"age_group": "child"}

# Names of the codes of ``report_source`` and ``flash_source``; other codes name nobody.
SOURCES = {
    "mohtel": "Ministry of Health, Gaza",
    "gmotel": "Government Media Office, Gaza",
    "unocha": "UN OCHA",
    "ocha": "UN OCHA",
    "un": "UN OCHA",
    "moph_lb": "Ministry of Public Health, Lebanon",
}
_CUMULATIVE = ("_cum", "_cum_reported")
# A line that is an address, alone or as the target of the words that name the source.
_LINK = r"(?m)^(?:Source: \[.*\]\()?(https?://[^\s)]+)\)?\s*$"


class Figure(NamedTuple):
    """A column that counts people, of which group, and how its figure came about."""

    measure: str
    cell: Mapping[str, str] = {}
    flow: str | None = None
    count_basis: Value = "stated"


class Series(NamedTuple):
    """One series of tolls: who is counted where, and by which columns.

    ``code`` begins its native ids; ``source`` is the code of who reports;
    ``phase`` a column whose values number series that begin anew. ``since`` is the day
    from which the cumulative figures count, as far as the data set says it; ``hours``
    the time of the others, where no column ``report_period`` says it.
    """

    code: str
    name: str
    place: Mapping[str, str]
    source: pl.Expr
    figures: Mapping[str, Figure]
    since: date | None = None
    hours: int | None = None
    cause: str | None = None
    phase: str | None = None


def columns(series: Iterable[Series]) -> tuple[str, ...]:
    """The columns of some series that count people."""
    return tuple(dict.fromkeys(name for one in series for name in one.figures))


def counts(series: Iterable[Series]) -> dict[str, tuple[str, str]]:
    """Every column that counts people is the best figure of the claims of its name."""
    return {name: (name, "best") for name in columns(series)}


def read(series: Iterable[Series], batch: pl.DataFrame, rule: str) -> Records:
    """A batch of days as reports, one a series that states a figure, with their claims.

    A row with a day or a number that cannot be read is rejected whole.

    Args:
        series: all that the columns of the batch hold.
        batch: ``report_date``, the columns of the series, and if there are any
            ``report_period`` (hours), a phase, and ``text``, the words of a bulletin:
            of them the addresses are kept.
        rule: the reader's name.
    """
    known = list(series)
    good, rejects = sift(batch, _parsed(known, batch.columns))
    tables: dict[str, list[pl.DataFrame]] = {"rejects": [rejects]}
    for one in known:
        for name, frame in _records(one, good, rule).items():
            tables.setdefault(name, []).append(frame)
    return {name: pl.concat(frames) for name, frames in tables.items()}


def _parsed(series: Iterable[Series], names: Iterable[str]) -> dict[str, Parsed]:
    day, fault = parse_date(pl.col("report_date"))
    missing = require(pl.col("report_date"))[1]
    counted = [*columns(series), *({"report_period"} & set(names))]
    numbers = {name: parse_count(pl.col(name)) for name in counted}
    return {"report_date": (day, pl.coalesce(missing, fault)), **numbers}


def _records(series: Series, batch: pl.DataFrame, rule: str) -> Records:
    is_told = pl.any_horizontal(pl.col(*series.figures).is_not_null())
    rows = batch.filter(is_told).with_columns(
        pl.format("{}/{}", pl.lit(series.code), "report_date").alias("report_ref"),
        series.source.replace_strict(SOURCES, default=None).alias("_source"),
        _first_day(series, batch.columns).alias("_first_day"),
    )
    claims = [
        _claim(series, rows, name, figure, rule)
        for name, figure in series.figures.items()
    ]
    place = shape("report_places", rows, place_order=pl.lit(1), **series.place)
    return {
        "reports": _reports(series, rows),
        "report_places": place,
        "report_sources": _sources(rows),
        "claims": pl.concat(claims),
    }


def _first_day(series: Series, names: Iterable[str]) -> pl.Expr:
    """First day of the hours that end with the day; NULL where none are stated."""
    known = "report_period" in names
    hours = pl.col("report_period") if known else pl.lit(series.hours, pl.Int64)
    days = (hours / 24).ceil().cast(pl.Int64)
    first = pl.col("report_date") - pl.duration(days=days - 1)
    return pl.when(days > 0).then(first)


def _reports(series: Series, rows: pl.DataFrame) -> pl.DataFrame:
    day = pl.col("report_date")
    name: pl.Expr = pl.lit(series.name)
    if series.phase:
        number = pl.format("{}, phase {}", name, pl.col(series.phase))
        name = pl.coalesce(number, name)
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        unit="running_toll",
        series_text=name,
        date_min=day,
        date_max=day,
        date_precision="day",
        cause_text=series.cause,
        **_published(rows),
    )


def _published(rows: pl.DataFrame) -> dict[str, Value]:
    """A bulletin is published on its day; rows of a series with their release."""
    if "text" not in rows.columns:
        return {}
    return {
        "published_at": midnight(pl.col("report_date")),
        "published_precision": "day",
    }


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Who reports, and the addresses that a bulletin gives."""
    named = shape(
        "report_sources",
        rows.filter(pl.col("_source").is_not_null()),
        source_order=pl.lit(1),
        source_text=pl.col("_source"),
        relation="quoted",
    )
    if "text" not in rows.columns:
        return named
    links = pl.col("text").str.extract_all(_LINK)
    linked = rows.with_columns(links.alias("_link")).filter(links.list.len() > 0)
    linked = linked.explode("_link")
    listed = shape(
        "report_sources",
        linked,
        source_order=pl.int_range(2, pl.len() + 2).over("report_ref"),
        relation="linked",
        url=pl.col("_link").str.extract(_LINK),
    )
    return pl.concat([named, listed])


def _claim(
    series: Series, rows: pl.DataFrame, name: str, figure: Figure, rule: str
) -> pl.DataFrame:
    is_cumulative = name.endswith(_CUMULATIVE)
    since = pl.lit(series.since, pl.Date)
    basis = figure.count_basis
    basis = basis if isinstance(basis, pl.Expr) else pl.lit(basis)
    # What was filled in or added up is the word of those who did it.
    said_by = pl.when(basis == "stated").then("_source")
    return claim(
        rows,
        name,
        {"best": pl.col(name)},
        measure=figure.measure,
        role="all",
        flow=figure.flow,
        count_basis=basis,
        scope="cumulative" if is_cumulative else "period",
        period_start=since if is_cumulative else pl.col("_first_day"),
        period_end=pl.col("report_date"),
        claimed_by=said_by,
        rule_id=f"{rule}.{name}",
        **figure.cell,
    )
