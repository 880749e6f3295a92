"""What was known at a moment equals a build of what had been published by then."""

import csv
import json
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result

from casualty.cli import main
from tests.conftest import BIN, ROOT, run_casualty, run_dbt

HEADER = (ROOT / "samples/ucdp_ged/ged_idlib_aleppo.csv").read_text().splitlines()[0]
EVENT = {
    "year": "2016",
    "type_of_violence": "1",
    "side_a": "Government of Syria",
    "side_b": "Syrian insurgents",
    "where_prec": "1",
    "where_coordinates": "Idlib town",
    "adm_1": "Idlib Governorate",
    "latitude": "35.93",
    "longitude": "36.63",
    "country": "Syria",
    "country_id": "652",
    "region": "Middle East",
    "event_clarity": "1",
    "date_prec": "1",
    "deaths_a": "0",
    "deaths_b": "0",
    "deaths_unknown": "0",
}
# Three full releases: 1 is revised, 2 is withdrawn, 3 is away for a year, 4 is new.
RELEASES = {
    "2018-06-01": {"1": 6, "2": 3, "3": 2},
    "2019-06-01": {"1": 9},
    "2020-06-01": {"1": 9, "3": 2, "4": 1},
}
DAYS = {"1": "2016-10-02", "2": "2016-10-03", "3": "2016-11-04", "4": "2016-12-05"}
# Two versions of one page, and another paper on the same strike.
PAGES = (
    ("2018-06-15", "Daily News", "killed three people", "https://daily.example.org/a"),
    ("2018-07-01", "Daily News", "killed five people", "https://daily.example.org/a"),
    ("2018-06-20", "Weekly News", "killed four people", "https://weekly.example.org/b"),
)
MOMENTS = ("2018-06-18", "2019-12-05")
MARTS = {
    "fct_casualties": "casualties_as_of",
    "fct_incidents": "incidents_as_of",
    "casualties_default": "casualties_default_as_of",
    "agg_casualties__country_month": "agg_casualties__country_month_as_of",
    "agg_casualties__admin1_month": "agg_casualties__admin1_month_as_of",
    "agg_claims__source_month": "agg_claims__source_month_as_of",
}

# What was published by a day: whole documents by their date, and of a release that came
# later the rows that bear an earlier date of their own.
FORGET = """
create temp table released as
select document_id, coalesce(published_at, retrieved_date, _loaded_at) as released_at
from raw.documents;
create temp table kept as
select sightings.*
from raw.sightings as sightings
join raw.readings as readings using (reading_id)
join released using (document_id)
join raw.reports as reports using (report_id, content_hash)
qualify case
    when reports.published_at is null
        or released_at > min(released_at) over (partition by report_id)
        then released_at
    else reports.published_at
end < $1::timestamp + interval '1 day';
delete from raw.sightings;
insert into raw.sightings from kept;
delete from raw.documents
where document_id in (
    select document_id from released
    where released_at >= $1::timestamp + interval '1 day'
)
and document_id not in (
    select document_id from raw.readings semi join kept using (reading_id)
);
"""


def write_release(path: Path, deaths: dict[str, int]) -> None:
    with path.open("w", newline="") as stream:
        table = csv.DictWriter(stream, HEADER.split(","))
        table.writeheader()
        for number, killed in deaths.items():
            days = {"date_start": DAYS[number], "date_end": DAYS[number]}
            names = ("deaths_civilians", "low", "best", "high")
            figures = dict.fromkeys(names, str(killed))
            table.writerow(EVENT | {"id": number} | days | figures)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, and documents that were changed, withdrawn and brought back."""
    folder = tmp_path_factory.mktemp("made")
    database = folder / "made.duckdb"
    loads: list[tuple[str | Path, ...]] = [(ROOT / "samples",)]
    for day, deaths in RELEASES.items():
        path = folder / f"ged_{day}.csv"
        write_release(path, deaths)
        told = ("--published", day, "--release", day, "--completeness", "full")
        loads.append((path, *told))
    for day, paper, words, url in PAGES:
        path = folder / f"{paper}{day}.txt"
        path.write_text(f"A strike on Saraqib in Syria on June 14, 2018 {words}.\n")
        loads.append((path, "--published", day, "--source", paper, "--url", url))
    for arguments in loads:
        done = run_casualty("load", *arguments, database=database)
        assert done.returncode == 0, done.stderr
    untested = ("--exclude-resource-types", "test", "unit_test")
    done = run_dbt("build", "--quiet", *untested, database=database)
    assert done.returncode == 0, done.stdout
    return database


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module", params=MOMENTS)
def past(
    request: pytest.FixtureRequest,
    made: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[str, Path]:
    """A day, and a warehouse built from what had been published by its end."""
    database = tmp_path_factory.mktemp("past") / "past.duckdb"
    shutil.copy(made, database)
    with duckdb.connect(str(database)) as connection:
        for statement in FORGET.split(";\n"):
            values = [request.param] if "$1" in statement else []
            connection.execute(statement, values)
    done = run_dbt("run", "--quiet", database=database)
    assert done.returncode == 0, done.stdout
    return request.param, database


def test_a_moment_is_what_a_build_of_then_would_say(
    made: Path, past: tuple[str, Path]
) -> None:
    moment, database = past
    with duckdb.connect(str(made), read_only=True) as connection:
        connection.execute(f"attach '{database}' as past (read_only)")
        for table, macro in MARTS.items():
            rows = f"from past.main.{table}", f"from main.{macro}('{moment}')"
            for one, other in (rows, rows[::-1]):
                differing = f"{one} except all {other}"
                assert connection.execute(differing).fetchall() == [], (table, one)
        found = connection.execute(f"select count(*) {rows[0]}").fetchone()
    assert found is not None
    assert found[0] > 10


def test_now_is_the_open_slice(made: Path) -> None:
    for table, macro in MARTS.items():
        for one, other in ((table, f"{macro}(now())"), (f"{macro}(now())", table)):
            assert ask(made, f"from {one} except all from {other}") == []


def test_a_figure_is_followed_through_time(made: Path) -> None:
    found = ask(
        made,
        """
        select best, known_from::date::varchar, known_to::date::varchar
        from fct_casualties_dated
        where policy = 'latest' and is_total and population = 'all'
            and measure = 'killed' and incident_id in (
                select incident_id from fct_incidents_dated
                where date_min in ('2016-10-02', '2016-10-03', '2016-11-04')
                    and known_from in ('2018-06-01', '2019-06-01')
                    and admin1_id = 'SY.12' and report_count = 1
            )
        order by date_trunc('day', known_from), best desc
        """,
    )
    assert ("2018-06-01", "2019-06-01") in [row[1:] for row in found if row[0] == 6]
    assert ("2019-06-01", None) in [row[1:] for row in found if row[0] == 9]
    assert [row[1:] for row in found if row[0] == 3] == [("2018-06-01", "2019-06-01")]
    assert [row[1:] for row in found if row[0] == 2] == [
        ("2018-06-01", "2019-06-01"),
        ("2020-06-01", None),
    ]


def test_a_day_is_its_end_and_a_moment_is_itself(made: Path) -> None:
    count = "select count(*) from casualties_as_of({})"
    (day,), (start,), (before,) = (
        ask(made, count.format(moment))[0]
        for moment in (
            "'2018-06-15'",
            "timestamp '2018-06-15 00:00:00'",
            "'2018-06-14 23:59:59'",
        )
    )
    assert day == start
    assert int(str(day)) > int(str(before))


def test_macros_work_in_a_copy_under_another_name(made: Path, tmp_path: Path) -> None:
    copy = tmp_path / "another name.duckdb"
    shutil.copy(made, copy)
    for macro in MARTS.values():
        count = f"select count(*) from {macro}('2024-12-05')"  # noqa: S608  # named above
        done = subprocess.run(  # noqa: S603  # our own command
            [*(BIN / "duckdb", "-readonly", "-noheader", "-list", copy), "-c", count],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert int(done.stdout) > 0


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_a_revision_has_both_values_and_its_document(made: Path) -> None:
    found = ask(
        made,
        """
        select date_min::varchar, previous_best, best, revised_at::date::varchar,
            release_label
        from (from fct_revisions select *, unnest(document_ids) as document_id)
        join dim_documents using (document_id)
        where revision_level = 'source' and change = 'changed'
            and anchor in ('killed_cum', 'best')
        """,
    )
    assert sorted(found) == [
        ("2016-10-02", 6, 9, "2019-06-01", "2019-06-01"),
        ("2025-01-27", 47283, 47317, "2025-02-27", "2025-02-27"),
    ]


def test_an_estimate_moves_with_its_sources(made: Path) -> None:
    found = ask(
        made,
        """
        select change, previous_best, best, revised_at::date::varchar
        from fct_revisions
        where revision_level = 'estimate' and policy = 'latest' and is_total
            and measure = 'killed' and revised_at in ('2019-06-01', '2020-06-01')
            and population = 'all'
        order by all
        """,
    )
    assert ("changed", 6, 9, "2019-06-01") in found
    assert ("withdrawn", 3, None, "2019-06-01") in found
    assert ("withdrawn", 2, None, "2019-06-01") in found
    assert ("returned", None, 2, "2020-06-01") in found


def test_what_moved_between_two_days(made: Path) -> None:
    done = diff("2018-12-05", "2019-12-05", "--db", made, "--format", "json")
    found = json.loads(done.stdout)
    assert done.exit_code == 0
    counts = found["counts"]
    assert (counts["added"], counts["dropped"]) == (0, 2)
    assert counts["incidents_after"] == counts["incidents_before"] - 2
    assert {row["change"] for row in found["incidents"]} == {"dropped"}
    killed = [row for row in found["totals"] if row["measure"] == "killed"]
    assert sum(row["low_change"] for row in killed) == 9 - 6 - 3 - 2
    by_document = [row for row in found["documents"] if row["measure"] == "killed"]
    assert sum(row["low_change"] for row in by_document) == 9 - 6 - 3 - 2
    assert all("2019-06-01" in str(row["documents"]) for row in by_document)


def test_the_way_back_is_the_opposite(made: Path) -> None:
    there = json.loads(
        diff("2018-12-05", "now", "--db", made, "--format", "json").stdout
    )
    back = json.loads(
        diff("now", "2018-12-05", "--db", made, "--format", "json").stdout
    )
    assert there["counts"]["added"] == back["counts"]["dropped"] > 0
    assert [-row["low_change"] for row in there["totals"]] == [
        row["low_change"] for row in back["totals"]
    ]


@pytest.fixture
def joined(made: Path, tmp_path: Path) -> Path:
    """A release in which two incidents of the other are one."""
    copy = tmp_path / "joined.duckdb"
    shutil.copy(made, copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            """
            create temp table pair as
            select min(incident_id) as kept, max(incident_id) as gone from (
                from fct_incidents where report_count = 1 order by incident_id limit 2
            );
            update bridge_incident_reports set incident_id = (select kept from pair)
            where incident_id = (select gone from pair);
            """
        )
        for table in ("fct_incidents_dated", "fct_casualties_dated"):
            gone = "incident_id = (select gone from pair)"
            connection.execute(f"delete from {table} where {gone}")  # noqa: S608  # named above
    return copy


def test_merged_and_split_between_two_files(made: Path, joined: Path) -> None:
    for files, change in (((made, joined), "merged"), ((joined, made), "split")):
        found = json.loads(diff(*files, "--format", "json").stdout)
        (row,) = found["incidents"]
        assert row["change"] == change
        assert len(row["other_incident_ids"]) == 2
        assert (found["counts"]["added"], found["counts"]["dropped"]) == (0, 0)


def test_diff_as_a_table_and_as_markdown(made: Path) -> None:
    table = diff("2018-12-05", "2019-12-05", "--db", made)
    assert "Moved by these documents" in table.stdout
    markdown = diff("2018-12-05", "2019-12-05", "--db", made, "--format", "md").stdout
    assert markdown.startswith("# From 2018-12-05 to 2019-12-05\n")
    assert "| dropped |" in markdown
    same = diff("2018-12-05", "2018-12-05", "--db", made, "--format", "md").stdout
    assert same.count("None.") == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("soon", "now"), 2, "soon is neither a moment (2024-12-05) nor a file"),
        (("2024-12-05", ROOT), 2, "one is a moment and the other a file"),
        ((ROOT, ROOT, "--db", "x"), 2, "--db goes with two moments"),
        (("2024-12-05", "now", "--policy", "x"), 2, "x is no policy; choose from"),
        (("2024-12-05", "now", "--db", "none.duckdb"), 1, "none.duckdb is not there"),
    ],
)
def test_diff_names_the_fault_in_a_line(
    made: Path, arguments: tuple[str | Path, ...], code: int, words: str
) -> None:
    database = () if "--db" in arguments else ("--db", made)
    database = () if ROOT in arguments else database
    done = diff(*arguments, *database)
    assert done.exit_code == code
    assert words in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
