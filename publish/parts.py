"""What other modules add to a release, each behind one small adapter.

An adapter does nothing where its module is not there.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from publish.audit_results import FAILED
from publish.database import FILE
from publish.lineage import PAGE
from publish.marts import Mart, fit

Rows = Mapping[Mart, pl.DataFrame]


class Draft(NamedTuple):
    """A release in the making: its database, flat files and pages are written.

    ``findings`` are the rows of ``audit.csv``.
    """

    folder: Path
    release_id: str
    audit: str
    findings: pl.DataFrame
    marts: Rows
    boundaries: Path | None

    @property
    def database(self) -> Path:
        """The release's own DuckDB file."""
        return self.folder / FILE

    @property
    def name(self) -> str:
        """The id for people, with the word that the audit failed, if it did."""
        failed = " (its audit FAILED)" if self.audit == FAILED else ""
        return f"{self.release_id}{failed}"


class Kept(NamedTuple):
    """What of the marts may leave, and what was left out and why, a row a reason."""

    marts: Rows
    left_out: pl.DataFrame


def keep_back(marts: Rows, choices: Mapping[str, Any]) -> Kept:
    """Leave out what licences or the publisher's choices forbid.

    Args:
        marts: each with all its rows.
        choices: the fields of ``publish.profile.Profile`` that are not as usual.
    """
    may_leave = _find("publish.licences", "may_leave")
    profile = _find("publish.profile", "Profile")
    if may_leave is None or profile is None:
        return Kept(marts, pl.DataFrame(schema={"mart": pl.String}))
    named = {mart.name: rows for mart, rows in marts.items()}
    kept, left_out = may_leave(named, named["dim_sources"], profile(**choices))
    return Kept(
        {
            fit(mart, kept[mart.name]): kept[mart.name]
            for mart in marts
            if mart.name in kept
        },
        left_out,
    )


def defuse(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells that a spreadsheet would run as a formula are made harmless."""
    found = _find("publish.defuse", "defuse")
    cleaned: pl.DataFrame = rows if found is None else found(rows)
    return cleaned


def write_site(draft: Draft) -> None:
    """The static site, in ``site/``; what may not leave is left out already."""
    if write := _find("publish.site", "write_site"):
        there = (draft.folder / PAGE).exists()
        write(
            draft.database,
            draft.folder / "site",
            draft.name,
            audit=draft.findings.rename({"row_count": "count"}).to_dicts(),
            lineage=f"../{PAGE}" if there else None,
            boundaries=draft.boundaries,
        )


# Each writes its files into the folder of the draft.
PARTS: tuple[Callable[[Draft], None], ...] = (write_site,)


def _find(module: str, name: str) -> Callable[..., Any] | None:
    """A function of a module that may not be there."""
    if find_spec(module) is None:
        return None
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
