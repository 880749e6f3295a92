"""CSV files: the delimiter from the first lines, the rows by DuckDB in batches."""

import csv
import glob
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from ingest.encodings import as_utf8, with_one_end
from ingest.errors import DataError

# How many first lines of a table are looked at for its header.
HEAD = 40

_DELIMITERS = (",", ";", "\t", "|")
MEMORY = "128MB"
# Bytes of the longest line that is read.
_LONGEST = 2_000_000


def read_csv_head(path: Path) -> list[list[str]]:
    """The first rows of a CSV, cells as text.

    Raises:
        DataError: of ``encodings.as_utf8``; a row that is no CSV.
    """
    with as_utf8(path) as plain:
        return _split(path, plain)[1]


def read_csv(path: Path, size: int, header: int | None) -> Iterator[pl.DataFrame]:
    """The rows under a header (counted from 0; None: no header), in batches.

    Columns are ``c0``, ``c1`` …: names are the caller's business, as DuckDB takes
    "Killed" and "killed" for one column.

    Raises:
        DataError: as ``read_csv_head``; a row with more or fewer cells than the header.
    """
    with as_utf8(path) as plain:
        delimiter, head = _split(path, plain)
        read = partial(_rows, delimiter, len(head[header or 0]), size, header)
        done = 0
        try:
            for batch in read(plain):
                done += batch.height
                yield batch
        except duckdb.Error:
            # Some lines may end in another way than the first, which DuckDB cannot
            # read: what it says then is true of no line.
            pass
        else:
            return
        with with_one_end(plain) as even:
            try:
                yield from _after(done, read(even))
            except duckdb.Error as error:
                raise DataError(_fault(path, str(error))) from error


def _rows(
    delimiter: str, width: int, size: int, header: int | None, path: Path
) -> Iterator[pl.DataFrame]:
    # One thread keeps the order and holds the fewest buffers.
    with duckdb.connect(config={"memory_limit": MEMORY, "threads": 1}) as connection:
        rows = connection.read_csv(
            # A name such as day[1].csv is not a pattern.
            glob.escape(str(path.absolute())),
            sep=delimiter,
            columns={f"c{n}": "VARCHAR" for n in range(width)},
            header=header is not None,
            skiprows=header or 0,
            auto_detect=False,
            quotechar='"',
            escapechar='"',
            compression="none",
            buffer_size=4 * _LONGEST,
            max_line_size=_LONGEST,
        )
        yield from to_batches(rows, size)


def _after(done: int, batches: Iterator[pl.DataFrame]) -> Iterator[pl.DataFrame]:
    """The batches without their first rows, which were read before."""
    for batch in batches:
        yield batch.slice(min(done, batch.height))
        done = max(0, done - batch.height)


def to_batches(rows: duckdb.DuckDBPyRelation, size: int) -> Iterator[pl.DataFrame]:
    """The rows as frames of text; one empty frame where there are none."""
    is_empty = True
    for batch in rows.to_arrow_reader(size):
        is_empty = False
        yield pl.DataFrame(pl.from_arrow(batch))
    if is_empty:
        yield pl.DataFrame(schema=dict.fromkeys(rows.columns, pl.String))


def _split(path: Path, plain: Path) -> tuple[str, list[list[str]]]:
    """The delimiter that gives most rows of one width, and the first rows by it."""
    found = [(d, _first_rows(path, plain, d)) for d in _DELIMITERS]
    return max(found, key=lambda pair: _evenness(pair[1]))


def _evenness(rows: list[list[str]]) -> int:
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max((width * count for width, count in widths.items()), default=0)


def _first_rows(path: Path, plain: Path, delimiter: str) -> list[list[str]]:
    with plain.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter)
        rows: list[list[str]] = []
        try:
            rows.extend(itertools.islice(reader, HEAD))
        except csv.Error as error:
            if not rows:
                message = f"{path} line 1: {error}; mend the header"
                raise DataError(message) from error
    return rows or [[""]]


def _fault(path: Path, error: str) -> str:
    line = re.search(r"on Line: (\d+)", error)
    columns = re.search(r"Expected Number of Columns: (\d+) Found: (\d+)", error)
    fault = "cannot be read as CSV"
    if columns:
        fault = f"has {columns[2]} cells where the header has {columns[1]}"
    elif "aximum line size" in error:
        fault = "is longer than 2 MB"
    elif "unterminated quote" in error:
        fault = "has a quotation mark that is not closed, or stands inside a cell"
    where = f"{path} line {line[1]}" if line else str(path)
    return f"{where} {fault}; mend that line and load the file again"
