"""How reports tell of one event: alike, but for what each leaves out or changes."""

from datetime import date

import polars as pl
from made_reports import ACTORS, COLUMNS, PAPERS

DEGREES_A_KM = 1 / 111.2
# What is left to chance in each report, each a number from 0 to 1.
CHANCES = ("fine", "town", "moved", "first", "second", "form_told", "context_told")
CHANCES += ("target_told", "killed_told", "injured_told", "dated")

_FIRST = date(2004, 1, 1)
# MAVERICK's precisions of a town and of a part of it.
_TOWN, _NEIGHBOURHOOD = 3, 4
# Shares of the reports that know the town alone, or not even that; that give a point
# some kilometres off; that do not know an actor, or have another form of violence; that
# do not tell of context and target; that have no figure, or one that is off; that have
# no day.
_VAGUE, _TOWNLESS, _MOVED = 0.2, 0.05, 0.33
_UNKNOWN, _OTHER_FORM, _UNTOLD = 0.2, 0.3, 0.25
_SILENT, _OFF = 0.15, 0.35
_UNDATED = 0.05


def retell(told: pl.DataFrame) -> pl.DataFrame:
    """Reports of events: what each knows, and the words that follow from it."""
    return told.with_columns(_heard()).with_columns(_retold())


def _unless(chance: str, share: float, name: str, instead: object = None) -> pl.Expr:
    """A column, in a share of the rows something else."""
    if isinstance(instead, str | int | float):
        instead = pl.lit(instead)
    return pl.when(pl.col(chance) >= share).then(name).otherwise(instead).alias(name)


def _heard() -> list[pl.Expr]:
    """What the report knows of the event: who, what, how many, how exactly where."""
    is_vague = (pl.col("precision") >= _NEIGHBOURHOOD) & (pl.col("fine") < _VAGUE)
    paper = (pl.col("paper") + pl.col("order")) % len(PAPERS)
    return [
        pl.when(is_vague).then(_TOWN).otherwise("precision").alias("precision"),
        (pl.lit(_FIRST) + pl.duration(days=pl.col("day") + pl.col("shift"))).alias(
            "day"
        ),
        pl.lit(pl.Series(PAPERS)).gather(paper).alias("paper"),
        _unless("first", _UNKNOWN, "actor1", 0),
        _unless("second", _UNKNOWN, "actor2", 0),
        _unless("form_told", _OTHER_FORM, "form", pl.col("other_form")),
        _unless("context_told", _UNTOLD, "context", "Unknown"),
        _unless("target_told", _UNTOLD, "target", "Unknown"),
        *(_figure(name) for name in ("killed", "injured")),
    ]


def _figure(name: str) -> pl.Expr:
    """Of the figures a fifth are off, and some reports have none."""
    chance = pl.col(f"{name}_told")
    off = (pl.col(name) * (0.35 * pl.col("off")).exp()).round().cast(pl.Int64)
    told = pl.when(chance < _OFF).then(off).otherwise(name)
    return pl.when(chance < _SILENT).then(0).otherwise(told).alias(name)


def _retold() -> list[pl.Expr]:
    """The words and coordinates that follow from what the report knows."""
    is_fine = pl.col("precision") >= _NEIGHBOURHOOD
    has_town = (pl.col("precision") >= _TOWN) & (pl.col("town") >= _TOWNLESS)
    published = pl.col("day") + pl.duration(days=pl.col("lasts") + pl.col("delay"))
    # Two papers out of three give a town the same coordinates.
    moved_km = pl.when(pl.col("moved") < _MOVED).then(1.0).otherwise(0.0)
    points = {"latitude": ("north", "up"), "longitude": ("east", "right")}
    return [
        *(
            pl.col(name)
            + pl.when(is_fine).then(offset).otherwise(0.0)
            + pl.col(noise) * moved_km * DEGREES_A_KM
            for name, (offset, noise) in points.items()
        ),
        pl.when(is_fine).then("quarter").alias("location"),
        pl.when(has_town).then("name").alias("city"),
        pl.when(pl.col("dated") >= _UNDATED).then(published).alias("published"),
        (pl.col("day") + pl.duration(days="lasts")).alias("last_day"),
    ]


def columns() -> list[pl.Expr]:
    """The columns in MAVERICK's order, all as text."""
    made = _told_columns() | _actor_columns()
    return [
        made.get(name, pl.lit(None)).cast(pl.String).alias(name) for name in COLUMNS
    ]


def _told_columns() -> dict[str, pl.Expr]:
    figures = {"deaths": pl.col("killed"), "injuries": pl.col("injured")}
    ends = ("best", "low", "high")
    # What has no day is a yearbook: one for many events of a country.
    article = pl.format(
        "{} ({}) Violence in {}",
        "paper",
        pl.coalesce(
            pl.col("published").cast(pl.String), pl.col("day").dt.year().cast(pl.String)
        ),
        pl.coalesce("city", "country_name"),
    )
    return {
        "id": pl.format("made-{}", pl.col("row").cast(pl.String).str.zfill(8)),
        "event_id": pl.format("{}-{}", "country_id", "number"),
        "country": pl.col("country_name"),
        "date_start": pl.col("day"),
        "date_end": pl.col("last_day"),
        **{name: pl.col(name) for name in ("city", "location")},
        **{name: pl.col(name).round(5) for name in ("latitude", "longitude")},
        "geo_precision": pl.col("precision"),
        "event_context": pl.col("context"),
        "target": pl.col("target"),
        **{f"{n}_{end}": figure for n, figure in figures.items() for end in ends},
        "source": article,
        "source_author": pl.col("paper"),
    }


def _actor_columns() -> dict[str, pl.Expr]:
    """Who did it, and to whom."""
    columns: dict[str, pl.Expr] = {}
    for number, role in enumerate(("perpetrator", "victim"), 1):
        actor = pl.col(f"actor{number}")
        name = pl.lit(pl.Series(ACTORS)).gather(actor)
        columns |= {
            f"actor{number}": pl.format("{} ({})", name, "country_name"),
            f"actor{number}_id": pl.format("{}-{}", "country_id", actor),
            f"actor{number}_{role}": pl.lit(1),
        }
    return columns | {"actor1_violence": pl.col("form")}
