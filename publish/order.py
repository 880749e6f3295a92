"""What the hallway asks of a release, and what only it knows."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from publish.changes import Compare


class Order(NamedTuple):
    """What to publish, and what only the caller knows of it.

    ``audit`` is as ``Audit.to_json`` has it; ``docs`` the folder in which dbt wrote its
    page, and None makes a release without it; ``git`` the revision of the checkout.
    """

    published: Path
    models: Path
    audit: Mapping[str, Any]
    compare: Compare
    docs: Path | None = None
    git: str | None = None
    release_id: str | None = None
    profile: str | None = None
    is_forced: bool = False
