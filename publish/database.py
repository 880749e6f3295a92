"""casualties.duckdb: a file of marts alone, written fresh, mart by mart.

A copy of the warehouse with schemas dropped keeps their rows readable in its bytes.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

from publish.marts import Mart

_MACROS = """
    select function_name, parameters, macro_definition, comment
    from duckdb_functions()
    where schema_name = 'main' and not internal and function_type = 'table_macro'
    order by function_name
"""
_RELEASE = "What release this file is of; audit is passed or failed."


# The name of the file in a release.
FILE = "casualties.duckdb"


class Macro(NamedTuple):
    """A table macro of the warehouse, such as ``casualties_as_of``."""

    name: str
    parameters: tuple[str, ...]
    definition: str
    description: str


def list_macros(connection: duckdb.DuckDBPyConnection) -> list[Macro]:
    """The table macros of a warehouse, whose SQL names no file."""
    return [
        Macro(name, tuple(parameters), sql, told or "")
        for name, parameters, sql, told in connection.execute(_MACROS).fetchall()
    ]


def write_database(
    path: Path,
    marts: Mapping[Mart, pl.DataFrame],
    macros: Iterable[Macro],
    release: Mapping[str, str],
) -> None:
    """Write the file; its one table beyond the marts is ``_release``, a row.

    Args:
        path: where no file is yet.
        marts: each with its rows in order; a view becomes a table.
        macros: those whose marts are not all there are left out.
        release: the columns of ``_release``, such as its id and the audit's outcome.
    """
    with duckdb.connect(str(path)) as connection:
        connection.execute("set enable_progress_bar = false")
        connection.execute("begin")
        for mart, rows in marts.items():
            _write_mart(connection, mart, rows)
        for macro in macros:
            _write_macro(connection, macro)
        columns = ", ".join(
            f"{_text(value)} as {key}" for key, value in release.items()
        )
        connection.execute(f"create table main._release as select {columns}")
        connection.execute(f"comment on table main._release is {_text(_RELEASE)}")
        connection.execute("commit")
        connection.execute("checkpoint")


def _write_mart(
    connection: duckdb.DuckDBPyConnection, mart: Mart, rows: pl.DataFrame
) -> None:
    columns = ", ".join(f'"{name}" {kind}' for name, kind, _ in mart.columns)
    connection.execute(f"create table main.{mart.name} ({columns})")
    connection.register("given", rows.to_arrow())
    connection.execute(f"insert into main.{mart.name} by name from given")
    connection.unregister("given")
    told = _text(mart.description)
    connection.execute(f"comment on table main.{mart.name} is {told}")
    for column in mart.columns:
        connection.execute(
            f'comment on column main.{mart.name}."{column.name}" '
            f"is {_text(column.description)}"
        )


def _write_macro(connection: duckdb.DuckDBPyConnection, macro: Macro) -> None:
    """A macro is made where the marts that it reads are in the file."""
    name = f"main.{macro.name}"
    parameters = ", ".join(macro.parameters)
    try:
        connection.execute(
            f"create macro {name}({parameters}) as table {macro.definition}"
        )
    except duckdb.CatalogException:
        return
    connection.execute(f"comment on macro table {name} is {_text(macro.description)}")


def _text(words: str) -> str:
    """The words as a literal of SQL."""
    return "'" + words.replace("'", "''") + "'"
