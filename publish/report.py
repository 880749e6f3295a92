"""A report of two pages on one country and period, as HTML and PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from string import Template
from typing import Any, Literal

import polars as pl

from publish.captions import tell_population
from publish.charts import Chart, draw, tell_marks
from publish.maps import Map, draw_map
from publish.query import read
from publish.tables import Table, table
from publish.typeset import typeset

# As many rows of the table as the first page holds.
_ROWS = 20
# As many sources as the second page cites in full.
_SOURCES = 12
# As many governorates, and key figures.
_AREAS = 8
_KEYS = 8
METHOD = (
    "Every claim of every report is kept with the words or the row it comes from. "
    "Reports of one incident are matched by day, place and figures. Of the voices that "
    "speak of an incident, the policy takes one whole: its low, best and high. A sum "
    "of lows, bests and highs is no confidence interval. A best is given only where "
    "every incident in the sum has one. Figures of everybody and of civilians alone "
    "are never mixed. Incidents wider than seven days or a governorate are left out "
    "and counted under coverage; tolls over a period are not in these sums."
)


@dataclass(frozen=True)
class Report:
    """The parts of a report."""

    table: Table
    totals: Table
    areas: Table
    chart: Chart
    map: Map

    @property
    def rows(self) -> pl.DataFrame:
        """The table in words, as far as it fits."""
        return self.table.shown.head(_ROWS)

    @property
    def cut(self) -> str:
        """What of the table is not here."""
        more = self.table.frame.height - self.rows.height
        return f"{more} more rows: casualty table. " if more else ""

    @property
    def areas_cut(self) -> str:
        """What of the governorates is not here."""
        more = self.areas.frame.height - _AREAS
        cut = f"{more} more rows: casualty table admin1. " if more > 0 else ""
        return f"{cut}The largest first, by high."


def write_report(
    database: Path,
    where: Mapping[str, str],
    folder: Path,
    *,
    policy: str | None = None,
    as_of: str | None = None,
) -> list[Path]:
    """Write ``report.html`` and ``report.pdf`` of a country and period into a folder.

    Raises:
        UsageError: a date or policy that is not known.
        DataError: nothing of that country and period.
    """
    made = make_report(database, where, policy=policy, as_of=as_of)
    folder.mkdir(parents=True, exist_ok=True)
    page, pdf = folder / "report.html", folder / "report.pdf"
    page.write_text(to_html(made), "utf-8")
    pdf.write_bytes(to_pages(made, "pdf")[0])
    return [page, pdf]


def make_report(
    database: Path,
    where: Mapping[str, str],
    *,
    policy: str | None = None,
    as_of: str | None = None,
) -> Report:
    """The parts of a report; by month, or by year where months are too many."""
    options: dict[str, Any] = {"where": where, "policy": policy, "as_of": as_of}
    rows = table("month", database=database, **options)
    if rows.frame.height > _ROWS:
        rows = table("year", database=database, **options)
    totals = table("country", database=database, **options)
    areas = table("admin1", database=database, **options)
    shown = draw_map(rows.selection, str(totals.frame["country"][0]))
    return Report(rows, totals, areas, draw(rows, is_bare=True), shown)


def list_key_figures(made: Report) -> list[dict[str, str]]:
    """The best (else the interval alone) of each measure and population.

    Where they are more than the page holds, the last one says how many are not there.
    """
    found = [_tell_key(row) for row in made.totals.frame.iter_rows(named=True)]
    if (more := len(found) - _KEYS) > 0:
        rest = {"label": "More figures", "whom": "in the table", "best": f"+{more}"}
        found = [*found[:_KEYS], rest | {"interval": "", "incidents": ""}]
    return found


def _tell_key(row: dict[str, Any]) -> dict[str, str]:
    high = f"{row['high']:,}{'+' if row['open_high_count'] else ''}"
    interval = f"{row['low']:,} to {high}"
    best = interval if row["best"] is None else f"{row['best']:,}"
    incidents = row["incident_count"]
    return {
        "label": str(row["measure"]).replace("_", " ").capitalize(),
        "whom": f"{tell_population(row['population'])}, persons",
        "best": best,
        "interval": "best not stated" if row["best"] is None else interval,
        "incidents": "1 incident" if incidents == 1 else f"{incidents:,} incidents",
    }


def _list_parts(made: Report) -> dict[str, Any]:
    """What both forms say."""
    words, where = made.table.caption, made.table.selection.where
    country = str(made.totals.frame["country"][0])
    cited = [*words.sources[:_SOURCES]]
    more = len(words.sources) - len(cited)
    return {
        "title": f"Documented casualties: {country}",
        "period": f"{where['from']} to {where['to']}",
        "keys": list_key_figures(made),
        "chart_title": words.title,
        "marks": "".join(f"[{number}]" for number in range(1, len(cited) + 1)),
        "area_columns": made.areas.shown.columns,
        "area_rows": _list_rows(made.areas.shown.head(_AREAS)),
        "area_note": made.areas_cut,
        "chart_note": f"{tell_marks(made.table.selection.name)} {words.unit}",
        "columns": made.rows.columns,
        "rows": _list_rows(made.rows),
        "cut": made.cut,
        "notes": [*words.notes],
        "map_note": made.map.note,
        "card": [list(pair) for pair in words.card],
        "method": f"{METHOD} {_tell_policy(made)}",
        "sources": cited + ([f"and {more} more sources"] if more else []),
        "release": words.release,
        "as_of": words.as_of,
        "citation": f"Casualty Warehouse ({words.release}): Documented casualties, "
        f"{country}, {where['from']} to {where['to']}. As of {words.as_of}.",
    }


def _list_rows(shown: pl.DataFrame) -> list[list[str]]:
    return [list(map(str, row)) for row in shown.rows()]


def _tell_policy(made: Report) -> str:
    known = read(
        made.table.selection.database, "select policy, sentence from main.dim_policies"
    )
    name = made.table.selection.policy
    sentence = known.filter(pl.col("policy") == name)["sentence"].item()
    return f"Policy, {name}: {sentence}"


def to_pages(made: Report, form: Literal["pdf", "png"]) -> list[bytes]:
    """The report by typst: one PDF, or a PNG a page."""
    pictures = {
        "chart.svg": str(made.chart.render("svg")),
        "map.svg": made.map.svg,
    }
    parts = _list_parts(made) | {
        "chart_alt": made.chart.alt_text,
        "map_alt": made.map.alt_text,
    }
    return typeset("report.typ", parts, pictures, form=form)


def to_html(made: Report) -> str:
    """The report as one page that loads nothing."""
    parts = _list_parts(made)
    keys = "".join(
        f'<div class="key"><b>{escape(k["best"])}</b><span>{escape(k["label"])} '
        f"({escape(k['whom'])})</span><span>{escape(k['interval'])}</span>"
        f"<span>{escape(k['incidents'])}</span></div>"
        for k in parts["keys"]
    )
    fields = {
        name: escape(told) for name, told in parts.items() if isinstance(told, str)
    }
    fields |= {
        "keys": keys,
        "head": _cells("th", parts["columns"]),
        "body": _body(parts["rows"]),
        "area_head": _cells("th", parts["area_columns"]),
        "area_body": _body(parts["area_rows"]),
        "notes": _items(parts["notes"]),
        "sources": _items(parts["sources"]),
        "card": "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(told)}</dd>"
            for name, told in parts["card"]
        ),
        "chart": str(made.chart.render("svg")),
        "map": made.map.svg,
    }
    page = resources.files("publish").joinpath("templates", "report.html")
    return Template(page.read_text("utf-8")).substitute(fields)


def _cells(tag: str, cells: list[str]) -> str:
    scope = ' scope="col"' if tag == "th" else ""
    return "".join(f"<{tag}{scope}>{escape(cell)}</{tag}>" for cell in cells)


def _body(rows: list[list[str]]) -> str:
    return "".join(f"<tr>{_cells('td', row)}</tr>" for row in rows)


def _items(lines: list[str]) -> str:
    return "".join(f"<li>{escape(line)}</li>" for line in lines)
