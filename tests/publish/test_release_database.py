"""casualties.duckdb: marts alone, described, usable under any name and attached."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from publish.captions import name_release

MOMENT = "2017-06-30"


@pytest.fixture(params=["renamed", "attached"])
def reader(
    request: pytest.FixtureRequest, release: Path, tmp_path: Path
) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file under another name, read-only, opened or attached and used."""
    other = tmp_path / "other.name.duckdb"
    shutil.copy(release / "casualties.duckdb", other)
    other.chmod(0o444)
    if request.param == "renamed":
        with duckdb.connect(str(other), read_only=True) as connection:
            yield connection
        return
    with duckdb.connect() as connection:
        connection.execute(f"attach '{other}' as held (read_only)")
        connection.execute("use held")
        yield connection


def test_the_file_holds_tables_alone_in_main(reader: duckdb.DuckDBPyConnection) -> None:
    held = "database_name = current_database() and not internal"
    views = f"select count(*) from duckdb_views() where {held}"
    schemas = f"select distinct schema_name from duckdb_tables() where {held}"
    assert reader.execute(views).fetchone() == (0,)
    assert reader.execute(schemas).fetchall() == [("main",)]


def test_the_rows_are_those_of_the_flat_files(
    reader: duckdb.DuckDBPyConnection, release: Path
) -> None:
    tables = reader.execute(
        "select table_name from duckdb_tables() where table_name[1] != '_' "
        "and database_name = current_database() order by all"
    ).fetchall()
    assert len(tables) > 30
    for (table,) in tables:
        flat = release / "parquet" / f"{table}.parquet"
        counts = [
            reader.execute(
                f"select count(*), count(columns(*)) from {place}"
            ).fetchall()
            for place in (f"main.{table}", f"'{flat}'")
        ]
        assert counts[0] == counts[1]


def test_types_and_descriptions_are_those_of_the_warehouse(
    reader: duckdb.DuckDBPyConnection, marts: duckdb.DuckDBPyConnection
) -> None:
    columns = """
        select table_name, column_name, data_type, comment from duckdb_columns()
        where database_name = current_database() and table_name[1] != '_'
            and not internal and schema_name = 'main'
        order by table_name, column_index
    """
    tables = """
        select table_name, comment from duckdb_tables()
        where database_name = current_database() and table_name[1] != '_'
            and schema_name = 'main' and table_name != 'casualties_default'
        order by table_name
    """
    for sql in (columns, tables):
        assert reader.execute(sql).fetchall() == marts.execute(sql).fetchall()


def test_macros_of_a_moment_are_those_of_the_warehouse(
    reader: duckdb.DuckDBPyConnection, marts: duckdb.DuckDBPyConnection
) -> None:
    macros = """
        select function_name, comment from duckdb_functions()
        where function_type = 'table_macro' and not internal
            and database_name = current_database()
        order by all
    """
    named = reader.execute(macros).fetchall()
    assert len(named) > 5
    assert named == marts.execute(macros).fetchall()
    for name, _ in named:
        assert reader.execute(f"from {name}('{MOMENT}')").fetchall()


def test_a_macro_filters_the_rows_of_all_moments(
    reader: duckdb.DuckDBPyConnection, release: Path
) -> None:
    flat = release / "parquet" / "fct_casualties_dated.parquet"
    sql = f"""
        select count(*) from '{flat}' where known_from < '2017-07-01'
            and coalesce(known_to >= '2017-07-01', true)
    """
    told = reader.execute(f"select count(*) from casualties_as_of('{MOMENT}')")
    assert told.fetchone() == reader.execute(sql).fetchone()


def test_a_macro_is_no_copy_of_today(reader: duckdb.DuckDBPyConnection) -> None:
    then, now = (
        reader.execute(f"select count(*) from casualties_as_of('{day}')").fetchone()
        for day in (MOMENT, "2026-01-01")
    )
    assert then is not None
    assert now is not None
    assert 0 < then[0] < now[0]


def test_the_file_names_its_release_without_its_folder(
    release: Path, tmp_path: Path
) -> None:
    moved = Path(shutil.copy(release / "casualties.duckdb", tmp_path / "moved.duckdb"))
    assert name_release(moved) == "release two"
    with duckdb.connect(str(moved)) as connection:
        connection.execute("update _release set audit = 'failed'")
    assert name_release(moved) == "release two, its audit FAILED"
