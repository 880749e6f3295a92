"""dbt-duckdb's door into the room: makes the raw tables before the first model runs."""

import sys

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from ingest.warehouse import make_tables

_EMPTY = (
    "casualty: this warehouse holds no documents yet. Load a file with `casualty load "
    "FILE`, or look at the samples with CASUALTY_DB=samples.duckdb"
)


class Plugin(BasePlugin):
    """A class because dbt-duckdb finds its plugins by their base class."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Make the raw tables where they are missing, and say so if they are empty."""
        make_tables(conn, schema="raw")
        if not conn.execute("select 1 from raw.documents limit 1").fetchone():
            print(_EMPTY, file=sys.stderr)  # noqa: T201  # dbt gives plugins no logger
