"""The review loop as a user runs it: listed, filled in, decided, built, read anew."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.conftest import run_casualty

# Written for the project: no such people, and no such strikes.
NAME = "Hudessa Salimvey"
SARAQIB = (
    "A strike on Saraqib on Dec. 2 killed six people, the police said. The town's "
    f"hospital said nine people were killed, as Mayor {NAME} was told. "
    "Four others were injured."
)
AZAZ = (
    "Shelling of Azaz on Dec. 1 killed three people, the police said. The town's "
    "hospital said five people were killed."
)
DECISIONS = {
    "killed six people": {"verdict": "accept"},
    "nine people were killed": {"verdict": "reject", "note": "an older strike"},
    "killed three people": {"verdict": "reject"},
    "five people were killed": {"verdict": "correct", "low": "4", "best": "4"},
}
SIGNED = {"reviewer": "AB", "decided_at": "2024-12-05"}

# What a new version of the text reader leaves: other spans, and one figure less.
READ_ANEW = """
set variable document = (
    select document_id from raw.readings where contains(text, 'Azaz')
);
create temp table old as
    select * from raw.sightings inner join raw.readings using (reading_id)
    where document_id = getvariable('document');
insert into raw.readings
    select * replace (
        'anew' as reading_id, '999' as reader_version,
        _loaded_at + interval 1 day as _loaded_at
    )
    from raw.readings where document_id = getvariable('document');
insert into raw.sightings
    select 'anew', report_id, 'other', line from old;
insert into raw.reports
    select reports.* replace ('other' as content_hash)
    from raw.reports semi join old using (report_id, content_hash);
insert into raw.report_places
    select places.* replace ('other' as content_hash)
    from raw.report_places as places semi join old using (report_id, content_hash);
insert into raw.claims
    select claims.* replace (
        claims.claim_id || '-anew' as claim_id,
        'other' as content_hash,
        'civilian' as status,
        claims.span_start - 10 as span_start,
        claims.span_end - 7 as span_end,
        old.text[claims.span_start - 9:claims.span_end - 7] as text
    )
    from raw.claims inner join old using (report_id, content_hash)
    where claims.best = 5;
"""


@dataclass(frozen=True)
class Loop:
    """The warehouse after the loop, and the lists of before and after."""

    database: Path
    decisions: Path
    first: pl.DataFrame
    filled: Path
    second: pl.DataFrame

    def ask(self, sql: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.database), read_only=True) as connection:
            return connection.execute(sql).fetchall()


def fill(listed: pl.DataFrame, path: Path) -> Path:
    """The list as a person leaves it."""
    rows = [
        row | DECISIONS[row["words"]] | SIGNED for row in listed.iter_rows(named=True)
    ]
    pl.DataFrame(rows, schema=listed.schema).write_csv(path, separator=";")
    return path


def list_figures(database: Path, path: Path) -> pl.DataFrame:
    done = run_casualty("review", "--out", path, database=database)
    assert done.returncode == 0, done.stderr
    return pl.read_csv(path, infer_schema=False)


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Loop:
    folder = tmp_path_factory.mktemp("loop")
    database, decisions = folder / "own.duckdb", folder / "decisions"
    told = ("--source", "Daily News", "--published", "2024-12-03")

    def run(*arguments: str | Path) -> None:
        done = run_casualty(
            *arguments, database=database, CASUALTY_DECISIONS=str(decisions)
        )
        assert done.returncode == 0, done.stderr

    for name, text in (("saraqib", SARAQIB), ("azaz", AZAZ)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
        run("load", folder / f"{name}.txt", *told, "--title", name)
    run("build")
    first = list_figures(database, folder / "first.csv")
    filled = fill(first, folder / "filled.csv")
    run("decide", filled)
    with duckdb.connect(str(database)) as connection:
        connection.execute(READ_ANEW)
    run("build")
    second = list_figures(database, folder / "second.csv")
    return Loop(database, decisions, first, filled, second)


def test_figures_that_compete_are_listed_without_names(loop: Loop) -> None:
    assert set(loop.first["words"]) == DECISIONS.keys()
    assert set(loop.first["reason"]) == {"another figure of the report differs"}
    text = loop.first.write_csv()
    assert "[[nine people were killed]], as Mayor █████" in text
    assert not any(word in text for word in NAME.split())


def test_decisions_show_in_the_claims_beside_the_reading(loop: Loop) -> None:
    found = loop.ask(
        """
        select read_best, low, best, high, is_votable, review_verdict, reviewed_by,
            reviewed_at::date::varchar
        from fct_claims where measure = 'killed' order by read_best
        """
    )
    signed = ("AB", "2024-12-05")
    assert found == [
        (5, 4, 4, None, True, "corrected", *signed),
        (6, 6, 6, 6, True, "accepted", *signed),
        (9, 9, 9, 9, False, "rejected", *signed),
    ]


def test_decisions_move_the_estimates(loop: Loop) -> None:
    found = loop.ask(
        """
        select place_text, killed_low, killed_best, killed_high, has_disagreement
        from fct_incidents order by place_text
        """
    )
    assert found == [("Azaz", 4, 4, None, False), ("Saraqib", 6, 6, 6, False)]


def test_decision_is_on_the_figure_of_the_new_reading(loop: Loop) -> None:
    found = loop.ask(
        """
        select ends_with(claim_id, '-anew'), fct_claims.population, is_attached,
            is_in_force
        from fct_decisions inner join fct_claims using (claim_id)
        where verdict = 'corrected'
        """
    )
    assert found == [(True, "civilian", True, True)]


def test_decision_on_a_figure_that_is_gone_fails_the_audit(loop: Loop) -> None:
    done = run_casualty("audit", "--json", database=loop.database)
    assert done.returncode == 1
    assert "critical: main.fct_decisions: decisions_are_attached: 1 row" in done.stderr


def test_decision_on_a_figure_that_is_gone_is_listed_alone(loop: Loop) -> None:
    (row,) = loop.second.to_dicts()
    assert row["words"] == "killed three people"
    assert row["reason"] == (
        "a decision that is on no figure any more; rejected by AB on 2024-12-05"
    )


def test_repeat_of_a_file_writes_nothing(loop: Loop) -> None:
    before = sorted(loop.decisions.iterdir())
    done = run_casualty(
        "decide",
        loop.filled,
        database=loop.database,
        CASUALTY_DECISIONS=str(loop.decisions),
    )
    assert done.returncode == 0
    assert "0 decisions written; 4 were there before" in done.stderr
    assert sorted(loop.decisions.iterdir()) == before


def test_file_with_one_fault_writes_nothing(loop: Loop, tmp_path: Path) -> None:
    path = tmp_path / "filled.csv"
    pl.read_csv(loop.filled, separator=";", infer_schema=False).with_columns(
        verdict=pl.when(pl.col("words") == "killed six people")
        .then(pl.lit("maybe"))
        .otherwise("verdict")
    ).write_csv(path)
    folder = tmp_path / "decisions"
    done = run_casualty(
        "decide", path, database=loop.database, CASUALTY_DECISIONS=str(folder)
    )
    assert done.returncode == 1
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert lines[0].startswith("filled.csv line 4: verdict 'maybe' is none of accept")
    assert lines[1:] == ["nothing was written; mend the file and run this again"]
    assert not folder.exists()


def test_decided_figures_are_listed_on_demand(loop: Loop) -> None:
    done = run_casualty("review", "--decided", database=loop.database)
    assert done.returncode == 0
    assert done.stdout.count("\n") == 5
    assert "own.duckdb: 4 figures decided on" in done.stderr


def test_list_that_is_there_is_not_written_over(loop: Loop) -> None:
    done = run_casualty("review", "--out", loop.filled, database=loop.database)
    assert done.returncode == 2
    assert done.stderr.strip().endswith("is there already; name another file")


def test_warehouse_that_is_not_built_is_one_line(tmp_path: Path) -> None:
    done = run_casualty("review", database=tmp_path / "none.duckdb")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_list_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = run_casualty("decide", "none.csv", database=tmp_path / "none.duckdb")
    assert done.returncode == 2
    assert "none.csv does not exist" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
