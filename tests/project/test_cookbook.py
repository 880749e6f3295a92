"""Every analysis asks a question and answers it; docs/cookbook.md shows how, today."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, Run
from tests.cookbook import WITHOUT_ROWS, compile_analyses, question, render

NAMES = sorted(path.stem for path in ROOT.glob("analyses/*.sql"))


@pytest.fixture(scope="module")
def queries(samples: Run) -> dict[str, str]:
    return compile_analyses(samples.database)


def test_the_page_shows_what_the_analyses_answer_today(samples: Run) -> None:
    page = (ROOT / "docs/cookbook.md").read_text("utf-8")

    assert page == render(samples.database)


def test_there_are_as_many_questions_as_people_ask() -> None:
    assert len(NAMES) >= 15
    assert set(WITHOUT_ROWS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_an_analysis_begins_with_its_question(name: str) -> None:
    first = (ROOT / "analyses" / f"{name}.sql").read_text("utf-8").splitlines()[0]

    assert first.startswith("-- ")
    assert "? " in question(name).split(". ")[0] + " "


@pytest.mark.parametrize("name", NAMES)
def test_an_analysis_has_rows_in_an_order_of_their_own(
    name: str, samples: Run, queries: dict[str, str]
) -> None:
    with duckdb.connect(str(samples.database), read_only=True) as connection:
        connection.execute("set threads = 1")
        once = connection.execute(queries[name]).fetchall()
        connection.execute("set threads = 4")
        again = connection.execute(queries[name]).fetchall()

    assert bool(once) != (name in WITHOUT_ROWS)
    assert once == again
    # The last clause orders; a limit would hide rows.
    assert "order by" in queries[name].lower()
    assert "\nlimit" not in queries[name].lower()


def test_what_no_sample_has_is_found_where_it_is(
    samples: Run, queries: dict[str, str], tmp_path: Path
) -> None:
    # The compiled queries name the catalog, which is the name of the file.
    copy = tmp_path / samples.database.name
    shutil.copy(samples.database, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            """
            update fct_claims set stance = 'conceded', low = 1, high = 2
            where claim_id = (
                select min(claim_id) from fct_claims
                where measure = 'killed' and population = 'all' and breakdown = ''
                    and incident_id in (select incident_id from casualties_default)
            )
            """
        )
        connection.execute(
            """
            insert into bridge_incident_links
            select min(incident_id), max(incident_id), 'overlap_risk', null
            from fct_incidents
            """
        )
        conceded = connection.execute(queries["conceded_and_claimed"]).fetchall()
        overlaps = connection.execute(queries["overlap_risks"]).fetchall()

    assert [row[4:6] for row in conceded] == [(1, 2)]
    assert [row[0] for row in overlaps] == ["overlap_risk"]
