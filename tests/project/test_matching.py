"""Matching over several loads: the order does not matter, and little is done again."""

import shutil
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT, run_casualty, run_dbt

SAMPLES = ROOT / "samples"
# Written for the project: the strike of the sample articles in other words.
LATER = "A strike on Saraqib on Dec. 4, 2016 killed five people, a hospital said."
Rows = list[tuple[object, ...]]


def load(database: Path, *paths: Path) -> None:
    for path in paths:
        told = (
            () if path.is_dir() else ("--source", "Echo", "--published", "2016-12-06")
        )
        done = run_casualty("load", path, *told, database=database)
        assert done.returncode == 0, done.stderr


def match(database: Path, *options: str, to: str = "int_incident_reports") -> None:
    untested = ("--exclude", "resource_type:test", "resource_type:unit_test")
    done = run_dbt(
        "build", "--select", f"+{to}", *untested, *options, database=database
    )
    assert done.returncode == 0, done.stdout


def ask(database: Path, sql: str) -> Rows:
    with duckdb.connect(str(database)) as connection:
        return connection.execute(sql).fetchall()


def incidents(database: Path) -> Rows:
    return ask(
        database,
        "select report_id, incident_id, match_rule, matched_with_report_id, "
        "match_score from intermediate.int_incident_reports order by report_id",
    )


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("later") / "later.txt"
    path.write_text(LATER, "utf-8")
    return path


@pytest.fixture(scope="module")
def matched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("matched") / "own.duckdb"
    load(database, SAMPLES / "articles", SAMPLES / "ucdp_ged", SAMPLES / "airwars")
    match(database)
    return database


@pytest.fixture(scope="module")
def grown(
    matched: Path, tmp_path_factory: pytest.TempPathFactory, article: Path
) -> Path:
    """Samples that were matched before one more article came."""
    database = tmp_path_factory.mktemp("grown") / "own.duckdb"
    shutil.copy(matched, database)
    load(database, article)
    match(database)
    return database


def test_one_more_document_is_compared_alone(
    matched: Path, article: Path, tmp_path: Path
) -> None:
    database = tmp_path / "own.duckdb"
    shutil.copy(matched, database)
    # No days are `missing`, so that this is a mark on the pairs of the first build.
    ask(database, "update intermediate.int_reports_compared set days = 'missing'")
    load(database, article)
    match(database, to="int_reports_compared")
    compared = """
    with news as (
        select profiles.turn from raw.reports
        inner join intermediate.int_reports_profiled as profiles using (report_id)
        where reports.file_name = 'later.txt'
    )
    select days = 'missing' as is_kept, count(*),
        count(*) filter (where turn in (from news) or earlier_turn in (from news))
            as of_news
    from intermediate.int_reports_compared where turn != earlier_turn
    group by all order by all
    """
    (_, fresh, of_news), (_, kept, of_old) = ask(database, compared)
    assert (fresh, of_old) == (of_news, 0)
    assert kept > 20 > fresh > 0  # type: ignore[operator]  # numbers


def test_what_grew_equals_a_build_from_nothing(grown: Path) -> None:
    before = incidents(grown)
    match(grown, "--full-refresh")
    assert incidents(grown) == before


def test_the_order_of_loading_does_not_matter(
    grown: Path, article: Path, tmp_path: Path
) -> None:
    database = tmp_path / "other.duckdb"
    load(database, article, SAMPLES / "airwars", SAMPLES / "ucdp_ged")
    load(database, SAMPLES / "articles")
    match(database)
    assert incidents(database) == incidents(grown)
