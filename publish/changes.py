"""What moved since the previous release: Markdown, and CSV of all of it."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import polars as pl

from ingest.errors import DataError
from publish.database import FILE
from publish.flat import Put
from publish.sum_changes import find_sum_changes


class Changes(NamedTuple):
    """What moved, in words (Markdown, without a heading of its own) and as frames."""

    words: str
    frames: Mapping[str, pl.DataFrame]


# The earlier file, the later file, the policy of the totals.
Compare = Callable[[Path, Path, str], Changes]


def write_changes(
    folder: Path, previous: Path | None, policy: str, compare: Compare, put: Put
) -> None:
    """Write ``CHANGES.md`` and, where there was a release before, ``changes/*.csv``.

    Args:
        folder: of the release; its database is written.
        previous: the folder of the previous release.
        policy: the rule of the totals that are compared.
        compare: finds what moved.
        put: writes a CSV.
    """
    since = f" since release {previous.name}" if previous else ""
    changes = _find(folder, previous, policy, compare)
    sums = find_sum_changes(previous, folder) if previous else {}
    told = [
        f"- `{mart}`: {frame.height:,} cells moved (`changes/{mart}.csv`)"
        for mart, frame in sums.items()
    ]
    parts = [f"# Changes{since}", f"Policy: {policy}.", "\n".join(told), changes.words]
    words = "\n\n".join(part.strip("\n") for part in parts if part)
    (folder / "CHANGES.md").write_text(f"{words}\n", "utf-8")
    for name, frame in (sums | dict(changes.frames)).items():
        (folder / "changes").mkdir(exist_ok=True)
        put(folder / "changes" / f"{name}.csv", frame)


def refuse_changes(folder: Path, previous: Path) -> None:
    """Write a ``CHANGES.md`` that compares nothing."""
    words = (
        f"# Changes since release {previous.name}\n\n"
        "The two keep back different things (`kept_back` in `manifest.json`), so they "
        "are not compared.\n"
    )
    (folder / "CHANGES.md").write_text(words, "utf-8")


def _find(
    folder: Path, previous: Path | None, policy: str, compare: Compare
) -> Changes:
    """What moved between the rows of the two that are in both of them."""
    if previous is None:
        return Changes("This is the first release.", {})
    try:
        return compare(previous / FILE, folder / FILE, policy)
    except DataError as fault:
        # One of the two holds no rows of incidents.
        what = str(fault).split(";")[0].rsplit("/", 1)[-1]
        return Changes(f"Incidents cannot be compared: {what}.", {})
