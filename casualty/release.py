"""A release of the warehouse: dbt's page, the audit, then what publish/ makes of it."""

import json
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from casualty import run
from casualty.differences import to_frames, to_markdown
from casualty.settings import Settings
from ingest import front as ingest
from publish import front as publish

Told = Callable[[str], None]


def publish_release(  # noqa: PLR0913  # the options of the command
    settings: Settings,
    told: Told,
    *,
    release_id: str | None,
    choices: Mapping[str, Any],
    boundaries: Path | None,
    is_forced: bool,
    with_lineage: bool,
) -> publish.Published:
    """Audit the warehouse and publish it, while no one can write to it.

    Args:
        settings: where the warehouse and the releases stand.
        told: is called with each line of the audit.
        release_id: the name of the release; None takes the day.
        choices: what is kept back, as ``publish.Order`` has it.
        boundaries: a file of areas for the maps of the site.
        is_forced: publish although the audit failed.
        with_lineage: with dbt's page of models and lineage.

    Raises:
        DataError: the warehouse is not fit, or fails the audit.
    """
    run.require_fit(settings)
    audited = publish.take_fingerprint(settings.database)
    audit = run.audit(settings)
    for line in audit.lines():
        told(line)
    with (
        TemporaryDirectory() as folder,
        publish.hold(settings.database, audited) as warehouse,
    ):
        docs = Path(folder) if with_lineage else None
        # A release that will be refused needs no page.
        if docs and (is_forced or audit.exit_code == 0):
            run.write_docs(settings, docs)
        order = publish.Order(
            published=settings.published,
            models=settings.marts,
            audit=json.loads(audit.to_json()),
            compare=_compare,
            docs=docs,
            git=_find_revision(settings.root),
            release_id=release_id,
            choices=choices,
            boundaries=boundaries,
            is_forced=is_forced,
        )
        return publish.publish(warehouse, order)


def _compare(before: Path, after: Path, policy: str) -> publish.Changes:
    found = run.compare(ingest.State(before), ingest.State(after), policy)
    return publish.Changes(to_markdown(found), to_frames(found))


def _find_revision(root: Path) -> str | None:
    """The revision of the checkout, with ``+`` where files differ from it."""
    revision = _ask_git(root, "rev-parse", "HEAD")
    changed = _ask_git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{revision}+" if revision and changed else revision


def _ask_git(root: Path, *arguments: str) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  # our own arguments, no shell
            ["git", "-C", root, *arguments],  # noqa: S607  # the user's own git
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        return None
    return done.stdout.strip() or None if done.returncode == 0 else None
