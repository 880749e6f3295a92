"""Airwars' archive of civilian harm in Gaza, as its pages put it: an object a row.

Figures are words: ``2 - 3`` and ``4-6`` are ranges, ``Unknown`` is a figure that is
stated as unknown, a field that is absent says nothing. The list of those killed counts
groups by age and sex, and beside them people by occupation. "Belligerents" become
``direct_participant``, of whichever side: they are never ``unknown``, because a person
of unknown status counts towards the high of civilians.

Not read: the lead paragraph, which retells reports of third parties and names victims,
the description of the place (often "home of" a family), of which the governorate at its
end is, and the taxonomy, which repeats the fields.
"""

import polars as pl

from ingest.normalise.coordinates import judge_point, parse_point
from ingest.normalise.counts import parse_figure
from ingest.normalise.faults import list_faults, require, sift
from ingest.normalise.periods import parse_period
from ingest.normalise.rows import claim, shape
from ingest.records import Adapter, Member, Records
from ingest.sources.airwars_gaza_groups import read_groups

_FIGURES = {
    "civilians_killed": ("killed", "civilian"),
    "civilians_injured": ("injured", "civilian"),
    "belligerents_killed": ("killed", "direct_participant"),
}
_ACTORS = {
    "known_belligerent": ("perpetrator", "known"),
    "suspected_belligerent": ("perpetrator", "suspected"),
    "suspected_belligerents": ("perpetrator", "suspected"),
    "known_target": ("target", "known"),
    "suspected_target": ("target", "suspected"),
}
_FIELDS = {
    "civilians_killed": "Civilians reported killed",
    "grading": "Airwars civilian harm grading",
    "civilians_injured": "Civilians reported injured",
    "belligerents_killed": "Belligerents reported killed",
    "breakdown": "Civilians reported killed breakdown",
    "strike_status": "Strike status",
    "strike_type": "Strike type",
    "cause": "Cause of injury / death",
    "causes": "Causes of injury / death",
    **{name: name.capitalize().replace("_", " ") for name in _ACTORS},
}
_NEEDED = ("code", "date_text", "location", "geo", "geo_accuracy", "civilians_killed")


def records(_: str, batch: pl.DataFrame) -> Records:
    """One batch as raw tables; a row without a code or with a bad figure is rejected.

    A fault of a date, of the coordinates or of a group costs these alone: the row
    stays, the value is listed among the rejects.
    """
    figures = {name: parse_figure(pl.col(name)) for name in _FIGURES}
    good, rejects = sift(batch, {"code": require(pl.col("code"))} | figures)
    rows = good.with_columns(pl.col("code").alias("report_ref"), *_point())
    groups, strange = read_groups(rows)
    left_out = (
        {"date_text": parse_period(pl.col("date_text"))},
        judge_point("latitude", "longitude"),
    )
    return {
        "reports": _reports(rows),
        "report_places": _places(rows),
        "report_actors": _actors(rows),
        "claims": pl.concat([groups, *(_claims(rows, name) for name in _FIGURES)]),
        "rejects": pl.concat(
            [rejects, strange, *(list_faults(rows, judged) for judged in left_out)]
        ),
    }


def _point() -> list[pl.Expr]:
    parts = pl.col("geo").str.split(",").list
    return [
        parts.get(position, null_on_oob=True).str.strip_chars().alias(name)
        for position, name in enumerate(("latitude", "longitude"))
    ]


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    period = parse_period(pl.col("date_text"))[0].struct
    days = ("date_min", "date_max", "date_precision")
    return shape(
        "reports",
        rows,
        native_id=pl.col("code"),
        unit="incident",
        **{name: period.field(name) for name in days},
        date_text=pl.col("date_text"),
        cause_text=pl.coalesce("cause", "causes", "strike_type"),
        event_type_text=pl.col("strike_type"),
        harm_status=pl.col("grading"),
        attribution_status=pl.col("strike_status"),
    )


def _places(rows: pl.DataFrame) -> pl.DataFrame:
    """The governorate stands before the last comma, in front of "the Gaza Strip"."""
    accuracy = pl.col("geo_accuracy")
    governorate = pl.col("location").str.extract(r"([^,]+), *the Gaza Strip *$")
    return shape(
        "report_places",
        rows,
        place_order=pl.lit(1),
        admin2_text=governorate.str.strip_chars(),
        admin1_text="Gaza Strip",
        country_text="State of Palestine",
        precision_scale=pl.when(accuracy.is_not_null()).then(pl.lit("airwars_gaza")),
        precision_code=accuracy,
        **parse_point(pl.col("latitude"), pl.col("longitude")),
    )


def _actors(rows: pl.DataFrame) -> pl.DataFrame:
    """Each party once, in the order of the fields and of the alphabet."""
    listed = pl.concat(
        rows.select(
            *("report_ref", "line", "file_name"),
            pl.col(name).str.split(", ").list.sort().alias("actor"),
            pl.lit(role).alias("role"),
            pl.lit(certainty).alias("certainty"),
        )
        for name, (role, certainty) in _ACTORS.items()
    )
    named = listed.explode("actor").filter(pl.col("actor").is_not_null())
    return shape(
        "report_actors",
        named,
        actor_order=pl.int_range(1, pl.len() + 1).over("report_ref"),
        actor_text=pl.col("actor"),
        actor_role=pl.col("role"),
        certainty=pl.col("certainty"),
    )


def _claims(rows: pl.DataFrame, name: str) -> pl.DataFrame:
    measure, status = _FIGURES[name]
    rule = f"airwars_gaza.{name}"
    return claim(
        rows,
        name,
        pl.col(name),
        measure=measure,
        status=status,
        role="victim",
        rule_id=rule,
    )


ADAPTER = Adapter(
    name="airwars_gaza",
    title="Airwars civilian harm archive, Gaza: JSON lines of its incidents",
    version="1",
    publisher="Airwars",
    dataset_id="airwars_gaza",
    members={
        "incidents": Member(
            _NEEDED,
            tuple(name for name in _FIELDS if name not in _NEEDED),
            {name: (f"fields.{label}",) for name, label in _FIELDS.items()},
            counts={name: (name, "low") for name in _FIGURES},
        )
    },
    records=records,
)
