"""The marts of a warehouse: columns, types, descriptions, keys, rows in order."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import duckdb
import polars as pl
import yaml

from ingest.errors import DataError

_TABLES = """
    select table_name, comment from duckdb_tables()
    where schema_name = 'main' and not internal and table_name[1] != '_'
    union all by name
    select view_name as table_name, comment from duckdb_views()
    where schema_name = 'main' and not internal and view_name[1] != '_'
    order by table_name
"""
# Pipeline columns (`_loaded_at` and the like) tell of a run, and change with each.
_COLUMNS = """
    select table_name, column_name, data_type, comment from duckdb_columns()
    where schema_name = 'main' and not internal and column_name[1] != '_'
    order by table_name, column_index
"""


# The parser in C is ten times faster, and is not on every machine.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# What a release adds to a mart.
_ADDED = {
    "is_suppressed": "The figures are left out: they are of few people, or would give "
    "away others that are."
}


class Column(NamedTuple):
    """A column as DuckDB knows it."""

    name: str
    data_type: str
    description: str


class Rules(NamedTuple):
    """What the tests of a mart say of it."""

    keys: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()


_NONE: Mapping[str, Rules] = MappingProxyType({})


class Mart(NamedTuple):
    """A mart; ``keys`` are the columns of its grain, empty where none is known.

    ``links`` are its columns whose values stand in another mart: column, mart, field.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    keys: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...]

    @property
    def order(self) -> list[str]:
        """The columns whose order is that of the rows."""
        return list(self.keys or (column.name for column in self.columns))


Fingerprint = tuple[int, int, int]


def take_fingerprint(database: Path) -> Fingerprint:
    """Which file it is, its size in bytes, and when it was last written."""
    found = database.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


@contextmanager
def hold(database: Path, audited: Fingerprint) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader that keeps writers out while a release is made.

    Great Expectations opens the file with settings of its own, so that it cannot be
    held while it is audited.

    Args:
        database: the warehouse.
        audited: its fingerprint before the audit.

    Raises:
        DataError: the file is open to be written elsewhere, or was written since.
    """
    try:
        connection = duckdb.connect(str(database), read_only=True)
    except duckdb.Error as fault:
        raise DataError(
            f"{database} cannot be read ({str(fault).splitlines()[0]}); close it in "
            "other programs, or name another with --db"
        ) from fault
    with connection:
        connection.execute("set enable_progress_bar = false")
        if take_fingerprint(database) != audited:
            raise DataError(
                f"{database} was written while it was audited; publish again"
            )
        yield connection


def read_rules(models: Path) -> dict[str, Rules]:
    """The grain of each mart and its links, from the YAML beside its SQL."""
    found = {}
    for path in sorted(models.glob("*.yml")):
        told = yaml.load(path.read_text("utf-8"), _LOADER)  # noqa: S506  # a safe one
        for model in told.get("models", []):
            columns = model.get("columns", [])
            found[model["name"]] = Rules(
                keys=tuple(_find_test(model, "grain").get("columns", ())),
                links=tuple(link for one in columns for link in _find_links(one)),
            )
    return found


def _find_test(told: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The arguments of a test of a model or column; empty where it has none."""
    for test in told.get("data_tests", []):
        if isinstance(test, dict) and name in test:
            arguments: dict[str, Any] = test[name]["arguments"]
            return arguments
    return {}


def _find_links(column: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    if told := _find_test(column, "relationships"):
        mart = told["to"].removeprefix("ref('").removesuffix("')")
        yield column["name"], mart, told["field"]


def list_marts(
    connection: duckdb.DuckDBPyConnection, rules: Mapping[str, Rules] = _NONE
) -> list[Mart]:
    """All marts of the warehouse, tables and views alike, by name."""
    columns: dict[str, list[Column]] = {}
    for table, *rest in connection.execute(_COLUMNS).fetchall():
        columns.setdefault(table, []).append(Column(rest[0], rest[1], rest[2] or ""))
    return [
        Mart(name, told or "", tuple(columns[name]), *rules.get(name, Rules()))
        for name, told in connection.execute(_TABLES).fetchall()
    ]


def read_rows(connection: duckdb.DuckDBPyConnection, mart: Mart) -> pl.DataFrame:
    """The rows of a mart in the order of its key."""
    columns = ", ".join(f'"{column.name}"' for column in mart.columns)
    order = ", ".join(f'"{name}" nulls first' for name in mart.order)
    return connection.execute(
        f"select {columns} from main.{mart.name} order by {order}"
    ).pl()


def fit(mart: Mart, rows: pl.DataFrame) -> Mart:
    """The mart with the columns that its rows have, some of which are new."""
    known = {column.name: column for column in mart.columns}
    with duckdb.connect() as connection:
        connection.register("given", rows.head(0).to_arrow())
        found = connection.execute("describe given").fetchall()
    added = {name: Column(name, kind, _ADDED.get(name, "")) for name, kind, *_ in found}
    return mart._replace(
        columns=tuple(known.get(name, added[name]) for name in rows.columns)
    )
