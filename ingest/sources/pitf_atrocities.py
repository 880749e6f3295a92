"""PITF Worldwide Atrocities: killings of five and more non-combatants, 1995 to 2020.

Read are the workbooks, whose header stands under two rows of headings. The order of the
73 columns and the names of the event, its days, places, degrees and figures were seen
in public code; those of the other perpetrators and of the victims only as programs
spell them, and not their values: any text in them but a no counts as a yes.

The dead and injured are victims, and civilians by definition; where it is contested
that they were non-combatants, or where unarmed combatants are among them, their status
is unknown. A figure may be a range. Some ranges are broken: those that end below their
start are passed through, as all brackets that are out of order; those of which a
spreadsheet program made a date are flagged, not read. Where no number of deaths is
given, its scale is the figure.

A campaign is a run of killings that cannot be told apart, and incidents in it may have
rows of their own: it is a toll over its period, never added to incidents. Rows have no
identifier: theirs is made of kind, dates and place, and of their order among rows that
are alike in these, so that a corrected figure is a new version of the same row.

Not loaded: ``Description``, ``Citation``, ``Link`` and ``Comments`` (words of third
parties and of coders), intent, related tactics, the ambiguity of figures, and the
distance to a place whose coordinates are given instead.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, parse_figure
from ingest.normalise.dates import BACKWARD
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_parts
from ingest.normalise.rows import claim, flag, shape
from ingest.records import UNKNOWN, Adapter, Member, Records
from ingest.sources.pitf_atrocities_words import (
    ACTORS,
    DEGREES,
    VICTIMS,
    country_code,
    is_told,
    list_actors,
    write_degrees,
)

_START = ("Start Year", "Start Month", "Start Day")
_END = ("End Year", "End Month", "End Day")
_PLACE = ("Country", "Region", "District", "Locality")
_FIGURES = {
    "Deaths Number": ("deaths", "killed"),
    "Injured Number": ("injured", "injured"),
    "Deaths Scale": ("deaths_scale", "killed"),
}
_READ = ("date_text", *_FIGURES)
_NEEDED = ("Event Type", *_START, "Country", "Deaths Number")
_OPTIONAL = (
    *("Campaign Identifier", *_END, *_PLACE[1:], "Weapons"),
    *("Injured Number", "Deaths Scale", *DEGREES, *ACTORS, *VICTIMS),
)
_KEY = ("Event Type", "Campaign Identifier", *_START, *_END, *_PLACE)

_DATES = (
    # As a workbook holds it, and as a CSV file shows it: 10-May, May-10, 5/10/2012.
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}|^[0-9]{1,2}-\pL{3}$|^\pL{3}-[0-9]{1,2}$|^[0-9]+/[0-9]+/"
)
_RANGE = r"^([0-9]{1,7}) ?[-\x{2013}] ?([0-9]{1,7})$"


def records(_: str, batch: pl.DataFrame) -> Records:
    """All rows as raw tables; a row without a kind of event is rejected.

    A fault of a figure, of the dates or of the coordinates costs that value alone: the
    row stays, the value is listed among the rejects.
    """
    kind = require(pl.col("Event Type").str.strip_chars())
    good, rejects = sift(_worded(batch), {"Event Type": kind})
    rows = _read(good)
    values = judge_point("Latitude", "Longitude") | {
        name: (pl.col(f"{name}, read"), pl.col(f"{name}, fault")) for name in _READ
    }
    return {
        "reports": _reports(rows),
        "report_places": _places(rows),
        "report_actors": list_actors(rows),
        "report_quirks": _quirks(rows),
        "claims": pl.concat(_claim(rows, column) for column in _FIGURES),
        "rejects": pl.concat(
            [rejects, *(list_faults(rows, {k: v}) for k, v in values.items())]
        ),
    }


def _worded(batch: pl.DataFrame) -> pl.DataFrame:
    """The batch with what several columns tell together, in one each."""
    return batch.with_columns(
        report_ref=_reference(),
        date_text=pl.concat_str(*_START, *_END, separator="-", ignore_nulls=True),
        **{side: write_degrees(side) for side in ("Latitude", "Longitude")},
    )


def _reference() -> pl.Expr:
    """Kind, dates and place, however they are spelt, and the order among such rows."""
    said = pl.col(_KEY).fill_null("").str.strip_chars().str.to_lowercase()
    key = pl.concat_str(said.str.strip_chars_start("0"), separator="|")
    order = pl.int_range(pl.len()).over(key) + 1
    return pl.format("{}|{}", key, order)


def _parse_period() -> Parsed:
    start, end = (
        (pl.col(year), pl.col(month), pl.col(day))
        for year, month, day in (_START, _END)
    )
    return parse_parts(start, end)


def _figure(column: str) -> Parsed:
    """A figure; the scale of the deaths only where their number is missing."""
    said = pl.col(column)
    if column == "Deaths Scale":
        said = pl.when(pl.col("Deaths Number").is_null()).then(said)
    falling = _falling(said)
    figure, fault = parse_figure(said)
    return pl.coalesce(falling, figure), pl.when(falling.is_null()).then(fault)


def _falling(text: pl.Expr) -> pl.Expr:
    """The figure of a range that ends below its start, as published; else NULL."""
    said = text.str.strip_chars()
    low, high = (said.str.extract(_RANGE, n).cast(pl.Int64) for n in (1, 2))
    figure = pl.struct(
        low.alias("low"),
        pl.lit(None, pl.Int64).alias("best"),
        high.alias("high"),
        pl.lit("range").alias("operator"),
        text.alias("value_text"),
    )
    return pl.when(high < low).then(figure)


def _read(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the value and the fault of ``_READ``, each read once."""
    parsed = {"date_text": _parse_period()} | {c: _figure(c) for c in _FIGURES}
    return rows.with_columns(
        *(value.alias(f"{name}, read") for name, (value, _) in parsed.items()),
        *(fault.alias(f"{name}, fault") for name, (_, fault) in parsed.items()),
    )


def _quirks(rows: pl.DataFrame) -> pl.DataFrame:
    backward = rows.filter(pl.col("date_text, fault") == BACKWARD)
    return pl.concat(
        [
            flag(backward, "end_before_start", "date_text"),
            *(_dated(rows, column) for column in _FIGURES),
        ]
    )


def _dated(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    fault = pl.col(f"{column}, fault")
    is_date = pl.col(column).str.strip_chars().str.contains(_DATES)
    return flag(rows.filter(fault.is_not_null() & is_date), "range_became_date", column)


def _period(name: str) -> pl.Expr:
    return pl.col("date_text, read").struct.field(name)


def _is_campaign() -> pl.Expr:
    return pl.col("Event Type").str.to_lowercase() == "campaign"


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    toll, incident = pl.lit("period_toll"), pl.lit("incident")
    return shape(
        "reports",
        rows,
        native_id=pl.col("report_ref"),
        unit=pl.when(_is_campaign()).then(toll).otherwise(incident),
        date_min=_period("date_min"),
        date_max=_period("date_max"),
        date_precision=_period("date_precision"),
        date_text=pl.col("date_text"),
        cause_text=pl.col("Weapons"),
        event_type_text=pl.col("Event Type"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=pl.col("Locality"),
        admin2_text=pl.col("District"),
        admin1_text=pl.col("Region"),
        country_text=country_code(pl.col("Country")),
        **parse_point(pl.col("Latitude"), pl.col("Longitude")),
    )


def _claim(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    anchor, measure = _FIGURES[column]
    contested, unarmed = (is_told(name) for name in VICTIMS)
    in_period = pl.when(_is_campaign())
    return claim(
        rows,
        anchor,
        pl.col(f"{column}, read"),
        measure=measure,
        role="victim",
        status=pl.when(contested | unarmed)
        .then(pl.lit(UNKNOWN))
        .otherwise(pl.lit("civilian")),
        is_status_contested=contested,
        scope=in_period.then(pl.lit("period")).otherwise(pl.lit("incident")),
        period_start=in_period.then(_period("date_min")),
        period_end=in_period.then(_period("date_max")),
        rule_id=f"pitf_atrocities.{anchor}",
    )


ADAPTER = Adapter(
    name="pitf_atrocities",
    title="PITF Worldwide Atrocities, workbooks of 1995 to 2020",
    version="1",
    publisher="PITF Worldwide Atrocities",
    dataset_id="pitf_atrocities",
    members={
        "events": Member(
            _NEEDED,
            _OPTIONAL,
            DEGREES,
            counts={
                column: (anchor, "low")
                for column, (anchor, _) in _FIGURES.items()
                if column != "Deaths Scale"
            },
            # The order among rows that are alike is that of the whole file.
            is_whole=True,
        )
    },
    records=records,
)
