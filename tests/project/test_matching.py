"""Matching over several loads: the order does not matter, and little is done again."""

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


def match(database: Path, *options: str) -> None:
    chosen = ("--select", "+int_incident_reports")
    untested = ("--exclude", "resource_type:test", "resource_type:unit_test")
    done = run_dbt("build", *chosen, *untested, *options, database=database)
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
def grown(tmp_path_factory: pytest.TempPathFactory, article: Path) -> Path:
    """Samples that were matched before one more article came; a mark on old pairs."""
    database = tmp_path_factory.mktemp("grown") / "own.duckdb"
    load(database, SAMPLES / "articles", SAMPLES / "ucdp_ged", SAMPLES / "airwars")
    match(database)
    ask(database, "update intermediate.int_reports_compared set radii_m = -1")
    load(database, article)
    match(database)
    return database


def test_one_more_document_is_compared_alone(grown: Path) -> None:
    compared = """
    with news as (select report_id from raw.reports where file_name = 'later.txt')
    select radii_m = -1 as is_kept, count(*),
        count(*) filter (where report_id in (from news)
            or earlier_report_id in (from news)) as of_news
    from intermediate.int_reports_compared where report_id != earlier_report_id
    group by all order by all
    """
    (_, fresh, of_news), (_, kept, of_old) = ask(grown, compared)
    assert (fresh, of_old) == (of_news, 0)
    assert kept > 20 > fresh > 0  # type: ignore[operator]  # numbers


def test_what_grew_equals_a_build_from_nothing(grown: Path) -> None:
    before = incidents(grown)
    match(grown, "--full-refresh")
    assert incidents(grown) == before
    assert ask(
        grown,
        "select count(*) from intermediate.int_reports_compared where radii_m < 0",
    ) == [(0,)]


def test_the_order_of_loading_does_not_matter(
    grown: Path, article: Path, tmp_path: Path
) -> None:
    database = tmp_path / "other.duckdb"
    load(database, article, SAMPLES / "airwars", SAMPLES / "ucdp_ged")
    load(database, SAMPLES / "articles")
    match(database)
    assert incidents(database) == incidents(grown)
