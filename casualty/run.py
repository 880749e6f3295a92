"""The rooms in order: load, build, audit."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casualty.settings import Settings
from ingest import front
from ingest.errors import DataError

if TYPE_CHECKING:
    from expectations import Audit

TABLE = "casualties_by_month"


def load(
    settings: Settings,
    paths: Sequence[Path],
    origin: front.Origin,
    *,
    is_strict: bool,
    told: front.Progress,
) -> Iterator[front.Outcome]:
    """Load files, each document set in a transaction of its own."""
    return front.load_files(
        settings.database,
        paths,
        origin,
        samples=settings.samples,
        decisions=settings.decisions,
        is_strict=is_strict,
        told=told,
    )


def build(settings: Settings) -> None:
    """Copy new decisions in and run ``dbt build``, without unit tests of its own logic.

    Raises:
        DataError: a decision has a fault, or the warehouse is locked; a model or a
            test failed, and dbt has said which on stderr.
    """
    front.copy_decisions(settings.database, settings.decisions)
    if _dbt(
        settings, "build", "--quiet", "--exclude-resource-type", "unit_test"
    ).returncode:
        raise DataError(
            f"{settings.database.name} is not built whole: dbt names the failures "
            "above; mend them and run `casualty build` again"
        )


def audit(settings: Settings) -> "Audit":
    """Check the plausibility of raw tables and marts with Great Expectations."""
    # Great Expectations takes seconds to import, and only this verb needs it.
    import expectations  # noqa: PLC0415

    return expectations.audit(settings.database, settings.data_docs)


def review(settings: Settings, below: float, *, is_decided: bool) -> tuple[str, int]:
    """The list for a reviewer as CSV, and the number of figures in it.

    Raises:
        DataError: the marts are missing, or are not those of what is loaded.
    """
    require_fit(settings)
    return front.list_claims(settings.database, below, is_decided=is_decided)


def review_pairs(
    settings: Settings, asked: tuple[str, str] | None, *, is_decided: bool
) -> tuple[str, int]:
    """The list of pairs for a reviewer as CSV, and the number of pairs in it.

    Raises:
        UsageError, DataError: of ``require_fit`` and ``front.list_pairs``.
    """
    require_fit(settings)
    return front.list_pairs(settings.database, is_decided=is_decided, asked=asked)


def why(settings: Settings, asked: str) -> dict[str, Any]:
    """Why an incident is what it is, as ``front.explain_incident`` has it.

    Raises:
        UsageError, DataError: of ``require_fit`` and ``front.explain_incident``.
    """
    require_fit(settings)
    return front.explain_incident(settings.database, asked)


def require_fit(settings: Settings) -> None:
    """Refuse marts that are missing, or are not those of what is loaded.

    Raises:
        DataError: they are so.
    """
    import expectations  # noqa: PLC0415  # as above

    expectations.require_fit(settings.database)


def compare(before: front.State, after: front.State, policy: str) -> front.Differences:
    """What moved between two moments or files under one policy."""
    return front.compare_states(before, after, policy)


def write_docs(settings: Settings, folder: Path) -> None:
    """Dbt's page of models, columns, tests and lineage, and its manifest.

    They are made of the models alone: no warehouse is opened.

    Raises:
        DataError: a model cannot be parsed.
    """
    nowhere = replace(settings, database=folder / "casualties.duckdb")
    into = ("--quiet", "--target-path", str(folder))
    page = ("docs", "generate", "--static", "--empty-catalog", "--no-compile")
    for verb in (("parse",), page):
        if _dbt(nowhere, *verb, *into).returncode:
            raise DataError("dbt cannot draw its page: it names the fault above")


def show(settings: Settings, analysis: str) -> list[dict[str, object]]:
    """The rows of one file of ``analyses/``.

    Raises:
        DataError: the marts that it reads are not built.
    """
    shown = _dbt(
        settings,
        *("show", "--quiet", "--output", "json", "--limit", "-1"),
        *("--select", analysis),
        read=True,
    )
    if shown.returncode:
        raise DataError(f"{analysis} cannot be shown; run `casualty build` first")
    rows: list[dict[str, object]] = json.loads(shown.stdout)["show"]
    return rows


def _dbt(
    settings: Settings, *arguments: str, read: bool = False
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  # our own arguments, no shell
        [Path(sys.executable).parent / "dbt", *arguments],
        cwd=settings.root,
        env=settings.for_dbt,
        stdout=subprocess.PIPE if read else sys.stderr,
        text=True,
        check=False,
    )
