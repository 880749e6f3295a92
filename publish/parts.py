"""What a release is made of beside its tables: what may leave, the site, more files."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import polars as pl

from publish import site
from publish.draft import Draft, Rows
from publish.extras import write_dictionary, write_hxl, write_package, write_workbook
from publish.licences import may_leave
from publish.lineage import PAGE
from publish.marts import fit
from publish.profile import Profile


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
    named = {mart.name: rows for mart, rows in marts.items()}
    kept, left_out = may_leave(named, named["dim_sources"], Profile(**choices))
    return Kept(
        {
            fit(mart, kept[mart.name]): kept[mart.name]
            for mart in marts
            if mart.name in kept
        },
        left_out,
    )


def write_site(draft: Draft) -> None:
    """The static site, in ``site/``; what may not leave is left out already."""
    there = (draft.folder / PAGE).exists()
    site.write_site(
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
