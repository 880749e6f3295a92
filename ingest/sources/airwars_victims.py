"""The victims in Airwars' archive: a list of persons without names, counted by group.

Each of them is in the figures of the incident already, and nobody says that a list is
complete: a count is a lower bound of a group by sex and age, never a total. Where the
list leaves sex or age group blank, the group is ``unknown``. Ages in words are not
read: the archive's own age group weighs sources that contradict each other on an age,
the counts can be held against the file, and an age would place 39 of the 6,422 persons
in Syria who have no group.
"""

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.normalise.faults import require, sift
from ingest.normalise.rows import claim
from ingest.records import UNKNOWN, Member, Records

_KEY = "airwars_id"
_LISTED = {
    "status": ("killed", "injured"),
    "sex": ("female", "male"),
    "age_group": ("child", "adult"),
}
_CONTESTED = "civilian_status_contested"

# All rows at once: persons of one incident are counted together.
VICTIMS = Member(
    (_KEY, "victim_order", "age_group", "sex", "status"),
    (_CONTESTED,),
    is_whole=True,
)


def read_victims(batch: pl.DataFrame) -> Records:
    """The persons as claims; one of whom neither death nor injury is said is a reject.

    A person whose civilian status is contested is of unknown status.
    """
    outcome, is_strange = _listed("status")
    is_missing = pl.when(outcome.is_null()).then(pl.lit("neither killed nor injured"))
    parsed = {
        _KEY: require(pl.col(_KEY)),
        "status": (outcome, pl.coalesce(is_missing, is_strange)),
        "sex": _listed("sex"),
        "age_group": _listed("age_group"),
    }
    good, rejects = sift(batch, parsed)
    return {"claims": _claims(_counted(good)), "rejects": rejects}


def _listed(name: str) -> Parsed:
    values = _LISTED[name]
    fault = pl.lit(f"is none of {', '.join(values)}")
    return pl.col(name), pl.when(~pl.col(name).is_in(values)).then(fault)


def _counted(rows: pl.DataFrame) -> pl.DataFrame:
    """One row a group, with the number of its persons and the first one's line."""
    is_contested = pl.col(_CONTESTED).str.to_lowercase() == "true"
    group = ("report_ref", "status", "sex", "age_group", "is_contested")
    people = pl.len().cast(pl.Int64).alias("count")
    return (
        rows.with_columns(
            pl.col("sex", "age_group").fill_null(UNKNOWN),
            is_contested.fill_null(value=False).alias("is_contested"),
        )
        .group_by(group)
        .agg(people, pl.col("line", "file_name").first())
        .sort("line")
    )


def _claims(groups: pl.DataFrame) -> pl.DataFrame:
    known = pl.when(~pl.col("is_contested")).then(pl.lit("civilian"))
    return claim(
        groups,
        pl.concat_str(pl.lit("victims_"), "status"),
        {"low": pl.col("count")},
        measure=pl.col("status"),
        sex=pl.col("sex"),
        age_group=pl.col("age_group"),
        status=known.otherwise(pl.lit(UNKNOWN)),
        role="victim",
        count_basis="counted",
        is_status_contested=pl.col("is_contested"),
        rule_id="airwars.victims",
    )
