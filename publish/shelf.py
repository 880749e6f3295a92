"""The folder of releases: ``releases/<id>``, and ``current``, which points to one.

A release is written under a hidden name beside the others, and appears under its own
in one step, whole; ``current`` moves in one step too. Who has a file of an old release
open keeps it.
"""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from ingest.errors import DataError, UsageError
from publish.durable import flush

MANIFEST = "manifest.json"
_BUILDING = ".building-"


def list_releases(published: Path) -> list[Path]:
    """The folders of all releases, the oldest first."""
    found = [path.parent for path in published.glob(f"releases/*/{MANIFEST}")]
    return sorted(found, key=lambda one: (read_manifest(one)["released_at"], one.name))


def read_manifest(release: Path) -> dict[str, Any]:
    """The manifest of a release.

    Raises:
        DataError: there is none, or it is no JSON object.
    """
    path = release / MANIFEST
    if not path.exists():
        raise DataError(f"{release} is no release: it has no {MANIFEST}")
    try:
        found = json.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise DataError(f"{path} is not JSON; restore it from a copy") from fault
    if not isinstance(found, dict):
        raise DataError(f"{path} is not a manifest; restore it from a copy")
    return found


def name_release(published: Path, asked: str | None, now: datetime) -> str:
    """The id as asked, or the day with a number where it has a release already.

    Raises:
        UsageError: the id is taken, or is no name of a folder.
    """
    taken = {path.name for path in published.glob("releases/*")}
    if asked is None:
        day = f"{now:%Y-%m-%d}"
        numbered = (f"{day}.{number}" for number in range(2, len(taken) + 3))
        return next(name for name in (day, *numbered) if name not in taken)
    if Path(asked).name != asked or asked.startswith("."):
        raise UsageError(f"--id: {asked} is no name of a folder; leave out / and .")
    if asked in taken:
        raise UsageError(f"--id: {asked} is released already; choose another")
    return asked


@contextmanager
def drafting(published: Path) -> Iterator[Path]:
    """A hidden folder for a release in the making; it is gone if that fails."""
    for left in published.glob(f"{_BUILDING}*"):
        shutil.rmtree(left)
    draft = Path(mkdtemp(prefix=_BUILDING, dir=published))
    draft.chmod(0o755)
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def put(draft: Path, release: Path) -> None:
    """Give a finished draft its name, and point ``current`` to it, a step each."""
    release.parent.mkdir(exist_ok=True)
    flush()
    draft.rename(release)
    point(release)


def point(release: Path) -> None:
    """Point ``current`` to a release."""
    published = release.parent.parent
    link = published / ".current"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases") / release.name)
    link.replace(published / "current")
    flush()
