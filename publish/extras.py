"""Files of a release beside its tables: dictionary, workbook, HXL, package."""

from pathlib import Path
from typing import Any

import polars as pl

from publish import described, dictionary, hxl, package, workbook
from publish.draft import Draft, Rows
from publish.manifest import list_files
from publish.marts import Mart
from publish.sum_changes import AREAS

_SOURCE_SUMS = "agg_claims__source_month"
_SHEETS = {
    "agg_casualties__country_month": ("Countries by month", "by country and month"),
    "agg_casualties__admin1_month": ("Areas by month", "by first-level area and month"),
    _SOURCE_SUMS: ("Sources by month", "by source and month, before any merging"),
}
_NOTES = (
    "Documented casualties, not estimates of all.",
    "low, best and high bound each figure; best is given where every incident has one.",
    "Rows of different populations and measures must not be added up.",
)


def write_dictionary(draft: Draft) -> None:
    """``data-dictionary.md`` and ``.csv``."""
    marts = [_describe(mart) for mart in draft.marts]
    dictionary.write_dictionary(draft.folder, marts)


def write_workbook(draft: Draft) -> None:
    """``casualties.xlsx``: the tables of sums, and a sheet to be read first."""
    tables = {
        tab: workbook.Sheet(title=f"Casualties {words}", frame=rows, notes=_NOTES)
        for mart, rows in draft.marts.items()
        if (found := _SHEETS.get(mart.name))
        for tab, words in (found,)
    }
    about = (
        ("Release", draft.name),
        ("Cite as", f"Casualty Warehouse, release {draft.name}"),
        ("Sources and licences", "SOURCES.md in the folder of the release"),
    )
    workbook.write_workbook(draft.folder / "casualties.xlsx", tables, about)


def write_hxl(draft: Draft) -> None:
    """``hxl/<mart>.csv`` of the sums by area and month."""
    (draft.folder / "hxl").mkdir()
    places = _rows(draft.marts, "dim_places")
    for mart in AREAS:
        rows = _rows(draft.marts, mart)
        if rows is not None:
            hxl.write_hxl(draft.folder / "hxl" / f"{mart}.csv", rows, places)


def write_package(draft: Draft) -> None:
    """``datapackage.json`` over the files that are there, but for the site."""
    about = {
        "name": f"casualties-{draft.release_id.lower()}",
        "title": f"Casualty statistics, release {draft.name}",
        "version": draft.release_id,
    }
    resources = [
        package.Resource(**_list(path, draft))
        for path in list_files(draft.folder)
        if path.relative_to(draft.folder).parts[0] != "site"
    ]
    sources = _rows(draft.marts, "dim_sources")
    package.write_package(draft.folder, resources, sources, about)


def _list(path: Path, draft: Draft) -> dict[str, Any]:
    name = path.relative_to(draft.folder).as_posix()
    told: dict[str, Any] = {"path": name, "title": name}
    for mart, rows in draft.marts.items():
        if name == f"csv/{mart.name}.csv":
            return told | {"title": mart.name, "mart": _describe(mart), "frame": rows}
    return told


def _describe(mart: Mart) -> described.Mart:
    return described.Mart(
        mart.name,
        mart.description,
        tuple(described.Column(*column) for column in mart.columns),
        mart.keys,
        tuple(described.Link(*link) for link in mart.links),
    )


def _rows(marts: Rows, name: str) -> pl.DataFrame | None:
    return next((rows for mart, rows in marts.items() if mart.name == name), None)
