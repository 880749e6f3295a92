"""Workbooks (XLSX, XLSM, XLS, ODS): each sheet a table, cells as a reader sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time
from itertools import islice
from pathlib import Path

import polars as pl
import python_calamine

from ingest.archives import check_workbook
from ingest.csv_tables import HEAD
from ingest.errors import DataError, UsageError

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def list_sheets(path: Path) -> list[str]:
    """The names of the sheets, in the order of the workbook.

    Raises:
        DataError: it is broken, or opens to more than a workbook does.
    """
    with _opened(path) as book:
        return book.sheet_names


def read_sheet_head(path: Path, sheet: str | None) -> list[list[str]]:
    """The first rows of a sheet, the first one where none is named.

    Raises:
        UsageError: there is no such sheet.
        DataError: as ``list_sheets``.
    """
    rows = _rows(path, sheet)
    return [[_cell(cell) or "" for cell in row] for row in islice(rows, HEAD)] or [[""]]


def read_sheet(
    path: Path, size: int, sheet: str | None, header: int | None
) -> Iterator[pl.DataFrame]:
    """The rows under a header (counted from 0; None: no header), in batches of text.

    A sheet is held whole while it is read; a workbook ends at 1,048,576 rows.

    Raises:
        UsageError, DataError: as ``read_sheet_head``.
    """
    rows = _rows(path, sheet)
    width = len(rows[0]) if rows else 1
    schema = {f"c{number}": pl.String for number in range(width)}
    # A loop over cells: a workbook types each cell, not each column.
    texts = (
        [_cell(cell) for cell in row]
        for row in islice(rows, 0 if header is None else header + 1, None)
    )
    is_empty = True
    while block := list(islice(texts, size)):
        is_empty = False
        yield pl.DataFrame(block, schema=schema, orient="row")
    if is_empty:
        yield pl.DataFrame(schema=schema)


@contextmanager
def _opened(path: Path) -> Iterator[python_calamine.CalamineWorkbook]:
    check_workbook(path)
    try:
        yield python_calamine.CalamineWorkbook.from_path(path)
    except (python_calamine.CalamineError, OSError) as error:
        message = f"{path} is no whole workbook; fetch it again, or save it anew"
        raise DataError(message) from error


def _rows(path: Path, sheet: str | None) -> list[list[object]]:
    with _opened(path) as book:
        name = sheet or book.sheet_names[0]
        if name not in book.sheet_names:
            known = ", ".join(book.sheet_names)
            message = f"{path} has no sheet {name!r}; it has {known}"
            raise UsageError(message)
        found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [list(row) for row in found]


def _cell(cell: object) -> str | None:
    """A cell as a reader sees it: 4, not 4.0; a day, not midnight of the day."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    return str(cell) or None
