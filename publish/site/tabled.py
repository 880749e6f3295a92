"""The aggregate marts as tables to sort, filter and take along."""

import re
from pathlib import Path
from typing import Any

import polars as pl

from publish.captions import UNIT
from publish.coverage import CANNOT_SAY, cover
from publish.forms import defuse
from publish.query import read
from publish.selection import select
from publish.site.folder import Folder

_TABLES_SQL = """select table_name as name, coalesce(comment, '') as comment
    from duckdb_tables()
    where schema_name = 'main' and table_name like 'agg\\_%' escape '\\'
        and table_name not like '%\\_dated' escape '\\'
    order by name"""
_COLUMNS_SQL = """select column_name as name, coalesce(comment, '') as comment
    from duckdb_columns() where schema_name = 'main' and table_name = $table
    order by column_index"""
# The ids stand in the CSV; a reader of the page has the names.
_HIDDEN = ("country_id", "admin1_id", "source_id")
_HEADERS = {
    "incident_month": "month",
    "report_month": "month",
    "admin1_name": "governorate or province",
    "population": "of whom",
    "is_by_affiliation": "by side",
}


def write_tables(site: Folder, database: Path, *, has_rows: bool = True) -> None:
    """Write the page of tables, a page and a CSV each, and the data."""
    made = [
        _write_table(site, database, row, has_rows=has_rows)
        for row in read(database, _TABLES_SQL).to_dicts()
    ]
    site.page("tables.html", "tables.html", tables=made)


def _write_table(
    site: Folder, database: Path, found: dict[str, Any], *, has_rows: bool
) -> dict[str, object]:
    name = found["name"]
    columns = read(database, _COLUMNS_SQL, {"table": name}).to_dicts()
    frame = read(database, f"select * from main.{name} order by all")
    site.write(f"data/{name}.csv", _to_csv(frame))
    shown = frame.drop(*(key for key in _HIDDEN if key in frame.columns))
    site.data(f"tables/{name}", {"columns": shown.columns, "rows": shown.rows()})
    title = _title(name)
    told: dict[str, object] = {
        "name": name,
        "title": title,
        "page": f"table-{name}.html",
        "comment": found["comment"] or f"The mart {name}.",
        "rows": frame.height,
    }
    site.page(
        f"table-{name}.html",
        "table.html",
        here="tables.html",
        **told,
        headers=[
            _header(column, shown) for column in columns if column["name"] in shown
        ],
        unit=UNIT,
        **_describe(
            database,
            name,
            f"Casualty Warehouse ({site.release_id}): {title}.",
            has_rows=has_rows,
        ),
    )
    return told


def _title(name: str) -> str:
    subject, _, grain = name.removeprefix("agg_").partition("__")
    by = grain.replace("admin1", "governorate").replace("_", " and ")
    return f"{subject.capitalize()} by {by}"


def _header(column: dict[str, str], frame: pl.DataFrame) -> dict[str, object]:
    name = column["name"]
    words = _HEADERS.get(name, re.sub(r"^is_|_(count|name)$", "", name))
    return {
        "name": name,
        "words": words.replace("_", " ").replace("incident", "incidents"),
        "comment": column["comment"],
        "is_number": frame[name].dtype.is_integer(),
    }


def _describe(
    database: Path, name: str, cited: str, *, has_rows: bool
) -> dict[str, object]:
    """Citation and coverage card; of a suppressed release no rows are counted."""
    said = ("What the numbers cannot say", " ".join(CANNOT_SAY))
    if not has_rows:
        hidden = ("Small cells", "Suppressed; so are the rows behind the sums.")
        return {"citation": cited, "card": [hidden, said], "sources": []}
    selection = select(database, "source" if "source" in name else "month")
    coverage = cover(selection)
    sources = [dict(source) for source in coverage.sources]
    names = ", ".join(str(source["source_name"]) for source in sources)
    citation = f"{cited} Sources: {names}."
    return {"citation": citation, "card": [*coverage.lines, said], "sources": sources}


def _to_csv(frame: pl.DataFrame) -> str:
    """The mart as it is; a cell that a spreadsheet would run is made a text."""
    return frame.with_columns(
        pl.selectors.string().map_elements(defuse, return_dtype=pl.String)
    ).write_csv()
