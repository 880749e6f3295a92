"""A workbook of tables as people like them, with a sheet to be read first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ingest.errors import DataError
from publish.defuse import defuse, plain

README = "Read me first"
SUPPRESSED = "[c]"
# A workbook bears no time of its own, so that the same figures make the same file.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # a mark, not a moment
_HEADER_ROW = 3
_MAX_ROWS = 1_048_576
_MAX_NAME = 31
_WIDTHS = (9, 44)
_SAMPLE = 200
_MARKS = (
    ("Empty cell", "Not stated. It is not 0."),
    ("0", "Stated as none."),
    (
        SUPPRESSED,
        "Suppressed: it counts few people, or would give away a cell that does.",
    ),
)


class Sheet(NamedTuple):
    """One table.

    Attributes:
        title: a line above the table.
        frame: its rows, in the order in which they are shown; ``is_suppressed`` is not
            shown, the numbers of such a row are ``[c]``.
        unit: what the numbers count, in a sentence.
        notes: what a reader must know.
        labels: headings by column; others are made of the column's name.
        formats: number formats by column; whole numbers have one as it is.
        sources: one line each, for the first sheet.
    """

    title: str
    frame: pl.DataFrame
    unit: str = "Unit: persons."
    notes: tuple[str, ...] = ()
    labels: Mapping[str, str] = {}
    formats: Mapping[str, str] = {}
    sources: tuple[str, ...] = ()


def write_workbook(
    path: Path,
    tables: Mapping[str, Sheet],
    about: Sequence[tuple[str, str]] = (),
) -> None:
    """An XLSX file: ``Read me first``, then a sheet for each table.

    Args:
        path: of the file; the same input makes the same bytes.
        tables: sheets by name (as Excel takes names: 31 characters).
        about: lines for the first sheet, such as release, as-of time and citation.

    Raises:
        DataError: a table has more rows than a sheet can hold.
    """
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"title": "Casualty figures", "created": CREATED})
        styles = _make_styles(book)
        _write_readme(book.add_worksheet(README), tables, about, styles)
        for name, sheet in tables.items():
            _check_size(name, sheet.frame)
            written = book.add_worksheet(name_sheet(name))
            _write_table(written, sheet, book, styles)


def name_sheet(name: str) -> str:
    """A name of a sheet that Excel takes."""
    kept = "".join(" " if letter in r"[]:*?/\'" else letter for letter in name)
    return kept.strip()[:_MAX_NAME]


def _check_size(name: str, frame: pl.DataFrame) -> None:
    if frame.height > _MAX_ROWS - _HEADER_ROW - 1:
        raise DataError(
            f"{name} has {frame.height:,} rows, more than a sheet holds; "
            "take the CSV or Parquet file"
        )


def _make_styles(book: xlsxwriter.Workbook) -> dict[str, Format]:
    looks: dict[str, dict[str, object]] = {
        "title": {"bold": True, "font_size": 14},
        "note": {"italic": True, "font_color": "#444444"},
        "head": {"bold": True, "bottom": 1, "text_wrap": True, "valign": "bottom"},
        "name": {"bold": True, "valign": "top", "text_wrap": True},
        "words": {"text_wrap": True, "valign": "top"},
        "mark": {"align": "right"},
    }
    return {name: book.add_format(look) for name, look in looks.items()}


def _write_readme(
    written: Worksheet,
    tables: Mapping[str, Sheet],
    about: Sequence[tuple[str, str]],
    styles: dict[str, Format],
) -> None:
    written.write_string(0, 0, "Read me first", styles["title"])
    written.set_column(0, 0, 28)
    written.set_column(1, 1, 100)
    rows = [*about, ("Signs", ""), *_MARKS]
    for name, sheet in tables.items():
        rows.append((f"Sheet: {name_sheet(name)}", f"{sheet.title}. {sheet.unit}"))
        rows += [("", note) for note in sheet.notes]
    sources = dict.fromkeys(s for sheet in tables.values() for s in sheet.sources)
    rows += [("Source", source) for source in sources]
    safe = defuse(pl.DataFrame(rows, schema=["name", "words"], orient="row"))
    for number, (name, words) in enumerate(safe.iter_rows(), 2):
        written.write_string(number, 0, name, styles["name"])
        written.write_string(number, 1, words, styles["words"])


def _write_table(
    written: Worksheet,
    sheet: Sheet,
    book: xlsxwriter.Workbook,
    styles: dict[str, Format],
) -> None:
    frame = _shown(sheet.frame)
    written.write_string(0, 0, sheet.title, styles["title"])
    written.write_string(1, 0, sheet.unit)
    notes = " ".join(sheet.notes)
    written.write_string(2, 0, notes, styles["note"])
    for place, name in enumerate(frame.columns):
        label = sheet.labels.get(name, _label(name))
        written.write_string(_HEADER_ROW, place, label, styles["head"])
        style = _number_style(book, sheet, name, frame.schema[name])
        written.set_column(place, place, _width(frame[name], label))
        _write_column(written, place, frame[name], style)
    _mark_suppressed(written, sheet.frame, frame, styles["mark"])
    written.freeze_panes(_HEADER_ROW + 1, _count_keys(frame))
    if frame.width:
        written.autofilter(_HEADER_ROW, 0, _HEADER_ROW + frame.height, frame.width - 1)


def _shown(frame: pl.DataFrame) -> pl.DataFrame:
    return defuse(plain(frame.drop("is_suppressed", strict=False)))


def _label(name: str) -> str:
    words = name.removesuffix("_count").removesuffix("_id").replace("_", " ")
    return words[:1].upper() + words[1:]


def _number_style(
    book: xlsxwriter.Workbook, sheet: Sheet, name: str, kind: pl.DataType
) -> Format | None:
    if name in sheet.formats:
        return book.add_format({"num_format": sheet.formats[name]})
    if kind.is_integer():
        return book.add_format({"num_format": "#,##0"})
    if kind.is_float():
        return book.add_format({"num_format": "#,##0.0"})
    return book.add_format({"num_format": "yyyy-mm-dd"}) if kind == pl.Date else None


def _width(column: pl.Series, label: str) -> int:
    longest = column.head(_SAMPLE).cast(pl.String).str.len_chars().max()
    words = max(len(word) for word in [*label.split(), ""])
    least, most = _WIDTHS
    needed = max(longest if isinstance(longest, int) else 0, words)
    return min(most, max(least, needed + 2))


def _write_column(
    written: Worksheet, place: int, column: pl.Series, style: Format | None
) -> None:
    for number, value in enumerate(column.to_list(), _HEADER_ROW + 1):
        if isinstance(value, str):
            written.write_string(number, place, value, style)
        elif value is not None:
            written.write(number, place, value, style)


def _mark_suppressed(
    written: Worksheet, frame: pl.DataFrame, shown: pl.DataFrame, style: Format
) -> None:
    if "is_suppressed" not in frame.columns:
        return
    hidden = frame["is_suppressed"].arg_true().to_list()
    for place, kind in enumerate(shown.dtypes):
        if kind.is_numeric():
            for row in hidden:
                written.write_string(_HEADER_ROW + 1 + row, place, SUPPRESSED, style)


def _count_keys(frame: pl.DataFrame) -> int:
    """Columns before the first number stay in sight, but no more than two."""
    numbers = [n for n, kind in enumerate(frame.dtypes) if kind.is_numeric()]
    return min(2, numbers[0] if numbers else 0)
