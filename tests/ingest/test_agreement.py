from datetime import date
from typing import Any

import pytest

from ingest.agreement import compare

Row = dict[str, Any]

REPORT: Row = {
    "report_id": "a",
    "date_min": date(2024, 11, 29),
    "date_max": date(2024, 11, 29),
    "place_text": "Idlib",
    "place_name": "Idlib, Syria",
    "latitude": 35.93,
    "longitude": 36.63,
    "radius_m": 8000,
    "killed": "4",
    "injured": None,
    "actor_names": ["Government of Syria"],
    "cause_text": "shells",
    "cause_id": "heavy_weapons",
}
CLAIM: Row = {
    "report_id": "a",
    "measure": "killed",
    "role": "victim",
    "population": "all",
    "breakdown": "",
    "low": 4,
    "best": 4,
    "high": 4,
    "count_basis": "stated",
    "is_votable": True,
}


def judge(what: str, other: Row, *claims: Row) -> bool | None:
    reports = [REPORT, REPORT | {"report_id": "b"} | other]
    rows = [CLAIM | claim for claim in claims]
    (fact,) = [row for row in compare(reports, rows) if row["what"] == what]
    return bool(fact["agrees"]) if fact["agrees"] is not None else None


@pytest.mark.parametrize(
    ("what", "other", "agrees"),
    [
        ("dates", {}, True),
        ("dates", {"date_max": date(2024, 12, 1)}, True),
        (
            "dates",
            {"date_min": date(2024, 11, 30), "date_max": date(2024, 11, 30)},
            False,
        ),
        ("dates", {"date_min": None, "date_max": None}, None),
        ("place", {"latitude": 35.99}, True),
        ("place", {"latitude": 36.93}, False),
        ("place", {"radius_m": None}, None),
        ("actors", {"actor_names": []}, None),
        ("actors", {"actor_names": ["IS", "Government of Syria"]}, True),
        ("actors", {"actor_names": ["IS"]}, False),
        ("cause", {"cause_text": "rockets"}, True),
        ("cause", {"cause_id": "small_arms"}, False),
        ("cause", {"cause_id": "unknown"}, None),
    ],
)
def test_two_reports_agree_or_do_not(
    what: str, other: Row, *, agrees: bool | None
) -> None:
    assert judge(what, other) is agrees


@pytest.mark.parametrize(
    ("other", "agrees"),
    [
        ({}, True),
        ({"low": 5, "best": 5, "high": 5}, False),
        ({"low": 3, "best": 3, "high": None}, True),
        ({"low": 5, "best": 5, "high": None}, False),
        ({"low": None, "best": None, "high": 9}, True),
        ({"low": None, "best": 4, "high": None}, True),
        ({"population": "civilian", "low": 2, "best": 2, "high": 2}, True),
        ({"population": "civilian", "low": 5, "best": 5, "high": 5}, False),
        ({"count_basis": "coded_zero", "low": None, "best": 0, "high": None}, None),
        ({"is_votable": False, "low": 9, "best": 9, "high": 9}, None),
        ({"breakdown": "sex", "low": 1, "best": 1, "high": 1}, None),
    ],
)
def test_figures_of_the_same_people_are_compared(
    other: Row, *, agrees: bool | None
) -> None:
    assert judge("killed", {}, {}, {"report_id": "b"} | other) is agrees


def test_what_each_report_says_stands_in_its_order() -> None:
    facts = {
        row["what"]: row["values"]
        for row in compare([REPORT, REPORT | {"report_id": "b", "killed": None}], [])
    }
    assert facts["killed"] == ["4", None]
    assert facts["dates"] == ["2024-11-29", "2024-11-29"]
    assert facts["place"] == ["Idlib, Syria (within 8 km)"] * 2
    assert facts["cause"] == ["shells → heavy weapons"] * 2
