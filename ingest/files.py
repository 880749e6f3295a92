"""The only opener of input: tables in bounded batches, documents, hashes.

Every column arrives as text, so that the number in the warehouse can be held against
the words in the file; what they mean is the business of ``normalise``.
"""

import csv
import glob
import hashlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, time
from pathlib import Path

import duckdb
import polars as pl
import python_calamine

from ingest.documents import DOCUMENT_SUFFIXES, TextDocument, read_documents
from ingest.encodings import as_utf8, base_name, check_file
from ingest.errors import DataError, UsageError
from ingest.headers import name_columns

__all__ = [
    "DOCUMENT_SUFFIXES",
    "TABLE_SUFFIXES",
    "TextDocument",
    "hash_files",
    "read_batches",
    "read_documents",
    "read_header",
]

BATCH_SIZE = 100_000
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
TABLE_SUFFIXES = (".csv", ".tsv", ".parquet", *_WORKBOOKS)

_DELIMITERS = (",", ";", "\t", "|")
_MEMORY = "1GB"


def read_batches(
    path: Path, size: int = BATCH_SIZE, *, sheet: str | None = None
) -> Iterator[pl.DataFrame]:
    """A table in batches of up to ``size`` rows, in the order of the file.

    All columns are String, blank cells NULL, names stripped; a name that is missing or
    used before becomes ``column_3`` or ``name_2``. Added: ``line`` Int64, the row as a
    spreadsheet numbers it (header 1, first row 2; empty lines of a CSV do not count),
    and ``file_name``, the base name. A workbook gives its first sheet, or ``sheet``.

    Raises:
        UsageError: no such file, a directory, a suffix or sheet that is not known.
        DataError: empty, binary, broken, badly encoded, or without a header.
    """
    check_file(path)
    line = 2
    for frame in _tables(path)(path, size, sheet):
        yield _finish(frame, base_name(path), line)
        line += frame.height


def read_header(path: Path) -> list[str] | None:
    """The column names that ``read_batches`` gives, or None for a document of text.

    Raises:
        UsageError, DataError: as ``read_batches``.
    """
    check_file(path)
    if path.suffix.lower() in DOCUMENT_SUFFIXES:
        return None
    frame = next(iter(_tables(path)(path, 1, None)))
    return frame.columns


def hash_files(paths: Iterable[Path]) -> tuple[str, int]:
    """sha256 and size in bytes of a document set, whatever the names of its files.

    One file has its own sha256, several that of their sorted sha256 lines.

    Raises:
        UsageError, DataError: as ``read_batches``.
    """
    ordered = list(paths)
    for path in ordered:
        check_file(path)
    digests = sorted(_sha256(path) for path in ordered)
    size = sum(path.stat().st_size for path in ordered)
    if len(digests) == 1:
        return digests[0], size
    return hashlib.sha256("\n".join(digests).encode()).hexdigest(), size


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


_Reader = Callable[[Path, int, str | None], Iterator[pl.DataFrame]]


def _tables(path: Path) -> _Reader:
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv"):
        return _read_csv
    if suffix == ".parquet":
        return _read_parquet
    if suffix in _WORKBOOKS:
        return _read_workbook
    known = ", ".join((*TABLE_SUFFIXES, *DOCUMENT_SUFFIXES))
    message = f"{path} has the suffix {suffix!r}, which is not read; known are {known}"
    raise UsageError(message)


def _finish(frame: pl.DataFrame, file_name: str, line: int) -> pl.DataFrame:
    text = pl.all().cast(pl.String)
    return frame.select(
        pl.when(text.str.strip_chars() != "").then(text),
    ).with_columns(
        pl.int_range(line, line + frame.height, dtype=pl.Int64).alias("line"),
        pl.lit(file_name).alias("file_name"),
    )


def _read_csv(path: Path, size: int, _: str | None) -> Iterator[pl.DataFrame]:
    with as_utf8(path) as plain:
        delimiter, header = _csv_header(path, plain)
        names = name_columns(path, header)
        # Names of our own: DuckDB takes "Killed" and "killed" for one column.
        columns = {f"c{number}": "VARCHAR" for number in range(len(names))}
        with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
            try:
                rows = connection.read_csv(
                    # A name such as day[1].csv is not a pattern.
                    glob.escape(str(plain.absolute())),
                    sep=delimiter,
                    columns=columns,
                    header=True,
                    auto_detect=False,
                    quotechar='"',
                    escapechar='"',
                    compression="none",
                )
                yield from _batches(rows, size, names)
            except duckdb.Error as error:
                raise DataError(_csv_fault(path, str(error))) from error


def _csv_header(path: Path, plain: Path) -> tuple[str, list[str]]:
    """The delimiter that makes most columns of the first line, and that line."""
    found = []
    for delimiter in _DELIMITERS:
        with plain.open(encoding="utf-8-sig", newline="") as stream:
            try:
                row = next(csv.reader(stream, delimiter=delimiter), [])
            except csv.Error as error:
                message = f"{path} line 1: {error}; mend the header"
                raise DataError(message) from error
        found.append((delimiter, row or [""]))
    return max(found, key=lambda pair: len(pair[1]))


def _csv_fault(path: Path, error: str) -> str:
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


def _read_parquet(path: Path, size: int, _: str | None) -> Iterator[pl.DataFrame]:
    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        try:
            rows = connection.read_parquet(glob.escape(str(path.absolute())))
            names = name_columns(path, rows.columns)
            yield from _batches(rows.select("columns(*)::varchar"), size, names)
        except duckdb.Error as error:
            message = f"{path} is no whole Parquet file; fetch it again"
            raise DataError(message) from error


def _batches(
    rows: duckdb.DuckDBPyRelation, size: int, names: list[str]
) -> Iterator[pl.DataFrame]:
    """The rows as frames; one empty frame where there are none."""
    is_empty = True
    for batch in rows.to_arrow_reader(size):
        is_empty = False
        frame = pl.from_arrow(batch)
        yield pl.DataFrame(frame).rename(
            dict(zip(batch.schema.names, names, strict=True))
        )
    if is_empty:
        yield pl.DataFrame(schema=dict.fromkeys(names, pl.String))


def _read_workbook(path: Path, size: int, sheet: str | None) -> Iterator[pl.DataFrame]:
    header, *rows = _workbook_rows(path, sheet) or [[""]]
    schema = dict.fromkeys(
        name_columns(path, [_cell(c) or "" for c in header]), pl.String
    )
    # A loop over cells: a workbook types each cell, not each column.
    texts = ([_cell(cell) for cell in row] for row in rows)
    while block := list(itertools.islice(texts, size)):
        yield pl.DataFrame(block, schema=schema, orient="row")
    if not rows:
        yield pl.DataFrame(schema=schema)


def _workbook_rows(path: Path, sheet: str | None) -> list[list[object]]:
    try:
        book = python_calamine.CalamineWorkbook.from_path(path)
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            message = f"{path} has no sheet {name!r}; it has {known}"
            raise UsageError(message)
        sheet_rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError) as error:
        message = f"{path} is no whole workbook; fetch it again, or save it anew"
        raise DataError(message) from error
    return [list(row) for row in sheet_rows]


def _cell(cell: object) -> str | None:
    """A cell as a reader sees it: 4, not 4.0; a day, not midnight of the day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell) or None
