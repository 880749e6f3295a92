"""Plausibility of a built warehouse, checked by Great Expectations, read-only.

dbt proves shape and logic; this room asks whether the figures can be true: ranges,
jumps, shares of unknowns, one source against another, our totals against their parts.
"""

from pathlib import Path

from expectations.fitness import require_fit
from expectations.verdict import Audit

__all__ = ["Audit", "audit", "require_fit"]


def audit(database: Path, data_docs: Path) -> Audit:
    """Check every suite on the warehouse and write Data Docs for developers.

    Args:
        database: the DuckDB file; it is opened read-only and closed again.
        data_docs: the folder of the pages; what stood in it is replaced.

    Raises:
        DataError: of ``require_fit``: the marts are not those of the present raw.
    """
    # Great Expectations takes seconds to import, and every command imports this room.
    from expectations.session import run_suites  # noqa: PLC0415  # as said above
    from expectations.suites import list_suites  # noqa: PLC0415  # as said above

    require_fit(database)
    return run_suites(database, list_suites(), data_docs)
