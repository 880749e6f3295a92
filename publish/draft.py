"""A release in the making, as those see it who add files to it."""

from collections.abc import Callable, Mapping
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

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


def find(module: str, name: str) -> Callable[..., Any] | None:
    """A function of a module that may not be there."""
    if find_spec(module) is None:
        return None
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
