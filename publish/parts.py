"""What other modules add to a release, each behind one small adapter.

An adapter does nothing where its module is not there.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from publish.database import FILE
from publish.marts import Mart

Rows = Mapping[Mart, pl.DataFrame]


class Draft(NamedTuple):
    """A release in the making, its database and flat files written."""

    folder: Path
    release_id: str
    audit: str
    marts: Rows

    @property
    def database(self) -> Path:
        """The release's own DuckDB file."""
        return self.folder / FILE


class Kept(NamedTuple):
    """What of the marts may leave, and what was left out and why, a row a reason."""

    marts: Rows
    left_out: pl.DataFrame


def keep_back(marts: Rows, profile: str | None) -> Kept:
    """Leave out what licences or the profile of suppression forbid."""
    may_leave = _find("publish.licences", "may_leave")
    nothing = pl.DataFrame(schema={"mart": pl.String, "rows": pl.Int64})
    if may_leave is None:
        return Kept(marts, nothing)
    named = {mart.name: rows for mart, rows in marts.items()}
    kept, left_out = may_leave(named, named["dim_sources"], profile)
    return Kept(
        {mart: kept[mart.name] for mart in marts if mart.name in kept}, left_out
    )


def defuse(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells that a spreadsheet would run as a formula are made harmless."""
    found = _find("publish.defuse", "defuse")
    cleaned: pl.DataFrame = rows if found is None else found(rows)
    return cleaned


def write_site(draft: Draft) -> None:
    """The static site, in ``site/``."""
    if write := _find("publish.site", "write_site"):
        write(draft.database, draft.folder / "site", draft.release_id)


# Each writes its files into the folder of the draft.
PARTS: tuple[Callable[[Draft], None], ...] = (write_site,)


def _find(module: str, name: str) -> Callable[..., Any] | None:
    """A function of a module that may not be there."""
    if find_spec(module) is None:
        return None
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
