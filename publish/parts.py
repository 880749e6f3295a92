"""What other modules give to a release: what may leave, cells, the site, more files.

Each is behind a small adapter, which does nothing where its module is not there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from publish import flat
from publish.draft import Draft, Rows, find
from publish.extras import write_dictionary, write_hxl, write_package, write_workbook
from publish.lineage import PAGE
from publish.marts import fit


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
    may_leave = find("publish.licences", "may_leave")
    profile = find("publish.profile", "Profile")
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


def write_csv(path: Path, rows: pl.DataFrame) -> None:
    """A CSV in which no cell runs as a formula."""
    found = find("publish.defuse", "write_csv")
    (found or flat.write_csv)(path, rows)


def write_site(draft: Draft) -> None:
    """The static site, in ``site/``; what may not leave is left out already."""
    if write := find("publish.site", "write_site"):
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
PARTS: tuple[Callable[[Draft], None], ...] = (
    *(write_dictionary, write_workbook, write_hxl, write_site),
    # It names the others.
    write_package,
)
