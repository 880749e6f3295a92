"""The workbook as people like it, opened again and looked at."""

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import duckdb
import polars as pl
import pytest
import python_calamine

from ingest.errors import DataError
from publish.workbook import README, SUPPRESSED, Sheet, name_sheet, write_workbook

FRAME = pl.DataFrame(
    {
        "country_name": ["Syria", "=cmd|' /C calc'!A0", "+1 and more"],
        "first_date": [date(2024, 11, 29), None, None],
        "low": [1234567, None, 0],
        "share": [0.5, None, 1.0],
    }
)
SHEET = Sheet(
    "Killed by country",
    FRAME,
    notes=("A floor.", "=1+1"),
    labels={"low": "Killed, low"},
    formats={"share": "0%"},
    sources=("UCDP: cite it so.",),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    write_workbook(
        path, {"by country": SHEET}, [("Release", "2026-11-26"), ("As of", "-x")]
    )
    return path


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    opened = python_calamine.CalamineWorkbook.from_path(path)
    return [
        list(row)
        for row in opened.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    ]


def part_of(path: Path, name: str) -> str:
    with ZipFile(path) as book:
        return book.read(name).decode("utf-8")


def test_the_first_sheet_is_to_be_read_first(book: Path) -> None:
    opened = python_calamine.CalamineWorkbook.from_path(book)
    words = [str(cell) for row in rows_of(book, README) for cell in row]

    assert opened.sheet_names == [README, "by country"]
    for said in ("Release", "2026-11-26", "A floor.", "UCDP: cite it so.", SUPPRESSED):
        assert said in words
    assert any("Not stated. It is not 0." in cell for cell in words)


def test_a_table_has_title_unit_notes_and_labels(book: Path) -> None:
    rows = rows_of(book, "by country")

    assert [rows[n][0] for n in range(3)] == [
        *("Killed by country", "Unit: persons.", "A floor. =1+1")
    ]
    assert rows[3] == ["Country name", "First date", "Killed, low", "Share"]


def test_numbers_are_numbers_and_what_is_not_stated_is_empty(book: Path) -> None:
    rows = rows_of(book, "by country")

    assert rows[4] == ["Syria", date(2024, 11, 29), 1234567.0, 0.5]
    assert rows[5][1:] == ["", "", ""]
    assert rows[6][2] == 0.0


def test_no_cell_runs(book: Path) -> None:
    rows = rows_of(book, "by country")

    assert rows[5][0] == "'=cmd|' /C calc'!A0"
    assert rows[6][0] == "'+1 and more"
    with ZipFile(book) as opened:
        for name in opened.namelist():
            assert "<f>" not in opened.read(name).decode("utf-8")


def test_the_header_is_frozen_and_numbers_have_formats(book: Path) -> None:
    sheet = part_of(book, "xl/worksheets/sheet2.xml")
    styles = part_of(book, "xl/styles.xml")

    assert re.search(r'<pane [^>]*ySplit="4" [^>]*state="frozen"', sheet)
    assert '<autoFilter ref="A4:D7"/>' in sheet
    assert 'formatCode="#,##0"' in styles
    assert 'formatCode="0%"' in styles
    assert 'formatCode="yyyy-mm-dd"' in styles


def test_the_same_tables_make_the_same_bytes(book: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_workbook(
        again, {"by country": SHEET}, [("Release", "2026-11-26"), ("As of", "-x")]
    )

    assert again.read_bytes() == book.read_bytes()
    assert "2000-01-01T00:00:00Z" in part_of(book, "docProps/core.xml")


def test_suppressed_cells_say_so(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {"area": ["A", "B"], "low": [None, 7], "is_suppressed": [True, False]}
    )
    write_workbook(tmp_path / "x.xlsx", {"x": Sheet("X", frame)})

    rows = rows_of(tmp_path / "x.xlsx", "x")
    assert rows[3:] == [["Area", "Low"], ["A", SUPPRESSED], ["B", 7.0]]


def test_a_sheet_that_is_too_long_is_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"n": pl.int_range(1_048_573, eager=True)})

    with pytest.raises(DataError, match="long has 1,048,573 rows, more than a sheet"):
        write_workbook(tmp_path / "x.xlsx", {"long": Sheet("X", frame)})


def test_names_of_sheets_are_as_excel_takes_them() -> None:
    assert name_sheet("a/b [c]: " + "x" * 40) == "a b  c   " + "x" * 22


def test_the_aggregates_stand_in_it_as_in_the_marts(
    marts: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    frame = marts.execute(
        "select * from agg_casualties__country_month order by all"
    ).pl()
    write_workbook(tmp_path / "x.xlsx", {"countries": Sheet("Countries", frame)})

    rows = rows_of(tmp_path / "x.xlsx", "countries")[4:]
    place = frame.columns.index("high")
    assert sum(float(str(row[place])) for row in rows) == frame["high"].sum()
    assert len(rows) == frame.height
