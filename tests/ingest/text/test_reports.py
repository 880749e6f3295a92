"""Short reports, written for the project, with the figures that a coder would give.

Each line of reports.jsonl holds a text and, for a use of its reading, the bounds that
are right: [low, best, high], or null where nothing is stated; where the words allow
several readings each of them stands. ``open`` marks a report that is not read rightly
yet: it fails here as soon as it is, until the mark is taken out.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest import gazetteer
from ingest.text import PlaceIndex, index_places, read, summary
from ingest.text.rows import Row

LINES = (Path(__file__).parent / "reports.jsonl").read_text("utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]
UNSTATED = (None, None, None)

Bounds = list[int | None] | None


@pytest.fixture(scope="module")
def places() -> PlaceIndex:
    return index_places(gazetteer.load())


def stated(figure: tuple[int | None, ...] | None) -> Bounds:
    return None if figure in {None, UNSTATED} else list(figure)


def children(claims: list[Row]) -> Bounds:
    """The children among the dead: those of both sexes, else boys and girls added."""
    groups = [
        row
        for row in summary.breakdown(claims)
        if (row["measure"], row["age_group"]) == ("killed", "child")
    ]
    chosen = [row for row in groups if row["sex"] == "all"][:1] or groups
    bounds = [[row[end] for row in chosen] for end in ("low", "best", "high")]
    added = [None if None in told else sum(told) for told in bounds]
    return stated(tuple(added)) if chosen else None


def figures(case: dict[str, Any], places: PlaceIndex) -> dict[str, Bounds]:
    published = case.get("published")
    day = date.fromisoformat(published) if published else None
    claims = read(case["text"], day, places).rows["claims"]
    victims = summary.incident(claims)
    everybody = summary.incident(claims, everybody=True)
    return {
        "killed": stated(victims.get("killed")),
        "injured": stated(victims.get("injured")),
        "all_killed": stated(everybody.get("killed")),
        "all_injured": stated(everybody.get("injured")),
        "children_killed": children(claims),
    }


def cases() -> list[Any]:
    mark = pytest.mark.xfail(reason="not read rightly yet", strict=True)
    return [
        pytest.param(case, id=case["id"], marks=[mark] if case.get("open") else [])
        for case in CASES
    ]


@pytest.mark.parametrize("case", cases())
def test_report(case: dict[str, Any], places: PlaceIndex) -> None:
    found = figures(case, places)

    wrong = {
        use: bounds
        for use, bounds in found.items()
        if use in case and bounds not in case[use]
    }
    assert wrong == {}


def test_most_reports_are_read_rightly() -> None:
    """What is open may shrink, and not grow unnoticed."""
    shares = [bool(case.get("open")) for case in CASES]
    assert sum(shares) / len(shares) < 0.2
