"""Made-up reports of known events in MAVERICK's layout, to measure matching with.

    python benchmarks/make_reports.py REPORTS [--seed N] > file.csv

About 2.2 reports tell of an event: of most one, of some forty. Half of the events fall
into crises: five days in one country, some hundreds of events at most, most of them in
its large towns, where many events share a town and a day. A longer file covers more
years (twenty at 1,000,000 reports, at least two), not fuller days. Reports of one event
differ: dates by a day, coordinates by some kilometres, figures, actors, and whether a
quarter or a town is named at all. The same seed gives the same bytes. Rows are written
in blocks, so that memory does not grow with the file.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

import numpy as np
import polars as pl
from acled_world import World, make_world
from made_reports import (
    ACTORS,
    CONTEXTS,
    DELAYS,
    FORMS,
    LASTS,
    PRECISIONS,
    QUARTERS,
    TARGETS,
)
from retold_reports import CHANCES, DEGREES_A_KM, columns, retell

BLOCK = 100_000
_DAYS_A_REPORT = 20 * 365 / 1_000_000
_LEAST_DAYS = 2 * 365

# The share of events of k reports falls as k to this; the mean is 2.2.
_MOST, _FALL = 40, 2.18
_SIZES = {size: size**-_FALL for size in range(1, _MOST + 1)}
_CRISIS_EVENTS, _CRISIS_DAYS = 50, 5
# The share of a town grows faster than its people: most is told of capitals.
_CROWDING = 1.1
_QUARTERS_A_TOWN = 25
# Those in which an event is told first; further reports are in the papers that follow.
_LEADING_PAPERS = 15
_SHIFTS = {0: 0.86, 1: 0.08, -1: 0.06}
_IN_CRISES, _DEADLY, _HARMFUL = 0.5, 0.4, 0.4

Draw = np.random.Generator
Ints = np.ndarray


def main() -> None:
    """Write the file to stdout."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("reports", type=int)
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    for block in blocks(told.reports, told.seed):
        sys.stdout.buffer.write(block)


def blocks(reports: int, seed: int = 1) -> Iterator[bytes]:
    """The file as CSV, block after block, the header in the first."""
    world = make_world()
    days = max(_LEAST_DAYS, round(reports * _DAYS_A_REPORT))
    for start in range(0, max(reports, 1), BLOCK):
        draw = np.random.default_rng([seed, start])
        frame = make_rows(world, draw, start, min(BLOCK, reports - start), days)
        text = BytesIO()
        frame.write_csv(text, include_header=start == 0)
        yield text.getvalue()


def make_rows(
    world: World, draw: Draw, start: int, count: int, days: int
) -> pl.DataFrame:
    """Reports ``start`` to ``start + count``; no event reaches into another block."""
    sizes = _choose(draw, _SIZES, count)
    event_of = np.repeat(np.arange(count), sizes)[:count]
    events = _events(world, draw, start, event_of[-1] + 1 if count else 0, days)
    told = events[event_of].with_columns(
        pl.int_range(pl.len()).over("number").alias("order"),
        *(pl.Series(name, draw.random(count)) for name in CHANCES),
        shift=_choose(draw, _SHIFTS, count),
        delay=_choose(draw, DELAYS, count),
        other_form=_choose(draw, FORMS, count),
        row=draw.permutation(np.arange(start, start + count)),
        **{name: draw.normal(0, 1, count) for name in ("up", "right", "off")},
    )
    return retell(told).sort("row").select(columns())


def _choose(draw: Draw, shares: Mapping[Any, float], count: int) -> np.ndarray:
    """Keys of a mapping, by share."""
    summed = np.cumsum(list(shares.values()))
    at = np.searchsorted(summed, draw.random(count) * summed[-1], side="right")
    return np.array(list(shares))[at]


def _events(
    world: World, draw: Draw, start: int, count: int, days: int
) -> pl.DataFrame:
    day, town = _occasions(world, draw, count, days)
    quarter = (_QUARTERS_A_TOWN * draw.random(count) ** 2).astype(np.int64)
    killed = np.where(draw.random(count) < _DEADLY, draw.zipf(2.2, count), 0)
    injured = np.where(draw.random(count) < _HARMFUL, draw.zipf(1.9, count), 0)
    return pl.DataFrame(
        {
            "number": np.arange(start, start + count),
            "day": day,
            "town": town,
            "lasts": _choose(draw, LASTS, count),
            "precision": _choose(draw, PRECISIONS, count),
            "form": _choose(draw, FORMS, count),
            "context": _choose(draw, CONTEXTS, count),
            "target": _choose(draw, TARGETS, count),
            "killed": np.minimum(killed, 400),
            "injured": np.minimum(injured, 900),
            "actor1": draw.integers(0, len(ACTORS), count),
            "actor2": draw.integers(0, len(ACTORS), count),
            "paper": draw.integers(0, _LEADING_PAPERS, count),
            **_point(world, town, quarter),
        }
    )


def _occasions(world: World, draw: Draw, count: int, days: int) -> tuple[Ints, Ints]:
    """Day and town of each event, half of them in crises."""
    # The world has the root of the people.
    people = world.towns["population"].to_numpy() ** (2 * _CROWDING)
    nation = world.towns["nation"].to_numpy()
    edges = np.searchsorted(nation, np.arange(nation[-1] + 2))
    shares = np.bincount(nation, world.town_shares)
    crises = 1 + count // (2 * _CRISIS_EVENTS)
    weight = draw.lognormal(0, 1, crises)
    crisis = _choose(draw, dict(enumerate(weight)), count)
    in_crisis = draw.random(count) < _IN_CRISES
    where = _choose(draw, dict(enumerate(shares)), crises)[crisis]
    where = np.where(in_crisis, where, _choose(draw, dict(enumerate(shares)), count))
    begun = draw.integers(0, days - _CRISIS_DAYS, crises)[crisis]
    day = begun + draw.integers(0, _CRISIS_DAYS, count)
    summed = np.concatenate([[0], people.cumsum()])
    low, high = summed[edges[where]], summed[edges[where + 1]]
    at = low + draw.random(count) * (high - low)
    town = np.searchsorted(summed, at, side="right") - 1
    return np.where(in_crisis, day, draw.integers(0, days, count)), town


def _point(world: World, town: Ints, quarter: Ints) -> dict[str, Any]:
    """Names and coordinates; the quarters stand around the middle of their town."""
    place = world.towns[town]
    angle = 2.4 * (town * _QUARTERS_A_TOWN + quarter)
    size_km = 1 + 2 * np.log10(place["population"].to_numpy())
    reach = size_km * np.sqrt(quarter / _QUARTERS_A_TOWN) * DEGREES_A_KM
    names = pl.Series(QUARTERS).gather((town * 7 + quarter) % len(QUARTERS))
    copied = ("name", "country_name", "country_id", "latitude", "longitude")
    return {
        "quarter": names,
        "north": reach * np.sin(angle),
        "east": reach * np.cos(angle),
        **{column: place[column] for column in copied},
    }


if __name__ == "__main__":
    main()
