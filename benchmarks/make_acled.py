"""A made-up file in ACLED's layout of 31 columns, of any length, to time loads with.

    python benchmarks/make_acled.py ROWS [--seed N] > file.csv

ACLED's terms forbid passing its rows on. Here nothing but the layout, the labels of the
codebook and rough shares are ACLED's: countries, areas and towns are drawn from
seeds/gazetteer.parquet, actors and sources are made of parts, the notes of harmless
words. One row in two hundred has a cell that is dirty in a way met in real files; no
identifier repeats. The same seed gives the same bytes. Rows are written in blocks, so
that memory does not grow with the file; 3,000,000 rows are about 1.5 GB.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO

import numpy as np
import polars as pl
from acled_labels import (
    CLAUSES,
    COLUMNS,
    GROUPS,
    KINDS,
    LOCAL_SOURCES,
    SCALES,
    SIDES,
    SOURCES,
    SUB_EVENTS,
)
from acled_world import World, make_world

BLOCK = 100_000
FIRST, LAST = date(2018, 1, 1), date(2025, 6, 30)

# Shares of the codes 1, 2, 3 and of lists of one, two … entries.
_TIME = (0.945, 0.05, 0.005)
_GEO = (0.76, 0.22, 0.02)
_SOURCES = (0.7, 0.2, 0.07, 0.03)
_ASSOCIATES = (0.7, 0.2, 0.07, 0.03)
_DIRTY = 0.005
_WEEK = 7 * 86_400

# What stands in a column by mistake.
_MISTAKES = {
    "event_id_cnty": [""],
    "event_date": ["31/02/2023", ""],
    "time_precision": ["9"],
    "actor1": [""],
    "latitude": ["3612.45"],
    "longitude": ["n/a"],
    "fatalities": ["", "unknown", "-1", "2.5"],
    "timestamp": ["yesterday"],
}

Draw = np.random.Generator


def main() -> None:
    """Write the file to stdout."""
    parser = argparse.ArgumentParser(description="A made-up file in ACLED's layout.")
    parser.add_argument("rows", type=int)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    for block in blocks(told.rows, told.seed):
        sys.stdout.buffer.write(block)


def blocks(rows: int, seed: int = 1) -> Iterator[bytes]:
    """The file as CSV, block after block, the header in the first."""
    world = make_world()
    for start in range(0, max(rows, 1), BLOCK):
        draw = np.random.default_rng([seed, start])
        frame = make_rows(world, draw, start, min(BLOCK, rows - start))
        text = BytesIO()
        frame.write_csv(text, include_header=start == 0)
        yield text.getvalue()


def make_rows(world: World, draw: Draw, start: int, count: int) -> pl.DataFrame:
    """Rows ``start`` to ``start + count`` of the file, all columns as text."""
    event = _choose(draw, [sub_event[0] for sub_event in SUB_EVENTS], count)
    town = _choose(draw, world.town_shares, count)
    rows = pl.concat(
        [
            _events(draw, event, start),
            _sides(world, draw, event, town),
            _places(world, draw, town),
            _reported(draw, world.towns["admin1_name"].gather(town)),
        ],
        how="horizontal",
    )
    return _soil(draw, rows.select(_columns(rows)))


def _choose(draw: Draw, shares: Sequence[float] | np.ndarray, count: int) -> np.ndarray:
    """Positions in a list, by share."""
    summed = np.cumsum(shares)
    return np.searchsorted(summed, draw.random(count) * summed[-1], side="right")


def _pick(draw: Draw, values: Sequence[str], count: int) -> pl.Series:
    return pl.Series(values).gather(draw.integers(0, len(values), count))


def _events(draw: Draw, event: np.ndarray, start: int) -> pl.DataFrame:
    count = len(event)
    table = pl.DataFrame(
        SUB_EVENTS,
        schema=["_", "disorder_type", "event_type", "sub_event_type", "deadly"],
        orient="row",
    )[event]
    days = draw.integers(0, (LAST - FIRST).days + 1, count)
    dead = np.minimum(draw.zipf(2.2, count), 400)
    told = np.where(draw.random(count) < table["deadly"].to_numpy(), dead, 0)
    delay = draw.integers(_WEEK, 60 * _WEEK, count)
    return table.drop("_", "deadly").with_columns(
        number=pl.int_range(start + 1, start + count + 1),
        day=pl.lit(FIRST) + pl.duration(days=pl.Series(days)),
        time_precision=pl.Series(_choose(draw, _TIME, count) + 1),
        fatalities=pl.Series(told),
        delay=pl.Series(delay),
    )


def _sides(
    world: World, draw: Draw, event: np.ndarray, town: np.ndarray
) -> pl.DataFrame:
    nation = world.towns["nation"].gather(town).to_numpy()
    country = world.towns["country_name"].gather(town)
    # The kinds of actor on each side, of up to eight pairs for a sub-event; -1 is none.
    pair = np.array(SIDES)[event, draw.integers(0, len(SIDES[0]), len(event))]
    kinds = pl.Series([*KINDS, ""])
    columns: dict[str, pl.Series] = {}
    for side in (1, 2):
        kind = pair[:, side - 1]
        at = draw.random(len(event)) * world.size[nation, kind]
        name = world.actors.gather(world.first[nation, kind] + at.astype(np.int64))
        columns[f"actor{side}"] = name.set(pl.Series(kind < 0), "")
        columns[f"inter{side}"] = kinds.gather(np.where(kind < 0, len(KINDS), kind))
        columns[f"assoc_actor_{side}"] = _associates(draw, country, kind < 0)
    return pl.DataFrame(columns)


def _associates(draw: Draw, country: pl.Series, is_none: np.ndarray) -> pl.Series:
    many = np.where(is_none, 0, _choose(draw, _ASSOCIATES, len(country)))
    groups = [
        _pick(draw, GROUPS, len(country)) + " (" + country + ")" for _ in range(3)
    ]
    return _join(groups, many)


def _join(values: list[pl.Series], many: np.ndarray) -> pl.Series:
    """The first so many of the values of each row, joined by ``; ``."""
    kept = [
        pl.when(pl.lit(pl.Series(many > position))).then(pl.lit(value))
        for position, value in enumerate(values)
    ]
    return pl.select(pl.concat_str(kept, separator="; ", ignore_nulls=True)).to_series()


def _places(world: World, draw: Draw, town: np.ndarray) -> pl.DataFrame:
    count = len(town)
    # Towns stand by area: a neighbour in the list gives its name to the district.
    near = np.minimum(town // 8 * 8, world.towns.height - 1)
    admin3 = world.towns["name"].gather(np.maximum(town - 1, 0))
    return world.towns[town].select(
        "iso",
        "region",
        "country_id",
        pl.col("country_name").alias("country"),
        pl.col("admin1_name").alias("admin1"),
        world.towns["name"].gather(near).alias("admin2"),
        admin3.set(pl.Series(draw.random(count) < 0.53), "").alias("admin3"),  # noqa: PLR2004  # ACLED has an admin3 in less than half of its rows
        pl.col("name").alias("location"),
        # ACLED gives every event of a town the coordinates of the town.
        pl.col("latitude", "longitude").round(4),
        pl.Series("geo_precision", _choose(draw, _GEO, count) + 1),
    )


def _reported(draw: Draw, area: pl.Series) -> pl.DataFrame:
    """Sources, one of the area first, and two sentences for the notes."""
    count = len(area)
    local = _pick(draw, LOCAL_SOURCES, count) + " " + area
    wide = [_pick(draw, SOURCES, count) for _ in _SOURCES[1:]]
    return pl.DataFrame(
        {
            "source": _join([local, *wide], _choose(draw, _SOURCES, count) + 1),
            "source_scale": _pick(draw, SCALES, count),
            "first_clause": _pick(draw, CLAUSES[0], count),
            "second_clause": _pick(draw, CLAUSES[1], count),
        }
    )


def _columns(rows: pl.DataFrame) -> list[pl.Expr]:
    """The 31 columns in ACLED's order."""
    day = pl.col("day")
    is_crowd = pl.col("event_type").is_in(["Protests", "Riots"])
    is_civilian = (pl.col("event_type") == "Violence against civilians") | (
        (pl.col("inter2") == "Civilians") & ~is_crowd
    )
    kinds = pl.col("inter1") + "-" + pl.col("inter2")
    derived = {
        "event_id_cnty": pl.format("{}{}", "country_id", "number"),
        "event_date": day.dt.strftime("%Y-%m-%d"),
        "year": day.dt.year(),
        "interaction": pl.when(pl.col("inter2") == "")
        .then(pl.col("inter1") + " only")
        .otherwise(kinds),
        "civilian_targeting": pl.when(is_civilian).then(pl.lit("Civilian targeting")),
        "notes": pl.format(
            "On {}, {} were reported in {} ({}). {} {}",
            day.dt.strftime("%-d %B %Y"),
            *("actor1", "location", "admin1", "first_clause", "second_clause"),
        ),
        "tags": pl.when(is_crowd).then(pl.lit("crowd size=no report")),
        "timestamp": day.cast(pl.Datetime("us")).dt.epoch("s") + pl.col("delay"),
    }
    given = {name: pl.col(name) for name in rows.columns}
    return [
        (given | derived)[name].cast(pl.String).replace("", None).alias(name)
        for name in COLUMNS
    ]


def _soil(draw: Draw, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with one mistake in every two hundredth."""
    is_dirty = draw.random(rows.height) < _DIRTY
    column = draw.integers(0, len(_MISTAKES), rows.height)
    return rows.with_columns(
        pl.when(pl.lit(pl.Series(is_dirty & (column == position))))
        .then(pl.lit(_pick(draw, mistakes, rows.height)))
        .otherwise(name)
        .alias(name)
        for position, (name, mistakes) in enumerate(_MISTAKES.items())
    )


if __name__ == "__main__":
    main()
