"""From the samples to the marts: the golden case, privacy, and what a user is told."""

import subprocess
from pathlib import Path

import duckdb
import pytest

from tests.conftest import BIN, PLANTED_NAMES, ROOT, Run, run_casualty

GOLDEN = """
select incident_id from fct_reports where list_contains(aliases, 'RS4931')
"""
POLICIES = {"conservative", "representative", "informative", "latest", "envelope"}


@pytest.fixture
def golden(marts: duckdb.DuckDBPyConnection) -> str:
    row = marts.execute(GOLDEN).fetchone()
    assert row is not None
    return str(row[0])


def test_article_and_airwars_are_one_incident_with_two_reports(
    marts: duckdb.DuckDBPyConnection, golden: str
) -> None:
    found = marts.execute(
        """
        select reader like 'map-%' or media_type = 'table' as is_row, match_rule
        from fct_reports inner join dim_documents using (document_id)
        where incident_id = $1 order by is_row
        """,
        [golden],
    ).fetchall()
    assert found == [(False, "anchor"), (True, "comparison")]


def test_golden_killed_are_four_civilians_under_every_policy(
    marts: duckdb.DuckDBPyConnection, golden: str
) -> None:
    found = marts.execute(
        """
        select policy, population, low, best, high, voice_count from fct_casualties
        where incident_id = $1 and measure = 'killed' and is_total
        """,
        [golden],
    ).fetchall()
    assert {row[0] for row in found} == POLICIES
    assert {row[1:] for row in found} == {("civilian", 4, 4, 4, 2)}


def test_golden_injured_are_twenty_five_people_under_every_policy(
    marts: duckdb.DuckDBPyConnection, golden: str
) -> None:
    found = marts.execute(
        """
        select policy, population, low, best, high from fct_casualties
        where incident_id = $1 and measure = 'injured' and is_total
        """,
        [golden],
    ).fetchall()
    assert {row[0] for row in found} == POLICIES
    assert {row[1:] for row in found} == {("all", 25, 25, 25)}


def test_golden_eight_children_are_injured_and_none_of_the_dead(
    marts: duckdb.DuckDBPyConnection, golden: str
) -> None:
    found = marts.execute(
        """
        select distinct measure, low, best, high from fct_casualties
        where incident_id = $1 and age_group = 'child'
        """,
        [golden],
    ).fetchall()
    assert found == [("injured", 8, 8, 8)]


def test_golden_words_stand_where_the_claim_says(
    marts: duckdb.DuckDBPyConnection, golden: str
) -> None:
    found = marts.execute(
        """
        select words, substring(text, span_start + 1, span_end - span_start)
        from fct_claims inner join raw.readings using (document_id)
        where incident_id = $1 and words is not null
        """,
        [golden],
    ).fetchall()
    assert len(found) == 3
    assert all(words == source for words, source in found)


def test_every_mart_has_rows(marts: duckdb.DuckDBPyConnection) -> None:
    tables = marts.execute(
        """
        select table_name from information_schema.tables
        where table_schema = 'main' and table_name not like '\\_%' escape '\\'
        """
    ).fetchall()
    rows = {
        name: marts.execute(f"select count(*) from {name}").fetchone()  # noqa: S608  # our own marts
        for (name,) in tables
    }
    assert len(rows) == 36
    assert not [name for name, row in rows.items() if row == (0,)]


def test_tables_and_columns_carry_their_description(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    bare = marts.execute(
        """
        select table_name, column_name from duckdb_columns()
        where schema_name = 'main' and comment is null and not internal
            and table_name not like '\\_%' escape '\\'
        """
    ).fetchall()
    assert bare == []


def test_planted_names_stand_in_no_mart(marts: duckdb.DuckDBPyConnection) -> None:
    columns = marts.execute(
        """
        select schema_name, table_name, column_name from duckdb_columns()
        where schema_name = 'main' and data_type like 'VARCHAR%' and not internal
        """
    ).fetchall()
    words = {word for name in PLANTED_NAMES for word in name.split()}
    for schema, table, column in columns:
        for word in words:
            found = marts.execute(
                f"select count(*) from {schema}.{table} "  # noqa: S608  # our own marts
                f"where regexp_matches({column}::varchar, '\\b{word}\\b')"
            ).fetchone()
            assert found == (0,), f"{table}.{column} holds the name {word}"


def test_note_of_a_reviewer_is_masked(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        """
        select review_verdict, fct_claims.review_note, fct_decisions.review_note
        from fct_claims inner join fct_decisions using (claim_id)
        """
    ).fetchall()
    hidden = "not " + " ".join("█" * len(word) for word in PLANTED_NAMES[0].split())
    assert found == [("accepted", hidden, hidden)]


def test_masked_words_keep_their_offsets(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        "select length(words), span_end - span_start from fct_claims "
        "where contains(words, '█')"
    ).fetchall()
    assert found
    assert all(length == span for length, span in found)


def test_words_stand_in_their_sentence(marts: duckdb.DuckDBPyConnection) -> None:
    found = marts.execute(
        """
        select words, sentence[span_start - sentence_start + 1:][:length(words)],
            sentence
        from fct_claims where span_start is not null
        """
    ).fetchall()
    assert len(found) > 20
    assert all(words == within for words, within, _ in found)
    (golden,) = (s for words, _, s in found if words == "killed four civilians")
    assert golden.startswith("Air strikes on Idlib on Nov. 29 reportedly killed four")
    assert golden.endswith("also known as the White\nHelmets.")


def test_planted_names_stand_in_no_log_or_page(warehouse: Path) -> None:
    done = run_casualty("audit", database=warehouse)
    assert done.returncode == 0, done.stderr
    pages = [
        path.read_text("utf-8", errors="ignore")
        for folder in (ROOT / "logs", ROOT / "target" / "data_docs")
        for path in folder.rglob("*")
        if path.is_file()
    ]
    assert pages
    for name in PLANTED_NAMES:
        assert not any(name in page for page in [*pages, done.stdout, done.stderr])


def test_agg_equals_the_default_view(marts: duckdb.DuckDBPyConnection) -> None:
    sums = """
        select measure, population, sum(low), sum(high) from {table}
        group by measure, population order by all
    """
    default = """
        select measure, population, sum(coalesce(low, 0)),
            sum(coalesce(high, best, low))
        from casualties_default group by measure, population order by all
    """
    expected = marts.execute(default).fetchall()
    for table in ("agg_casualties__admin1_month", "agg_casualties__country_month"):
        assert marts.execute(sums.format(table=table)).fetchall() == expected


def test_late_recognitions_of_a_toll_are_no_deaths_of_its_day(
    marts: duckdb.DuckDBPyConnection,
) -> None:
    found = marts.execute(
        """
        select flow, best, day_count, is_new_that_day from fct_toll_changes
        where toll_date = '2025-02-08' and measure = 'killed' and breakdown = ''
            and not is_extrapolated
        order by flow
        """
    ).fetchall()
    # The report of that day counts 48 hours, so what is new in it is of two days.
    assert found == [
        ("new", 4, 2, False),
        ("recognised", 572, 2, False),
        ("recovered", 22, 2, False),
        ("unknown", 0, 1, False),
    ]


def test_duckdb_command_opens_the_result(warehouse: Path) -> None:
    done = subprocess.run(  # noqa: S603  # the packaged command
        [BIN / "duckdb", "-readonly", warehouse, "-c", "from fct_incidents limit 1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "incident_id" in done.stdout


def test_run_loads_builds_audits_and_says_what_comes_next(samples: Run) -> None:
    assert "Idlib, Syria" in samples.stdout
    assert "samples.duckdb: marts built and tested" in samples.stderr
    assert "audit: " in samples.stderr
    assert "casualty load my-article.txt" in samples.stderr


def test_file_of_another_name_opens(warehouse: Path, tmp_path: Path) -> None:
    copy = tmp_path / "renamed.duckdb"
    copy.write_bytes(warehouse.read_bytes())
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("from casualties_default limit 1").fetchone()
        assert connection.execute("from staging.stg_claims limit 1").fetchone()
