"""Decisions on pairs of reports as a user makes them: listed, decided, taken back."""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.conftest import run_casualty

# Written for the project: no such people, and no such strikes.
NAME = "Hudessa Salimvey"
TEXTS = {
    # The days and the figures of these two do not go together: nothing joins them.
    "six": "A strike on Saraqib on Dec. 2 killed six people, the police said.",
    "many": f"An attack on Saraqib on Dec. 1 killed fourteen, Mayor {NAME} said.",
    # These two are alike, and are joined.
    "three": "Shelling of Azaz on Dec. 1 killed three people, the police said.",
    "again": "Shelling of Azaz on Dec. 1 killed three people, a hospital said.",
    # The first holds the second.
    "day": "Clashes in Daraa on Dec. 2 killed nine people, the police said.",
    "one": "A bomb in Daraa on Dec. 2 killed two soldiers, a hospital said.",
}


@dataclass(frozen=True)
class Bench:
    """A warehouse and the folder of its decisions."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / "own.duckdb"

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_casualty(
            *arguments,
            database=self.database,
            CASUALTY_DECISIONS=str(self.folder / "decisions"),
        )

    def tell(self, *arguments: str | Path) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def ask(self, sql: str) -> list[tuple[str, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()

    def by_title(self, column: str) -> dict[str, str]:
        rows = self.ask(
            f"select title, {column} from fct_reports "  # noqa: S608  # our own names
            "inner join dim_documents using (document_id)"
        )
        return dict(rows)

    def list_pairs(self, *options: str) -> pl.DataFrame:
        return pl.read_csv(self.tell("review", *options).encode(), infer_schema=False)

    def decide(self, name: str, listed: Iterable[pl.DataFrame], day: str) -> Path:
        path = self.folder / f"{name}.csv"
        signed = pl.concat(listed).with_columns(
            reviewer=pl.lit("AB"), decided_at=pl.lit(day)
        )
        signed.write_csv(path, separator=";")
        self.tell("decide", path)
        return path


@dataclass(frozen=True)
class State:
    """What stood in the warehouse after one build."""

    incidents: dict[str, str]
    rules: dict[str, str]
    killed: list[tuple[str, ...]]
    why: dict[str, dict[str, object]]


def look(bench: Bench, ids: dict[str, str]) -> State:
    """The state, and what `casualty why` says of ids that were printed before."""
    bench.tell("build")
    return State(
        incidents=bench.by_title("incident_id"),
        rules=bench.by_title("match_rule"),
        killed=bench.ask(
            "select place_text, killed_low, killed_high, report_count "
            "from fct_incidents order by all"
        ),
        why={t: json.loads(bench.tell("why", key, "--json")) for t, key in ids.items()},
    )


@dataclass(frozen=True)
class Loop:
    """A pair that was merged and one that was split, and both withdrawn again."""

    bench: Bench
    first: State
    decided: State
    withdrawn: State
    audit: int
    left: list[tuple[str, ...]]
    listed: pl.DataFrame
    filled: Path


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Loop:
    bench = Bench(tmp_path_factory.mktemp("pairs"))
    for name, text in TEXTS.items():
        (bench.folder / f"{name}.txt").write_text(text, "utf-8")
        told = ("--source", f"The {name}", "--published", "2024-12-03")
        bench.tell("load", bench.folder / f"{name}.txt", *told, "--title", name)
    first = look(bench, {})
    keys = bench.by_title("report_id")
    asked = [
        ("six", "many", "same"),
        ("three", "again", "different"),
        ("day", "one", "parent_of"),
    ]
    filled = bench.decide(
        "filled",
        [
            bench.list_pairs("--pair", keys[one], keys[other]).with_columns(
                verdict=pl.lit(verdict)
            )
            for one, other, verdict in asked
        ],
        "2024-12-05",
    )
    decided = look(bench, first.incidents)
    audit = bench.run("audit").returncode
    left = bench.ask(
        "select whole_best, best, len(claim_ids) from fct_casualties "
        "where is_residual and is_total and policy = 'representative'"
    )
    listed = bench.list_pairs("--pairs", "--decided")
    bench.decide(
        "back", [listed.with_columns(verdict=pl.lit("withdraw"))], "2024-12-06"
    )
    withdrawn = look(bench, decided.incidents)
    return Loop(bench, first, decided, withdrawn, audit, left, listed, filled)


def test_same_makes_one_incident_of_two(loop: Loop) -> None:
    assert loop.first.incidents["six"] != loop.first.incidents["many"]
    assert loop.decided.incidents["six"] == loop.decided.incidents["many"]
    rules = {loop.decided.rules["six"], loop.decided.rules["many"]}
    assert rules == {"anchor", "decision"}


def test_different_makes_two_incidents_of_one(loop: Loop) -> None:
    assert loop.first.incidents["three"] == loop.first.incidents["again"]
    assert loop.decided.incidents["three"] != loop.decided.incidents["again"]


def test_decisions_move_the_estimates(loop: Loop) -> None:
    first, decided = (
        [row for row in state.killed if row[0] != "Daraa"]
        for state in (loop.first, loop.decided)
    )
    assert len(first) == 3
    assert [row[0] for row in decided] == ["Azaz", "Azaz", "Saraqib"]
    assert [row[3] for row in decided] == [1, 1, 2]


def test_what_a_part_leaves_of_its_parent_rests_on_the_claims_of_both(
    loop: Loop,
) -> None:
    assert loop.left == [(9, 7, 2)]


def test_withdrawing_leaves_what_was_before(loop: Loop) -> None:
    assert loop.withdrawn.incidents == loop.first.incidents
    assert loop.withdrawn.rules == loop.first.rules
    assert loop.withdrawn.killed == loop.first.killed


def test_every_printed_id_still_leads_to_its_incident(loop: Loop) -> None:
    # An incident bears the id of its first report, and leads to where that is today.
    titles = {key: title for title, key in loop.bench.by_title("report_id").items()}
    for state in (loop.decided, loop.withdrawn):
        for told in state.why.values():
            found = told["incident"]["incident_id"]  # type: ignore[index]  # as JSON has it
            assert found == state.incidents[titles[str(told["asked"])]]


def test_why_names_the_decision_and_the_other_half(loop: Loop) -> None:
    (joined,) = [
        report
        for report in loop.decided.why["six"]["reports"]  # type: ignore[attr-defined]  # JSON
        if report["match_rule"] == "decision"
    ]
    assert (joined["verdict"], joined["reviewed_by"]) == ("same", "AB")
    links = loop.decided.why["three"]["links"]
    assert [(link["link"], link["reviewed_by"]) for link in links] == [("apart", "AB")]  # type: ignore[attr-defined]  # JSON
    (miss,) = loop.decided.why["three"]["near_misses"]  # type: ignore[misc]  # JSON
    assert miss["outcome"] == "decided_apart"


def test_audit_finds_no_fault_in_what_is_attached(loop: Loop) -> None:
    assert loop.audit == 0


def test_decided_pairs_are_listed_without_names(loop: Loop) -> None:
    assert loop.listed.height == 3
    text = loop.listed.write_csv()
    assert "same by AB on 2024-12-05; one incident today" in text
    assert "different by AB on 2024-12-05; two incidents today" in text
    assert "killed fourteen" in text
    assert not any(word in text for word in NAME.split())


def test_repeat_of_a_list_writes_nothing(loop: Loop) -> None:
    done = loop.bench.run("decide", loop.filled)
    assert done.returncode == 0
    assert "0 decisions written; 3 were there before" in done.stderr


def test_why_is_readable_at_a_hundred_columns(loop: Loop) -> None:
    told = loop.bench.tell("why", loop.withdrawn.incidents["three"])
    assert max(map(len, told.splitlines())) <= 100
    assert "killed three people" in told
    assert "representative" in told
    assert "compared with A, score" in told


@pytest.mark.parametrize("verb", [("why", "RS0"), ("review", "--pair", "RS0", "RS1")])
def test_what_is_not_known_is_one_line(loop: Loop, verb: tuple[str, ...]) -> None:
    done = loop.bench.run(*verb)
    assert done.returncode == 2
    assert "'RS0' is no incident, report or code of a source" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_one_report_is_no_pair(loop: Loop) -> None:
    key = loop.bench.by_title("report_id")["six"]
    done = loop.bench.run("review", "--pair", key, key)
    assert done.returncode == 2
    assert "are one report" in done.stderr
