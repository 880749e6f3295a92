"""One release of the built warehouse, for every test that reads one."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from publish import front

ROOT = Path(__file__).parents[2]

PASSED: Mapping[str, Any] = {
    "exit_code": 0,
    "expectation_count": 2,
    "table_count": 1,
    "findings": [
        {
            "severity": "warning",
            "table": "main.fct_claims",
            "rule": "figures_are_usual",
            "row_count": 1,
            "key_names": ["claim_id"],
            "keys": ["c1"],
            "note": "said in a way that is told to developers alone",
        }
    ],
}
FAILED = {**PASSED, "exit_code": 1}
_FEW_INCIDENTS = """
    select incident_id from held.main.fct_incidents order by incident_id limit 20"""


def compare_nothing(_before: Path, _after: Path, _policy: str) -> front.Changes:
    """What moves is tested where it is found."""
    return front.Changes("## Incidents\n\nNone.", {})


def publish_warehouse(
    warehouse: Path,
    published: Path,
    **asked: Any,  # noqa: ANN401  # the fields of an order
) -> front.Published:
    """A release without dbt's page, of a warehouse that is said to have passed."""
    given = {"audit": PASSED, "compare": compare_nothing} | asked
    order = front.Order(published=published, models=ROOT / "models" / "marts", **given)
    with front.hold(warehouse, front.take_fingerprint(warehouse)) as connection:
        return front.publish(connection, order)


@pytest.fixture(scope="session")
def few(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of a few incidents, and of the first rows of what tells of none."""
    path = tmp_path_factory.mktemp("few") / "few.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute(f"attach '{warehouse}' as held (read_only)")
        tables = connection.execute(
            "select table_name, bool_or(column_name = 'incident_id') "
            "from information_schema.columns "
            "where table_catalog = 'held' and table_schema = 'main' group by all"
        ).fetchall()
        for table, has_incidents in tables:
            chosen = f"where incident_id in ({_FEW_INCIDENTS})" if has_incidents else ""
            connection.execute(
                f"create table main.{table} as "
                f"from held.main.{table} {chosen} limit 200"
            )
    return path


@pytest.fixture(scope="session")
def published(warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the warehouse was published twice, as it stands."""
    folder = tmp_path_factory.mktemp("published")
    publish_warehouse(warehouse, folder, release_id="one")
    publish_warehouse(warehouse, folder, release_id="two")
    return folder


@pytest.fixture(scope="session")
def release(published: Path) -> Path:
    """The newer of the two releases."""
    return published / "releases" / "two"
