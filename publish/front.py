"""The front door of releases: publish one, verify one, find one."""

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from ingest.errors import DataError
from publish.audit_results import FAILED, judge
from publish.changes import Changes
from publish.durable import alone
from publish.history import append_releases, as_released, find_database
from publish.marts import hold, take_fingerprint
from publish.order import Order
from publish.shelf import drafting, list_releases, name_release, put
from publish.verify import Fault, verify

__all__ = [
    "Changes",
    "Fault",
    "Order",
    "Published",
    "as_released",
    "find_database",
    "hold",
    "publish",
    "take_fingerprint",
    "verify",
]


class Published(NamedTuple):
    """A release that readers see: its folder, hash of its manifest, and figures."""

    folder: Path
    audit: str
    manifest_sha256: str
    file_count: int
    size: int
    changed_estimate_count: int


def publish(warehouse: duckdb.DuckDBPyConnection, order: Order) -> Published:
    """Write a release, name it in one step, and point ``current`` to it.

    Args:
        warehouse: of ``hold``, which its audit was run under.
        order: what to publish.

    Raises:
        DataError: the audit failed and is not overruled; another command publishes.
        UsageError: the id is taken or no name.
    """
    audit = judge(order.audit)
    if audit == FAILED and not order.is_forced:
        raise DataError(
            "the audit failed, so nothing was published; mend what it names above, or "
            "publish with --force, which marks the release as failed"
        )
    order.published.mkdir(parents=True, exist_ok=True)
    with alone(order.published):
        return _publish(warehouse, order, audit)


def _publish(
    warehouse: duckdb.DuckDBPyConnection, order: Order, audit: str
) -> Published:
    # Charts and workbooks are an extra, and slow to load; other verbs need neither.
    from publish.release import Draw, draw  # noqa: PLC0415

    now = datetime.now(UTC)
    release_id = name_release(order.published, order.release_id, now)
    earlier = list_releases(order.published)
    with drafting(order.published) as draft:
        drawn = draw(
            warehouse,
            Draw(
                draft, release_id, now, audit, earlier[-1] if earlier else None, order
            ),
        )
        folder = order.published / "releases" / release_id
        put(draft, folder)
    changed = append_releases(order.published)
    return Published(folder, audit, *drawn, changed)
