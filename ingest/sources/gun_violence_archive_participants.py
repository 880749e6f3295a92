"""Lists of participants as the Gun Violence Archive packs them into cells.

``0::Killed||1::Injured, Arrested`` gives the participants 0 and 1 a status; type, sex
and age group stand in cells of their own by the same numbers, some of them with gaps.
Older copies have ``0:Killed|1:Injured``. A number that a list has twice counts once.
"""

from collections.abc import Sequence

import polars as pl

from ingest.normalise.counts import Parsed
from ingest.records import UNKNOWN

STATUS = "participant_status"
TYPE = "participant_type"
GENDER = "participant_gender"
AGE_GROUP = "participant_age_group"

_ENTRY = r"^[0-9]+::?."
_ROLES = {"Victim": "victim", "Subject-Suspect": "suspect"}
_SEXES = {"Female": "female", "Male": "male"}
# Its teenagers are 12 to 17 years old.
_AGES = {"Child 0-11": "child", "Teen 12-17": "child", "Adult 18+": "adult"}
# The column, its name in the frame of participants, and what its words mean.
_TRAITS = (
    (TYPE, "role", _ROLES),
    (GENDER, "sex", _SEXES),
    (AGE_GROUP, "age_group", _AGES),
)
_MEASURES = ("killed", "injured")
_WORDS = ("Killed", "Injured", "Unharmed")


def _entries(cell: pl.Expr) -> pl.Expr:
    return cell.str.replace_all("||", "|", literal=True).str.split("|")


def list_values(cell: pl.Expr) -> pl.Expr:
    """The values of a packed list that name something, each once, without numbers."""
    value = pl.element().str.replace(r"^[0-9]+::?", "").str.strip_chars()
    known = value.filter(~value.is_in(["", "Unknown", "Other"]))
    return _entries(cell).list.eval(known).list.unique(maintain_order=True)


def judge_lists() -> dict[str, Parsed]:
    """The lists that are read, as ``faults.list_faults`` takes them.

    Fault: an entry without the number of its participant, who cannot be counted.
    """
    return {name: _judged(name) for name in (STATUS, *(trait[0] for trait in _TRAITS))}


def _judged(name: str) -> Parsed:
    cell = pl.col(name)
    are_entries = _entries(cell).list.eval(pl.element().str.contains(_ENTRY))
    fault = pl.when(~are_entries.list.all()).then(
        pl.lit("an entry without the number of its participant: not counted")
    )
    return cell, fault


def _unpacked(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """line, number, and the value as ``name``; one row a participant."""
    return (
        rows.select("line", entry=_entries(pl.col(column)))
        .explode("entry")
        .filter(pl.col("entry").str.contains(_ENTRY))
        .select(
            "line",
            number=pl.col("entry").str.extract(r"^([0-9]+)"),
            value=pl.col("entry").str.extract(r"^[0-9]+::?(.*)$").str.strip_chars(),
        )
        .unique(["line", "number"], keep="first", maintain_order=True)
        .rename({"value": name})
    )


def list_participants(rows: pl.DataFrame) -> pl.DataFrame:
    """Those who have a status: line, number, measure, role, sex, age_group, age_text.

    ``measure`` is NULL for who was not hit; the dead are not also injured. A trait that
    is not listed, or by another word, is ``unknown``. ``is_odd``: hit and unharmed, or
    killed and injured, at once.
    """
    people = _unpacked(rows, STATUS, "status")
    for column, name, _ in _TRAITS:
        people = people.join(
            _unpacked(rows, column, name), on=["line", "number"], how="left"
        )
    has = {word: pl.col("status").str.contains(word) for word in _WORDS}
    measure = (
        pl.when(has["Killed"])
        .then(pl.lit("killed"))
        .when(has["Injured"])
        .then(pl.lit("injured"))
    )
    return people.with_columns(
        *(
            pl.col(name).replace_strict(words, default=UNKNOWN)
            for _, name, words in _TRAITS
        ),
        measure=measure,
        age_text=pl.col("age_group"),
        is_odd=pl.sum_horizontal(has.values()) > 1,
    )


def add_counts(rows: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """How many are listed, by measure: ``killed_listed, killed_victim`` and so on.

    They are NULL where a row has no list; ``odd_count`` counts contradictory statuses.
    """
    is_of = {m: pl.col("measure").eq(m).fill_null(value=False) for m in _MEASURES}
    counts = people.group_by("line").agg(
        *(is_of[m].sum().cast(pl.Int64).alias(f"{m}_listed") for m in _MEASURES),
        *(
            (is_of[m] & pl.col("role").eq(role))
            .sum()
            .cast(pl.Int64)
            .alias(f"{m}_{role}")
            for m in _MEASURES
            for role in _ROLES.values()
        ),
        odd_count=pl.col("is_odd").sum(),
    )
    return rows.join(counts, on="line", how="left", maintain_order="left")


def count_cells(people: pl.DataFrame, group: Sequence[str]) -> pl.DataFrame:
    """Those who were hit, by line and ``group``: ``people``, and their ages as said.

    ``maybe`` is how many more of the line may belong to a group of known traits: those
    of whom one is not known.
    """
    is_vague = pl.any_horizontal(pl.col(name) == UNKNOWN for name in group)
    vague = pl.when(is_vague).then("people").sum().over("line", "measure", "role")
    anyone = pl.when(role=UNKNOWN).then("people").sum().over("line", "measure")
    return (
        people.filter(pl.col("measure").is_not_null())
        .group_by("line", *group)
        .agg(
            people=pl.len().cast(pl.Int64),
            age_text=pl.col("age_text").unique().sort().str.join(", "),
        )
        .with_columns(
            age_text=pl.when(pl.col("age_text") != "").then("age_text"),
            maybe=pl.when(is_vague).then(0).otherwise(vague + anyone),
        )
        .sort("line", *group)
    )
