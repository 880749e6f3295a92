"""A release in the making, as those see it who add files to it."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from publish.audit_results import FAILED
from publish.database import FILE
from publish.marts import Mart

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
