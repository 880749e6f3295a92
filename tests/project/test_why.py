"""`casualty why` as a person reads it: the golden case, and parts no sample has."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from casualty.why import WIDTH, lay_out
from casualty.wording import tell_outcome
from tests.conftest import run_casualty

Row = dict[str, Any]


def shown(told: Row) -> str:
    console = Console(file=io.StringIO(), width=WIDTH, highlight=False)
    for part in lay_out(told):
        console.print(part)
    text = console.file.getvalue()  # type: ignore[attr-defined]  # a StringIO
    return str(text)


def golden(warehouse: Path) -> Row:
    done = run_casualty("why", "RS4931", "--json", database=warehouse)
    assert done.returncode == 0, done.stderr
    told: Row = json.loads(done.stdout)
    return told


def test_golden_reports_agree_on_all_that_both_say(warehouse: Path) -> None:
    told = golden(warehouse)
    agreed = {fact["what"]: fact["agrees"] for fact in told["agreement"]}
    assert agreed == {
        "dates": True,
        "place": True,
        "killed": True,
        "injured": True,
        "actors": None,
        "cause": True,
    }
    assert {claim["words"] for claim in told["claims"]} >= {
        "killed four civilians",
        "injured 25 others",
        "eight children",
    }
    assert len({row["policy"] for row in told["estimates"]}) == 5


def test_page_shows_each_part_within_its_width(warehouse: Path) -> None:
    done = run_casualty("why", "RS4931", database=warehouse)
    assert done.returncode == 0, done.stderr
    assert max(map(len, done.stdout.splitlines())) <= WIDTH
    for words in ("Airwars 132497", "killed four civilians", "representative"):
        assert words in done.stdout


def test_evidence_decisions_and_near_misses_are_told_in_words(
    warehouse: Path,
) -> None:
    told = golden(warehouse)
    first, second = told["reports"]
    evidence = [
        {"comparison": "base", "level": "base", "weight": -3.5},
        {"comparison": "place_name", "level": "same_name", "weight": 2.5},
    ]
    decision = {"reviewed_by": "AB", "reviewed_at": "2024-12-05 00:00:00"}
    decision |= {"review_note": "one depot"}
    second |= {"evidence": evidence}
    told["near_misses"] = [
        first
        | {"member_report_id": second["report_id"], "match_score": -1.25}
        | {
            "outcome": "place_taken",
            "verdict": None,
            "incident_id": "x" * 32,
            "evidence": evidence,
        }
        | decision
    ]
    page = shown(told)
    assert page.count("-3.50  base\n") == 2
    assert page.count("+2.50  place name: same name") == 2
    assert "score -1.25: the incident has another event of its data set" in page
    assert "by AB on 2024-12-05: one depot" in " ".join(page.split())


@pytest.mark.parametrize(
    ("outcome", "verdict", "words"),
    [
        ("decided_apart", "different", "a reviewer keeps them apart"),
        ("decided_apart", None, "a reviewer keeps their incidents apart"),
        ("decided_apart", "parent_of", "a reviewer says that one holds the other"),
        ("score_low", None, "the score, or the mean with its incident, is too low"),
    ],
)
def test_why_two_reports_are_apart(
    outcome: str, verdict: str | None, words: str
) -> None:
    assert tell_outcome({"outcome": outcome, "verdict": verdict}) == words


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("alias", "also known as"),
        ("apart", "kept apart from"),
        ("parent", "part of"),
        ("part", "holds"),
        ("overlap_risk", "people may also be counted in"),
        ("overlap_part", "people may also be counted in its part"),
    ],
)
def test_every_link_is_told_in_words(warehouse: Path, link: str, words: str) -> None:
    told = golden(warehouse)
    told["links"] = [
        {"link": link, "linked_incident_id": "x" * 32, "reviewed_by": None}
    ]
    assert f"  {words} {'x' * 32}" in shown(told)


def test_what_is_left_of_a_parent_is_told_beside_the_whole(warehouse: Path) -> None:
    told = golden(warehouse)
    told["estimates"] = [
        told["estimates"][0]
        | {"is_residual": True, "whole_low": 20, "whole_best": 20, "whole_high": 20}
    ]
    assert "4, left of 20" in shown(told)


def test_words_of_a_source_do_not_steer_the_terminal(warehouse: Path) -> None:
    told = golden(warehouse)
    told["claims"][0]["words"] = "\x1b[31m[bold]four[/bold]"
    page = shown(told)
    assert "\x1b" not in page
    assert "[bold]four" in page


def test_many_reports_stand_in_several_tables(warehouse: Path) -> None:
    told = golden(warehouse)
    more = [told["reports"][1] | {"report_id": f"{n:032}"} for n in range(40)]
    told["reports"] += more
    for fact in told["agreement"]:
        fact["values"] += [fact["values"][1]] * len(more)
    page = shown(told)
    assert "A2" in page
    assert max(map(len, page.splitlines())) <= WIDTH
