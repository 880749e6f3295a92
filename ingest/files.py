"""The only opener of input: tables in bounded batches, documents, hashes.

Every column arrives as text, so that the number in the warehouse can be held against
the words in the file; what they mean is the business of ``normalise``.
"""

import glob
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

from ingest.archives import unpacked
from ingest.csv_tables import MEMORY, read_csv, read_csv_head, to_batches
from ingest.documents import DOCUMENT_SUFFIXES, TextDocument, read_documents
from ingest.encodings import base_name, check_file
from ingest.errors import DataError, UsageError
from ingest.front_matter import read_front, read_front_head
from ingest.headers import check_header, name_columns
from ingest.json_tables import is_table, read_json, read_json_head
from ingest.workbooks import WORKBOOKS, list_sheets, read_sheet, read_sheet_head

__all__ = [
    "DOCUMENT_SUFFIXES",
    "FRONT",
    "TABLE_SUFFIXES",
    "Part",
    "TextDocument",
    "choose_sheet",
    "hash_files",
    "leave_out",
    "list_parts",
    "read_batches",
    "read_documents",
    "read_head",
    "read_table",
    "unpacked",
]

# So many rows of the widest table, with all that is made of them, are 150 MB.
BATCH_SIZE = 30_000
_CSV = (".csv", ".tsv")
_JSON = (".json", ".jsonl")
# May be texts, or tables of one row (``front_matter``).
FRONT = (".md",)
# Every row names its columns itself.
_UNHEADED = (*_JSON, *FRONT)
TABLE_SUFFIXES = (*_CSV, ".parquet", ".json", *WORKBOOKS)


class Part(NamedTuple):
    """A table or a text: a file, or one sheet of a workbook."""

    path: Path
    sheet: str | None = None

    @property
    def name(self) -> str:
        """Its name in messages and in the column ``file_name``."""
        name = base_name(self.path)
        return name if self.sheet is None else f"{name}#{self.sheet}"


def list_parts(path: Path) -> list[Part]:
    """The tables or the text in a file: all sheets of a workbook, else the file.

    Raises:
        UsageError: no such file, a directory, a suffix that is not known.
        DataError: it is empty, or a broken workbook.
    """
    check_file(path)
    suffix = path.suffix.lower()
    if suffix not in (*TABLE_SUFFIXES, *DOCUMENT_SUFFIXES):
        known = ", ".join((*TABLE_SUFFIXES, *DOCUMENT_SUFFIXES, ".zip", ".gz"))
        message = (
            f"{path} has the suffix {suffix!r}, which is not read; known are {known}"
        )
        raise UsageError(message)
    sheets = list_sheets(path) if suffix in WORKBOOKS else []
    return [Part(path, sheet) for sheet in sheets] if sheets[1:] else [Part(path)]


def choose_sheet(path: Path, sheet: str) -> Part:
    """The table of a named sheet; the only one of a workbook is the file itself.

    Raises:
        UsageError, DataError: as ``list_parts``; there is no such sheet.
    """
    parts = list_parts(path)
    sheets = list_sheets(path) if path.suffix.lower() in WORKBOOKS else []
    if sheet not in sheets:
        known = f"it has {', '.join(sheets)}" if sheets else "it is no workbook"
        raise UsageError(f"{path} has no sheet {sheet!r}; {known}")
    return Part(path, sheet) if parts[1:] else parts[0]


def leave_out(paths: Sequence[Path]) -> tuple[list[Path], list[str]]:
    """Of the files of one archive those to read, and the names of the others.

    Beside tables stand codebooks and licences, which are no reports; beside texts
    stand pictures. One file alone is read, or told to be unreadable.
    """
    for suffixes in ((*TABLE_SUFFIXES, ".jsonl"), DOCUMENT_SUFFIXES):
        chosen = [path for path in paths if path.suffix.lower() in suffixes]
        if chosen:
            return chosen, [base_name(path) for path in paths if path not in chosen]
    return list(paths), []


def read_head(part: Part) -> list[list[str]] | None:
    """The first rows of a table as cells of text, or None for a document of text.

    Markdown with front matter is both: it has a head, and may be read as a text.

    Raises:
        UsageError, DataError: as ``list_parts``; no such sheet; badly encoded.
    """
    suffix = part.path.suffix.lower()
    if suffix in FRONT:
        return read_front_head(part.path)
    if suffix in DOCUMENT_SUFFIXES and not (suffix in _JSON and is_table(part.path)):
        return None
    if suffix in _CSV:
        return read_csv_head(part.path)
    if suffix in _JSON:
        return read_json_head(part.path)
    if suffix in WORKBOOKS:
        return read_sheet_head(part.path, part.sheet)
    with _parquet(part.path) as rows:
        return [rows.columns]


def read_batches(
    part: Part, columns: Sequence[str], header: int | None = 0, size: int = BATCH_SIZE
) -> Iterator[pl.DataFrame]:
    """A table in batches of up to ``size`` rows, in the order of the file.

    All columns are String, blank cells NULL. Added: ``line`` Int64, the row as a
    spreadsheet numbers it (empty lines of a CSV do not count), and ``file_name``, the
    name of the part. The objects of JSON are counted from 1; front matter is line 1.

    Args:
        part: the table.
        columns: its names (``headers.name_columns`` of the header's cells).
        header: where its header stands in ``read_head``; None: it has none.
        size: rows a batch.

    Raises:
        UsageError, DataError: as ``read_head``; a row that is broken.
    """
    has_header = header is not None and part.path.suffix.lower() not in _UNHEADED
    line = (header or 0) + 2 if has_header else 1
    for frame in _tables(part, size, header):
        named = frame.rename(dict(zip(frame.columns, columns, strict=True)))
        yield _finish(named, part.name, line)
        line += frame.height


def read_table(path: Path) -> pl.DataFrame:
    """A small table whole, under the names of its first row.

    Raises:
        UsageError, DataError: as ``read_batches``.
    """
    part = list_parts(path)[0]
    head = read_head(part) or [[""]]
    check_header(str(path), head[0])
    return pl.concat(read_batches(part, name_columns(head[0])))


def hash_files(paths: Iterable[Path], sheets: Iterable[str] = ()) -> tuple[str, int]:
    """sha256 and size in bytes of a document set, whatever the names of its files.

    One file has its own sha256, several that of their sorted sha256 lines. The sheets
    that are read, where a workbook has several, are lines too: each may be loaded.

    Raises:
        UsageError, DataError: as ``list_parts``.
    """
    ordered = list(paths)
    for path in ordered:
        check_file(path)
    digests = sorted(_sha256(path) for path in ordered)
    size = sum(path.stat().st_size for path in ordered)
    lines = [*digests, *sorted(sheets)]
    if len(lines) == 1:
        return lines[0], size
    return hashlib.sha256("\n".join(lines).encode()).hexdigest(), size


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _tables(part: Part, size: int, header: int | None) -> Iterator[pl.DataFrame]:
    suffix = part.path.suffix.lower()
    if suffix in _CSV:
        yield from read_csv(part.path, size, header)
    elif suffix in _JSON:
        yield from read_json(part.path, size)
    elif suffix in FRONT:
        yield from read_front(part.path)
    elif suffix in WORKBOOKS:
        yield from read_sheet(part.path, size, part.sheet, header)
    else:
        with _parquet(part.path) as rows:
            yield from to_batches(rows.select("columns(*)::varchar"), size)


@contextmanager
def _parquet(path: Path) -> Iterator[duckdb.DuckDBPyRelation]:
    with duckdb.connect(config={"memory_limit": MEMORY}) as connection:
        try:
            yield connection.read_parquet(glob.escape(str(path.absolute())))
        except duckdb.Error as error:
            message = f"{path} is no whole Parquet file; fetch it again"
            raise DataError(message) from error


def _finish(frame: pl.DataFrame, file_name: str, line: int) -> pl.DataFrame:
    text = pl.all().cast(pl.String)
    return frame.select(
        pl.when(text.str.strip_chars() != "").then(text),
    ).with_columns(
        pl.int_range(line, line + frame.height, dtype=pl.Int64).alias("line"),
        pl.lit(file_name).alias("file_name"),
    )
