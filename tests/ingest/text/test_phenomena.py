"""Written cases, one phenomenon of language each, with their expected claims."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ingest.text import Reading

# Those of single sentences, and those met in longer texts.
FILES = ("phenomena.jsonl", "phenomena_articles.jsonl")
CASES = [
    json.loads(line)
    for name in FILES
    for line in (Path(__file__).parent / name).read_text("utf-8").splitlines()
]

# Cases not met yet, each with the reason. The list may only shrink: a case that is met
# fails here until it is taken out.
NOT_YET: dict[str, str] = {}

FIELDS = ("measure", "operator", "low", "best", "high", "scope", "stance")


def without_members(claims: list[dict]) -> list[dict]:
    """Leave out the members of a list, which a case gives only as "parts"."""
    totals = [
        c for c in claims if c["rule_id"] and c["count_basis"] in {"counted", "derived"}
    ]
    return [
        claim
        for claim in claims
        if not any(
            total is not claim
            and (total["measure"], total["rule_id"])
            == (claim["measure"], claim["rule_id"])
            and total["span_start"] <= claim["span_start"]
            and claim["span_end"] <= total["span_end"]
            for total in totals
        )
    ]


def figures(claims: list[dict], parts: list[bool]) -> list[tuple[object, ...]]:
    rows = [tuple(c[f] for f in FIELDS) for c in claims]
    return sorted(
        ((*row, part) for row, part in zip(rows, parts, strict=True)), key=str
    )


def members(claims: list[dict]) -> list[int]:
    return sorted(c["best"] for c in claims if c["part_of_ref"])


def by_role(expected: list[dict]) -> list[dict]:
    """A figure of victims and perpetrators together as one for each: never added."""
    return [
        entry | (dict.fromkeys(("low", "best", "high"), entry[role]) if role else {})
        for entry in expected
        for role in [r for r in ("perpetrators", "victims") if r in entry] or [None]
    ]


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case,
            id=case["id"],
            marks=pytest.mark.xfail(reason=NOT_YET[case["id"]])
            if case["id"] in NOT_YET
            else (),
        )
        for case in CASES
    ],
)
def test_case(case: dict, reads: Callable[..., Reading]) -> None:
    published = date.fromisoformat(case["published"])
    claims = reads(case["text"], published).records["claims"].to_dicts()
    whole = claims
    listed = [part for e in case["expected"] for part in e.get("parts", [])]
    if any(c["count_basis"] in {"counted", "derived"} for c in claims) and not any(
        e.get("is_part") for e in case["expected"]
    ):
        whole = without_members(claims)
        whole = [c for c in whole if not (listed and c["part_of_ref"])]
    elif listed:
        whole = [c for c in claims if not c["part_of_ref"]]
    expected = by_role(case["expected"])
    assert figures(whole, [c["part_of_ref"] is not None for c in whole]) == figures(
        expected, [bool(e.get("is_part")) for e in expected]
    )
    if listed:
        assert members(claims) == sorted(count for _, count in listed)


EXPECTED_VOICES = {
    case["id"]: [e["claimed_by"] for e in case["expected"] if "claimed_by" in e]
    for case in CASES
    if case["id"] in {"P50", "P55", "P56"}
}


@pytest.mark.parametrize("case", [c for c in CASES if c["id"] in EXPECTED_VOICES])
def test_voice(case: dict, reads: Callable[..., Reading]) -> None:
    claims = reads(case["text"]).records["claims"]
    assert claims["claimed_by"].to_list() == EXPECTED_VOICES[case["id"]]


@pytest.mark.parametrize(
    "case", [c for c in CASES if any("date" in e for e in c["expected"])]
)
def test_day(case: dict, reads: Callable[..., Reading]) -> None:
    # The year alone of a background toll gives no day of an incident.
    stated = next(e["date"] for e in case["expected"] if "date" in e)
    reports = reads(case["text"], date.fromisoformat(case["published"])).records[
        "reports"
    ]
    days = reports["date_min"].to_list()
    assert days == ([None] if len(stated) == 4 else [date.fromisoformat(stated)])


LINKS = ("previous_value", "transfer_from")


@pytest.mark.parametrize(
    "case", [c for c in CASES if any(e.keys() & {*LINKS} for e in c["expected"])]
)
def test_link(case: dict, reads: Callable[..., Reading]) -> None:
    claims = reads(case["text"]).records["claims"].to_dicts()
    for expected in case["expected"]:
        (claim,) = [
            c
            for c in claims
            if (c["measure"], c["best"]) == (expected["measure"], expected["best"])
        ]
        for name in expected.keys() & {*LINKS}:
            assert claim[name] == expected[name]


def test_every_phenomenon_is_tried() -> None:
    assert len(CASES) == 72 + 45
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert set(NOT_YET) <= {case["id"] for case in CASES}
