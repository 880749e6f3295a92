"""What a user may ask to see listed."""

from pathlib import Path

import polars as pl

from ingest.sources import ADAPTERS, hxl
from ingest.tagged import HXL
from ingest.text_sets import TEXT
from ingest.warehouse import query

# A file that was mended and loaded again has the rejects of its last load alone.
_REJECTS = """
with last_loads as (
    select * from raw.loads
    qualify row_number() over (
        partition by reader, file_names order by _loaded_at desc
    ) = 1
)

select file_name, line, column_name, value, reason
from raw.rejects semi join last_loads using (load_id)
order by _loaded_at, file_name, line, column_name
"""


def list_rejects(database: Path) -> pl.DataFrame:
    """Rows that could not be read: file_name, line, column_name, value, reason.

    Raises:
        DataError: there is no such warehouse.
    """
    return query(database, _REJECTS)


def list_readers() -> pl.DataFrame:
    """What can be read: reader, title, version, files."""
    rows = [
        (name, adapter.title, adapter.version, ", ".join(adapter.members))
        for name, adapter in ADAPTERS.items()
    ]
    rows.append((HXL, "Tables with a row of HXL tags", hxl.VERSION, ".csv, .xlsx"))
    rows.append((TEXT, "Articles", "", ".txt, .md, .html, .jsonl"))
    rows.append(("FILE.yml", "A mapping of your own", "", ".csv, .xlsx, .parquet"))
    return pl.DataFrame(rows, ["reader", "title", "version", "files"], orient="row")


def has_both(database: Path) -> bool:
    """Whether a warehouse holds the project's samples beside a user's own files."""
    counts = query(database, "select count(distinct is_sample) from raw.loads")
    return bool(counts.item() > 1)
