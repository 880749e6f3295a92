"""Forms of a table; each holds the same figures and the same words."""

import io
from datetime import datetime
from html import escape

import polars as pl
import xlsxwriter

from publish.captions import Caption
from publish.typeset import table_png

# A workbook bears no time of its own, so that the same figures make the same file.
_CREATED = datetime(2000, 1, 1)  # noqa: DTZ001  # a mark, not a moment
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_markdown(shown: pl.DataFrame, words: Caption) -> str:
    """A Markdown table with its caption and card."""
    numbers = {"Low", "Best", "High", "Incidents", "Reports"}
    marks = ["---:" if name in numbers else "---" for name in shown.columns]
    rows = [shown.columns, marks, *shown.rows()]
    lines = [f"| {' | '.join(_safe(cell) for cell in row)} |" for row in rows]
    card = [f"- {name}: {told}" for name, told in words.card]
    notes = [f"- {line}" for line in words.lines]
    parts = [
        *(f"**{words.title}**", "", *lines, "", *notes, "", "**Coverage**", "", *card)
    ]
    return "\n".join(parts)


def _safe(cell: object) -> str:
    return str(cell).replace("|", "\\|").replace("\n", " ")


def to_html(table: str, words: Caption) -> str:
    """One page: the table, then its coverage card; nothing is loaded from elsewhere."""
    card = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>" for name, told in words.card
    )
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(words.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem}}dt{{font-weight:600;margin-top:.5rem}}dd{{margin:0}}
div:has(>table){{overflow-x:auto}}</style></head>
<body>{table}<h2>Coverage</h2><dl>{card}</dl></body></html>
"""


def to_csv(frame: pl.DataFrame, words: Caption) -> str:
    """Bare figures with the title, release, as-of and citation in every row."""
    told = frame.with_columns(
        unit=pl.lit("persons"),
        title=pl.lit(words.title),
        release=pl.lit(words.release),
        as_of=pl.lit(words.as_of),
        sources=pl.lit("; ".join(words.sources)),
        notes=pl.lit(" ".join(words.notes)),
        coverage=pl.lit("; ".join(f"{name}: {told}" for name, told in words.card)),
        citation=pl.lit(words.citation),
    )
    return told.with_columns(
        pl.selectors.string().map_elements(defuse, return_dtype=pl.String)
    ).write_csv()


def defuse(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula, as words."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def to_xlsx(frame: pl.DataFrame, words: Caption) -> bytes:
    """A workbook: the figures as numbers, and a sheet of the words."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": words.title, "created": _CREATED})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        sheet = book.add_worksheet("Table")
        sheet.write(0, 0, words.title, book.add_format({"bold": True, "font_size": 13}))
        sheet.write(1, 0, words.unit)
        frame.write_excel(
            book,
            sheet,
            position=(3, 0),
            header_format={"bold": True},
            dtype_formats={pl.Int64: "#,##0"},
            autofit=True,
        )
        sheet.freeze_panes(4, 0)
        notes = book.add_worksheet("Read me first")
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        notes.set_column(0, 0, 30)
        notes.set_column(1, 1, 100)
        rows = [*(("Note", line) for line in words.lines), *words.card]
        for number, row in enumerate(rows):
            notes.write_string(number, 0, row[0], head)
            notes.write_string(number, 1, row[1], wrap)
    return held.getvalue()


def to_png(shown: pl.DataFrame, words: Caption) -> bytes:
    """A picture of the table with its caption, set by typst."""
    return table_png(shown, words)
