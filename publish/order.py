"""What the hallway asks of a release, and what only it knows."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from publish.changes import Compare


class Order(NamedTuple):
    """What to publish, and what only the caller knows of it.

    Attributes:
        published: the folder of all releases.
        models: the folder of the marts' SQL and YAML.
        audit: as ``Audit.to_json`` has it.
        compare: finds what moved from one database to another.
        docs: where dbt wrote its page; None makes a release without it.
        git: the revision of the checkout.
        release_id: None takes the day.
        choices: what is kept back, the fields of ``publish.profile.Profile``.
        boundaries: a file of areas for the maps of the site.
        is_forced: publish although the audit failed.
    """

    published: Path
    models: Path
    audit: Mapping[str, Any]
    compare: Compare
    docs: Path | None = None
    git: str | None = None
    release_id: str | None = None
    choices: Mapping[str, Any] = MappingProxyType({})
    boundaries: Path | None = None
    is_forced: bool = False
