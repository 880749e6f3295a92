"""WHO's Surveillance System for Attacks on Health Care: one row an attack.

Read is the export of the system's public list, and its copy on HDX (CC BY-IGO); names
and order of the columns were seen in public code and in a copy of the list. WHO writes
the month first in its dates; a copy that somebody saved with the day first tells so by
a day above 12, and is then read that way.

Everybody harmed is a victim: staff and patients are not told apart in ``Total Injured``
and ``Total Death``. They are in abductions, arrests and detentions: staff have the
occupation ``health_worker``, patients an occupation that is not known. Arrested and
detained are both ``detained``, in a claim each; whether the columns share people is not
said, so that they are never added. The list has no blanks: 0 is ``coded_zero``.

``Certainty Level`` (Confirmed, Probable, Possible) is about the harm: ``harm_status``.
The list names no place below the country and no attacker. Explanations in brackets are
left out of the types of attack, which are joined by ``;``; a cause are those of them
that say by what means, where any does.

Not loaded: what was hit (``HC Facilities`` …: things, and yes or no), the hour, the
type of the facility.
"""

import polars as pl

from ingest.normalise.counts import Parsed, parse_count
from ingest.normalise.date_forms import find_form
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import claim, shape
from ingest.records import ALL, UNKNOWN, Adapter, Member, Records

_HARM = {"Total Death": "killed", "Total Injured": "injured"}
_TAKEN = {"Abduction": "abducted", "Arrest": "detained", "Detention": "detained"}
_GROUPS = {"HW": "health_worker", "Patient": UNKNOWN}
# Each figure: the measure, and the occupation of those who are counted.
_FIGURES = {column: (measure, ALL) for column, measure in _HARM.items()} | {
    f"{group} {act}": (measure, occupation)
    for group, occupation in _GROUPS.items()
    for act, measure in _TAKEN.items()
}

_NEEDED = ("Attack ID", "Attack Date", "Country / Territory", "Certainty Level", *_HARM)
_OPTIONAL = ("Attack Type", *(name for name in _FIGURES if name not in _HARM))
_RENAMED = {"Attack Type": ("AttackType",)}

_AMERICAN = "%m/%d/%y"
# Brackets, one pair within another too, of which the outer may not be closed.
_BRACKETS = r"\s*\((?:[^()]*\([^()]*\)\)?|[^()]*\))"
_MEANS = r"(?i)weapons|chemical|fire"


def records(_: str, batch: pl.DataFrame) -> Records:
    """All rows as raw tables; a row without an id or with a bad count is rejected.

    A fault of the date costs the date alone: the row stays, the date is listed.
    """
    form = find_form(batch["Attack Date"]) or _AMERICAN
    dates = {"Attack Date": parse_period(pl.col("Attack Date"), form)}
    named = batch.with_columns(report_ref=pl.col("Attack ID"))
    good, rejects = sift(named, _parsed())
    return {
        "reports": _reports(good, dates["Attack Date"][0]),
        "report_places": _places(good),
        "claims": pl.concat(_claim(good, column) for column in _FIGURES),
        "rejects": pl.concat([rejects, list_faults(good, dates)]),
    }


def _parsed() -> dict[str, Parsed]:
    counts = {column: parse_count(pl.col(column)) for column in _FIGURES}
    return {"Attack ID": require(pl.col("Attack ID"))} | counts


def _reports(rows: pl.DataFrame, period: pl.Expr) -> pl.DataFrame:
    kinds = pl.col("Attack Type").str.replace_all(_BRACKETS, "").str.split(", ")
    means = kinds.list.eval(pl.element().filter(pl.element().str.contains(_MEANS)))
    cause = pl.when(means.list.len() > 0).then(means).otherwise(kinds)
    return shape(
        "reports",
        rows,
        native_id=pl.col("Attack ID"),
        unit="incident",
        **{
            name: period.struct.field(name)
            for name in ("date_min", "date_max", "date_precision")
        },
        date_text=pl.col("Attack Date"),
        cause_text=cause.list.join("; "),
        event_type_text=kinds.list.join("; "),
        harm_status=pl.col("Certainty Level"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        country_text=pl.col("Country / Territory"),
    )


def _claim(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    measure, occupation = _FIGURES[column]
    is_zero = pl.col(column) == 0
    return claim(
        rows,
        _anchor(column),
        {"best": pl.col(column)},
        measure=measure,
        occupation=occupation,
        role="victim",
        count_basis=pl.when(is_zero)
        .then(pl.lit("coded_zero"))
        .otherwise(pl.lit("stated")),
        rule_id=f"who_ssa.{_anchor(column)}",
    )


def _anchor(column: str) -> str:
    return column.lower().replace(" ", "_")


ADAPTER = Adapter(
    name="who_ssa",
    title="WHO Surveillance System for Attacks on Health Care, list of attacks",
    version="1",
    publisher="WHO SSA",
    dataset_id="who_ssa",
    members={
        "attacks": Member(
            _NEEDED,
            _OPTIONAL,
            _RENAMED,
            counts={column: (_anchor(column), "best") for column in _FIGURES},
            # Whether the day stands first is told by all dates together.
            is_whole=True,
        )
    },
    records=records,
)
