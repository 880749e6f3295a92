"""A file of vintages, a folder of bulletins: documents, sightings, contents."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from ingest.errors import DataError, UsageError
from ingest.front import Origin, Outcome, load_files
from ingest.readers import is_text

FILES = Path(__file__).parent / "sources/palestine"
VINTAGES = FILES / "gaza_daily_vintages.csv"
SERIES = FILES / "casualties_daily.json"
BULLETINS = sorted((FILES / "bulletins").glob("*.md"))

# Days of which a reported total was published with more than one value.
REVISED = """
    select reports.native_id, list_sort(list(distinct claims.best)) as figures
    from raw.claims as claims
    join raw.reports as reports using (report_id, content_hash)
    where claims.anchor = 'killed_cum'
    group by reports.native_id
    having count(distinct claims.best) > 1
"""

Load = Callable[..., list[Outcome]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def load(database: Path, tmp_path: Path) -> Load:
    def load_into(*paths: Path, **said: object) -> list[Outcome]:
        nowhere = tmp_path / "none"
        origin = Origin(**said)  # type: ignore[arg-type]  # as the test says
        return list(
            load_files(database, paths, origin, samples=nowhere, decisions=nowhere)
        )

    return load_into


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_vintage_is_a_document_of_its_day(database: Path, load: Load) -> None:
    (outcome,) = load(VINTAGES, title="ours", release="ours")
    assert (outcome.loaded.documents, outcome.loaded.rows) == (4, 10)
    found = (
        "select release_label, published_at::date::varchar, title from raw.documents"
    )
    title = "Daily casualties in Gaza (palestine-datasets)"
    days = ("2024-01-31", "2024-02-29", "2025-08-31", "2026-08-22")
    assert sorted(ask(database, found)) == [
        (day, day, f"{title}, {day}") for day in days
    ]


def test_a_report_in_many_vintages_has_few_contents(database: Path, load: Load) -> None:
    load(VINTAGES)
    day = "where native_id = 'gaza/2023-10-20'"
    contents = f"select count(*), count(distinct content_hash) from raw.reports {day}"  # noqa: S608  # SQL of this test alone
    assert ask(database, contents) == [(2, 2)]
    sightings = f"""
        select count(*), count(distinct content_hash) from raw.sightings
        where report_id in (select report_id from raw.reports {day})
    """  # noqa: S608  # SQL of this test alone
    assert ask(database, sightings) == [(4, 2)]


def test_trap_23_revised_days_are_countable(database: Path, load: Load) -> None:
    load(VINTAGES)
    assert ask(database, REVISED) == [("gaza/2023-10-07", [198, 232])]


def test_the_series_is_one_more_version_of_the_vintages(
    database: Path, load: Load
) -> None:
    load(VINTAGES)
    (outcome,) = load(SERIES)
    assert (outcome.loaded.changed_reports, outcome.loaded.unchanged_reports) == (0, 4)
    assert ask(database, REVISED) == [("gaza/2023-10-07", [198, 232])]


def test_series_and_vintages_of_one_load_stand_apart(
    database: Path, load: Load
) -> None:
    (outcome,) = load(VINTAGES, SERIES)
    assert outcome.loaded.documents == 5
    assert ask(database, "select count(*) from raw.readings") == [(5,)]


def test_a_row_without_its_vintage_is_rejected_and_counted(
    database: Path, load: Load, tmp_path: Path
) -> None:
    path = tmp_path / "some.csv"
    path.write_text(VINTAGES.read_text().replace("2024-02-29,", "soon,", 1))
    (outcome,) = load(path)
    assert outcome.loaded.rejects == 1
    assert outcome.loaded.rows == 10
    people = """
        select sum(people_read) - sum(people_rejected) from raw.load_tallies
        where column_name = 'killed_cum'
    """
    kept = """
        select sum(claims.best) from raw.sightings
        join raw.claims as claims using (report_id, content_hash)
        where claims.anchor = 'killed_cum'
    """
    assert ask(database, people) == ask(database, kept)


def test_a_file_without_a_day_of_a_vintage_is_refused(
    load: Load, tmp_path: Path
) -> None:
    path = tmp_path / "none.csv"
    lines = VINTAGES.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace("2024-01-31", "", 1)]))
    with pytest.raises(DataError, match="no row has a day in the column vintage_date"):
        load(path)


def test_bulletins_are_one_load_that_names_each_file(
    database: Path, load: Load
) -> None:
    (outcome,) = load(*BULLETINS)
    assert (outcome.loaded.documents, outcome.loaded.rows) == (1, 3)
    found = "select distinct file_name, line from raw.reports order by all"
    assert ask(database, found) == [
        ("gaza.md", 1),
        ("lebanon.md", 1),
        ("west_bank.md", 1),
    ]
    (again,) = load(*BULLETINS)
    assert again.loaded.load_id is None


def test_many_files_are_named_in_short(load: Load, tmp_path: Path) -> None:
    first = BULLETINS[0].read_text()
    paths = [tmp_path / f"2023-10-{day:02}.md" for day in range(1, 8)]
    for path in paths:
        path.write_text(first.replace("2023-10-07", path.stem))
    (outcome,) = load(*paths)
    assert outcome.files == "2023-10-01.md … 2023-10-07.md (7 files)"
    assert outcome.loaded.reports == 7


def test_front_matter_of_an_article_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "article.md"
    path.write_text("---\ntitle: A strike\n---\n\nFour people were killed.\n")
    assert is_text(path, Origin())
    assert not is_text(BULLETINS[0], Origin())
    assert is_text(BULLETINS[0], Origin(reader="text"))


def test_buildings_are_known_and_not_read(load: Load) -> None:
    buildings = FILES / "infrastructure-damaged.json"
    with pytest.raises(UsageError, match="it counts buildings, not people"):
        load(buildings)
    (outcome,) = load(SERIES, buildings)
    assert outcome.line.endswith(
        "not read: infrastructure-damaged.json (it counts buildings, not people)"
    )
