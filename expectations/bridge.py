"""The one bridge to DuckDB, for which Great Expectations has no data source.

Great Expectations reaches it through SQLAlchemy, and reads a result after it has closed
the connection, when DuckDB has dropped it. The dialect here keeps every result. It also
answers two questions about columns itself, since ``duckdb_engine`` asks them of tables
of PostgreSQL that DuckDB does not have.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb_engine
from great_expectations.data_context.data_context.abstract_data_context import (
    AbstractDataContext,
)
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from sqlalchemy import Connection, text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg2 import PGExecutionContext_psycopg2
from sqlalchemy.engine.cursor import FullyBufferedCursorFetchStrategy
from sqlalchemy.types import NullType


class BufferedContext(PGExecutionContext_psycopg2):
    """Fetches a result before the connection that holds it is closed."""

    def post_exec(self) -> None:
        """Keep the rows of a statement that returned any."""
        if self.cursor.description:
            self.cursor_fetch_strategy = FullyBufferedCursorFetchStrategy(
                self.cursor, initial_buffer=self.cursor.fetchall()
            )


class BufferedDialect(duckdb_engine.Dialect):
    """DuckDB for Great Expectations."""

    execution_ctx_cls = BufferedContext
    supports_statement_cache = False

    def get_columns(
        self,
        connection: Connection,
        table_name: str,
        schema: str | None = None,
        **_: Any,  # noqa: ANN401  # SQLAlchemy's signature
    ) -> Any:  # noqa: ANN401  # a private type of SQLAlchemy
        """Names of the columns; no expectation asks for a type."""
        names = connection.scalars(
            text(
                "select column_name from information_schema.columns "
                "where table_schema = :schema and table_name = :table "
                "order by ordinal_position"
            ),
            {"schema": schema or "main", "table": str(table_name)},
        )
        return [{"name": name, "type": NullType(), "nullable": True} for name in names]

    def get_pk_constraint(self, *_: Any, **__: Any) -> Any:  # noqa: ANN401  # the same
        """No table of the warehouse has a primary key."""
        return {"constrained_columns": [], "name": None}


registry.register("duckdb.buffered", __name__, BufferedDialect.__name__)


@contextmanager
def open_source(
    context: AbstractDataContext, database: Path
) -> Iterator[SQLDatasource]:
    """The warehouse as a data source that cannot write, closed at the end."""
    # The path goes to DuckDB as it is: in a URL, or in a setting of Great Expectations,
    # some characters of a path would mean something else.
    source = context.data_sources.add_sql(  # type: ignore[call-arg]  # no kwargs in stub
        "warehouse",
        connection_string="duckdb+buffered:///warehouse",
        kwargs={"connect_args": {"database": str(database), "read_only": True}},
    )
    try:
        yield source
    finally:
        # Two engines: one tests that a table is there, the other asks the questions.
        source.get_engine().dispose()
        source.get_execution_engine().close()
