"""Global Terrorism Database: one row an attack of 1970 to 2020 (GTD Codebook, START).

Read are the 135 columns of the workbooks and of CSV files made of them; names and order
were seen in public code that reads them. A month or day of 0 is not known. Figures are
floats; a blank is not stated, -9 and -99 state that the figure is not known. A share of
a toll that is told of several attacks together may be a fraction: it stands as a range
of whole people, ``derived``.

``nkill`` and ``nwound`` count everybody, attackers too: role ``all``; ``nkillter`` and
``nwoundte`` are the attackers among them: role ``perpetrator``. The victims are not
derived. ``nhostkid``, hostages and kidnapped people, are abducted.

Of the lists, all attack and weapon types stand in one label each, joined by ``;``.
Groups are perpetrators, types of targets targets; a group called Unknown is nobody.

Not loaded: people of the United States among the dead and injured (no dimension holds a
nationality), words of third parties (``summary``, ``scite1`` to ``scite3``, ``motive``,
``addnotes``), ``target1`` and ``corp1`` (names of persons among them), what tells
whether it was terrorism (``crit1`` to ``crit3``, ``doubtterr``), ``nperps`` and
``INT_*``. Nor is ``related``: by the codebook attacks apart in time or place are
incidents of their own, each with its own share of a joint toll.
"""

import polars as pl

from ingest.normalise.codes import parse_code
from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import Parsed, as_point, parse_figure
from ingest.normalise.dates import BACKWARD, order_fault, precision_of
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_parts, parse_period
from ingest.normalise.rows import claim, flag, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.gtd_actors import is_yes, known_label, list_actors

_NEEDED = (
    *("eventid", "iyear", "imonth", "iday", "country_txt"),
    *("attacktype1_txt", "gname", "nkill", "nwound"),
)
_OPTIONAL = (
    *("approxdate", "extended", "resolution", "provstate", "city"),
    *("latitude", "longitude", "specificity", "vicinity"),
    *("attacktype2_txt", "attacktype3_txt"),
    *("targtype1_txt", "targtype2_txt", "targtype3_txt"),
    *("gname2", "gname3", "guncertain1", "guncertain2", "guncertain3"),
    *("claimed", "claim2", "claim3"),
    *(f"weap{kind}{n}_txt" for n in range(1, 5) for kind in ("type", "subtype")),
    *("nkillter", "nwoundte", "nhostkid", "dbsource"),
)
# Each figure: its measure, and who is counted.
_FIGURES = {
    "nkill": ("killed", "all"),
    "nkillter": ("killed", "perpetrator"),
    "nwound": ("injured", "all"),
    "nwoundte": ("injured", "perpetrator"),
    "nhostkid": ("abducted", "victim"),
}
_UNKNOWN = r"^-99?(?:\.0+)?$"
_SHARE = r"^[0-9]+\.[0-9]*[1-9][0-9]*$"
_AMERICAN = "%m/%d/%Y"


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row without an id or with a bad count is rejected.

    A fault of the dates or of the coordinates costs that value alone: the row stays,
    the value is listed among the rejects.
    """
    period, fault = parse_parts((pl.col("iyear"), pl.col("imonth"), pl.col("iday")))
    dated = batch.with_columns(
        parse_code(pl.col("eventid")).alias("eventid"),
        report_ref=parse_code(pl.col("eventid")),
        date_text=pl.concat_str("iyear", "imonth", "iday", separator="-"),
        period=period,
        period_fault=fault,
    )
    ended, rejects = sift(dated, _parsed())
    end, end_fault = _end()
    good = ended.with_columns(end=end, end_fault=end_fault)
    values = judge_point("latitude", "longitude") | {
        "date_text": (pl.col("period"), pl.col("period_fault")),
        "resolution": (pl.col("end"), pl.col("end_fault")),
    }
    backward = good.filter(pl.col("end_fault") == BACKWARD)
    return {
        "reports": _reports(good),
        "report_places": _places(good),
        "report_actors": list_actors(good),
        "report_sources": _sources(good),
        "report_quirks": flag(backward, "end_before_start", "resolution"),
        "claims": pl.concat(_claim(good, name) for name in _FIGURES),
        "rejects": pl.concat(
            [rejects, *(list_faults(good, {k: v}) for k, v in values.items())]
        ),
    }


def _parsed() -> dict[str, Parsed]:
    figures = {name: _figure(name) for name in _FIGURES}
    return {"eventid": require(pl.col("eventid"))} | figures


def _figure(name: str) -> Parsed:
    said = pl.col(name).str.strip_chars()
    share = pl.when(said.str.contains(_SHARE)).then(said).cast(pl.Float64)
    least, most = (bound.cast(pl.Int64) for bound in (share.floor(), share.ceil()))
    words = (
        pl.when(said.str.contains(_UNKNOWN))
        .then(pl.lit("unknown"))
        .when(share.is_not_null())
        .then(pl.format("{}-{}", least, most))
        .otherwise(said)
    )
    figure, fault = parse_figure(words)
    return as_point(figure).struct.with_fields(value_text=pl.col(name)), fault


def _end() -> Parsed:
    """The last day of an attack of more than a day (``extended``)."""
    period, fault = parse_period(pl.col("resolution"), _AMERICAN)
    end = period.struct.field("date_max")
    start = pl.col("period").struct.field("date_min")
    faults = pl.coalesce(fault, order_fault(start, end))
    return pl.when(faults.is_null() & is_yes("extended")).then(end), faults


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    first, last = (
        pl.col("period").struct.field(name) for name in ("date_min", "date_max")
    )
    latest = pl.max_horizontal(last, "end")
    return shape(
        "reports",
        rows,
        native_id=pl.col("eventid"),
        unit="incident",
        date_min=first,
        date_max=latest,
        date_precision=precision_of(first, latest),
        date_text=pl.coalesce("approxdate", "date_text"),
        cause_text=_labels(
            *(pl.coalesce(f"weapsubtype{n}_txt", f"weaptype{n}_txt") for n in "1234")
        ),
        event_type_text=_labels(*(pl.col(f"attacktype{n}_txt") for n in "123")),
    )


def _labels(*columns: pl.Expr) -> pl.Expr:
    said = pl.concat_str(columns, separator="; ", ignore_nulls=True)
    return pl.when(said != "").then(said)


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    """``vicinity``: near the city whose coordinates are given, not in it."""
    precision = parse_code(pl.col("specificity"))
    is_near = is_yes("vicinity") & (precision == "1")
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        place_text=known_label("city"),
        admin1_text=known_label("provstate"),
        country_text=known_label("country_txt"),
        precision_scale="gtd",
        precision_code=pl.when(is_near)
        .then(pl.lit("1, vicinity"))
        .otherwise(precision),
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _sources(rows: pl.DataFrame) -> pl.DataFrame:
    """Which of GTD's collections coded the attack; it reconciles its sources itself."""
    return shape(
        "report_sources",
        rows.filter(pl.col("dbsource").is_not_null()),
        source_order=pl.lit(0),
        source_text=pl.col("dbsource"),
        relation="coder",
    )


def _claim(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    measure, role = _FIGURES[name]
    is_share = pl.col(name).struct.field("operator") == "range"
    return claim(
        rows,
        name,
        pl.col(name),
        measure=measure,
        role=role,
        count_basis=pl.when(is_share)
        .then(pl.lit("derived"))
        .otherwise(pl.lit("stated")),
        rule_id=f"gtd.{name}",
    )


ADAPTER = Adapter(
    name="gtd",
    title="Global Terrorism Database, workbook or CSV of any release",
    version="1",
    publisher="GTD",
    dataset_id="gtd",
    members={
        "attacks": Member(
            _NEEDED, _OPTIONAL, counts={name: (name, "best") for name in _FIGURES}
        )
    },
    records=records,
)
