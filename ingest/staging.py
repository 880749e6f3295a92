"""Chunks of a load made ready to be written: kept in files, identified, counted.

Reading and identifying have a thread, writing another; the writer alone touches the
warehouse.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import duckdb
import polars as pl

from ingest import records
from ingest.flags import Filled
from ingest.identify import identify, show_kept
from ingest.loaded import Loaded, measure
from ingest.memory import begin, remember
from ingest.records import READER_TABLES, TABLES, VALUES, Records
from ingest.scratch import keep_frame, show

STAGED = ("readings", *READER_TABLES, "load_tallies")

# Rows of all tables that are identified at a time.
CHUNK_SIZE = 200_000

# What identifying may hold; a chunk needs a quarter of it.
MEMORY = "120MB"


@dataclass(frozen=True)
class Staged:
    """One chunk: the folder with its rows, its columns that say something, its counts.

    ``done`` lacks the new claims, which are counted as they are written.
    """

    folder: Path
    filled: Filled
    done: Loaded


def stage(batches: Iterable[Records], scratch: Path) -> Iterator[Staged]:
    """The chunks of a load, identified; one is made ready while one is written.

    Args:
        batches: frames of ``STAGED`` tables, all rows of a report in one of them.
        scratch: a folder with ``shared_documents`` and ``shared_known``; each chunk
            gets one within, which the caller removes.
    """
    return _ahead(_identified(_chunks(batches), scratch))


def show_staged(connection: duckdb.DuckDBPyConnection, staged: Staged) -> None:
    """Make the views of a chunk in another connection."""
    for path in staged.folder.glob("*.parquet"):
        show(connection, staged.folder, path.stem)
    show_kept(connection)


def check_values(name: str, frame: pl.DataFrame) -> None:
    """Refuse a value that is not in its closed list (a reader's own fault).

    Raises:
        ValueError: there is one.
    """
    for column in set(frame.columns) & set(VALUES):
        strange = set(frame[column].unique()) - {None, *VALUES[column]}
        if strange:
            message = f"raw.{name}.{column} cannot be {sorted(strange)}"
            raise ValueError(message)


_Item = TypeVar("_Item")


def _ahead(items: Iterator[_Item]) -> Iterator[_Item]:
    """The items, each made in a thread while the one before it is worked on."""
    with ThreadPoolExecutor(1) as maker:
        waiting = maker.submit(next, items, None)
        while (item := waiting.result()) is not None:
            waiting = maker.submit(next, items, None)
            yield item


def _chunks(batches: Iterable[Records]) -> Iterator[Records]:
    """The batches, small ones put together: a text is a batch of a few rows."""
    waiting: list[Records] = []
    height = 0
    for batch in batches:
        waiting.append(batch)
        height += sum(frame.height for frame in batch.values())
        if height >= CHUNK_SIZE:
            yield records.join(waiting)
            waiting, height = [], 0
    yield records.join(waiting)


def _identified(chunks: Iterator[Records], scratch: Path) -> Iterator[Staged]:
    with duckdb.connect(
        config={"threads": 1, "memory_limit": MEMORY, "temp_directory": str(scratch)}
    ) as connection:
        show(connection, scratch, "shared_documents")
        documents = "create temp table staged_documents as from shared_documents"
        connection.execute(documents)
        begin(connection, scratch)
        for number, chunk in enumerate(chunks):
            folder = scratch / str(number)
            folder.mkdir()
            filled = dict(_keep(connection, folder, chunk))
            identify(connection, folder, filled)
            done = measure(connection)
            remember(connection)
            yield Staged(folder, filled, done)


def _keep(
    connection: duckdb.DuckDBPyConnection, folder: Path, chunk: Records
) -> Iterator[tuple[str, list[str]]]:
    """Keep the rows of a chunk; for each table, its columns that say something."""
    for name in STAGED:
        frame = records.conform(name, chunk.get(name, TABLES[name].frame([])))
        check_values(name, frame)
        keep_frame(connection, folder, f"read_{name}", frame)
        yield name, [c for c in frame.columns if not frame[c].is_null().all()]
