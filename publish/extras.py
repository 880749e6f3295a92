"""Files that other modules make of a release: dictionary, workbook, HXL, package.

Each is behind an adapter that does nothing where its module is not there.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import polars as pl

from publish.draft import Draft, Rows, find
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
    if write := find("publish.dictionary", "write_dictionary"):
        write(draft.folder, [_describe(mart) for mart in draft.marts])


def write_workbook(draft: Draft) -> None:
    """``casualties.xlsx``: the tables of sums, and a sheet to be read first."""
    write, sheet = (
        find("publish.workbook", name) for name in ("write_workbook", "Sheet")
    )
    if write is None or sheet is None:
        return
    tables = {
        tab: sheet(title=f"Casualties {words}", frame=rows, notes=_NOTES)
        for mart, rows in draft.marts.items()
        if (found := _SHEETS.get(mart.name))
        for tab, words in (found,)
    }
    about = (
        ("Release", draft.name),
        ("Cite as", f"Casualty Warehouse, release {draft.name}"),
        ("Sources and licences", "SOURCES.md in the folder of the release"),
    )
    write(draft.folder / "casualties.xlsx", tables, about)


def write_hxl(draft: Draft) -> None:
    """``hxl/<mart>.csv`` of the sums by area and month."""
    write = find("publish.hxl", "write_hxl")
    if write is None:
        return
    (draft.folder / "hxl").mkdir()
    places = _rows(draft.marts, "dim_places")
    for mart in AREAS:
        rows = _rows(draft.marts, mart)
        if rows is not None:
            write(draft.folder / "hxl" / f"{mart}.csv", rows, places)


def write_package(draft: Draft) -> None:
    """``datapackage.json`` over the files that are there, but for the site."""
    write, resource = (
        find("publish.package", name) for name in ("write_package", "Resource")
    )
    if write is None or resource is None:
        return
    about = {
        "name": f"casualties-{draft.release_id.lower()}",
        "title": f"Casualty statistics, release {draft.name}",
        "version": draft.release_id,
    }
    resources = [
        resource(**_list(path, draft))
        for path in list_files(draft.folder)
        if path.relative_to(draft.folder).parts[0] != "site"
    ]
    write(draft.folder, resources, _rows(draft.marts, "dim_sources"), about)


def _list(path: Path, draft: Draft) -> dict[str, Any]:
    name = path.relative_to(draft.folder).as_posix()
    told: dict[str, Any] = {"path": name, "title": name}
    for mart, rows in draft.marts.items():
        if name == f"csv/{mart.name}.csv":
            return told | {"title": mart.name, "mart": _describe(mart), "frame": rows}
    return told


def _describe(mart: Mart) -> Any:  # noqa: ANN401  # a type that may not be there
    kind, column, link = (
        find("publish.described", name) for name in ("Mart", "Column", "Link")
    )
    if kind is None or column is None or link is None:
        return None
    return kind(
        mart.name,
        mart.description,
        tuple(column(*one) for one in mart.columns),
        mart.keys,
        _map(link, mart.links),
    )


def _map(kind: Any, rows: Iterable[tuple[str, ...]]) -> tuple[Any, ...]:  # noqa: ANN401  # as above
    return tuple(kind(*row) for row in rows)


def _rows(marts: Rows, name: str) -> pl.DataFrame | None:
    return next((rows for mart, rows in marts.items() if mart.name == name), None)
