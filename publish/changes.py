"""What moved since the previous release: Markdown, and CSV of all of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ingest.errors import DataError
from publish.database import FILE
from publish.flat import Defuse, write_csv


class Changes(NamedTuple):
    """What moved, in words (Markdown, without a heading of its own) and as frames."""

    words: str
    frames: Mapping[str, pl.DataFrame]


# The earlier file, the later file, the policy of the totals.
Compare = Callable[[Path, Path, str], Changes]


def write_changes(
    folder: Path, previous: Path | None, policy: str, compare: Compare, defuse: Defuse
) -> None:
    """Write ``CHANGES.md`` and, where there was a release before, ``changes/*.csv``.

    Args:
        folder: of the release; its database is written.
        previous: the folder of the previous release.
        policy: the rule of the totals that are compared.
        compare: finds what moved.
        defuse: of ``write_csv``.
    """
    changes = _find(folder, previous, policy, compare)
    since = f" since release {previous.name}" if previous else ""
    head = f"# Changes{since}\n\nPolicy: {policy}.\n"
    (folder / "CHANGES.md").write_text(f"{head}{changes.words}\n", "utf-8")
    for name, frame in changes.frames.items():
        (folder / "changes").mkdir(exist_ok=True)
        write_csv(folder / "changes" / f"{name}.csv", frame, defuse)


def _find(
    folder: Path, previous: Path | None, policy: str, compare: Compare
) -> Changes:
    if previous is None:
        return Changes("\nThis is the first release.", {})
    try:
        return compare(previous / FILE, folder / FILE, policy)
    except DataError as fault:
        # One of the two holds no rows of incidents.
        return Changes(f"\nThe two cannot be compared: {_first(fault)}.", {})


def _first(fault: DataError) -> str:
    return str(fault).split(";")[0].rsplit("/", 1)[-1]
