"""The contract of the raw tables, in Python, YAML and SQL: the same everywhere."""

import re
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import pytest
import yaml

from ingest.identify import key_sql
from ingest.records import TABLES
from ingest.warehouse import make_tables

ROOT = Path(__file__).parents[2]
STAGING = ROOT / "models/staging"

# About loading, not about casualties: no model reads them.
NOT_MODELLED = {"loads", "load_tallies", "rejects"}
STORED = {
    name: list(table.stored)
    for name, table in TABLES.items()
    if name not in NOT_MODELLED
}


def _declared(path: Path) -> dict[str, list[str]]:
    """Columns by table or model, as a YAML file declares them."""
    content: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    entries = content.get("models") or content["sources"][0]["tables"]
    return {
        entry["name"]: [column["name"] for column in entry["columns"]]
        for entry in entries
    }


def _differences(ours: dict[str, list[str]], theirs: dict[str, list[str]]) -> list[str]:
    """One line for each table and column that one side lacks."""
    left = {f"{table}.{column}" for table in ours for column in ours[table]}
    right = {f"{table}.{column}" for table in theirs for column in theirs[table]}
    return sorted(
        [f"{name} stands in records.py alone" for name in left - right]
        + [f"{name} is missing from records.py" for name in right - left]
    )


def _staged(models: dict[str, list[str]]) -> dict[str, list[str]]:
    """Staging models that stand for a raw table, under that table's name."""
    return {
        name.removeprefix("stg_"): columns
        for name, columns in models.items()
        # The gazetteer is a file of the project, not a raw table.
        if name != "stg_gazetteer"
    }


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def test_the_sources_declare_what_is_stored() -> None:
    assert not _differences(STORED, _declared(STAGING / "_sources.yml"))


def test_the_staging_models_declare_what_is_stored() -> None:
    models = _staged(_declared(STAGING / "_staging.yml"))

    unread = set(STORED) - set(models)
    stored = {name: columns for name, columns in STORED.items() if name in models}
    assert not unread, f"raw tables without a staging model: {sorted(unread)}"
    assert not _differences(stored, models)


def test_the_staging_models_select_what_is_stored(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    make_tables(connection, "raw")
    selected = {
        path.stem: _columns(connection, path)
        for path in STAGING.glob("stg_*.sql")
        if path.stem != "stg_gazetteer"
    }

    assert not _differences(STORED, _staged(selected))


class _Source(str):
    """What dbt's ``source()`` returns, as far as the staging models use it."""

    __slots__ = ()

    def include(self, **_: bool) -> str:
        return self


def _columns(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    sql = jinja2.Template(path.read_text("utf-8")).render(
        source=lambda schema, table: _Source(f"{schema}.{table}")
    )
    return connection.sql(sql).columns


def test_a_missing_column_is_named_on_its_side() -> None:
    assert _differences({"claims": ["low", "best"]}, {"claims": ["best", "high"]}) == [
        "claims.high is missing from records.py",
        "claims.low stands in records.py alone",
    ]


# The key of a load is made of all its documents, and the locator of a document is its
# url or title; a report's key depends on what it has. load.py makes these by hand.
MADE_BY_HAND = {"document_ids", "locator", "native_id or anchor"} | {
    "source_id or document_id"
}


@pytest.mark.parametrize("name", TABLES)
def test_keys_are_made_of_columns_that_exist(name: str) -> None:
    table = TABLES[name]

    assert set(table.keys) <= set(table.filled)
    parts = {part for key in table.keys.values() for part in key}
    assert parts - MADE_BY_HAND <= set(table.stored)


@pytest.mark.parametrize("name", TABLES)
def test_local_columns_are_not_stored(name: str) -> None:
    table = TABLES[name]

    assert set(table.local) <= set(table.columns)
    assert not set(table.local) & set(table.stored)


def _macro_sql(*columns: str) -> str:
    """The SQL of macros/key.sql for the columns."""
    environment = jinja2.Environment(autoescape=False)  # noqa: S701  # SQL, not HTML
    macro = environment.from_string((ROOT / "macros/key.sql").read_text("utf-8"))
    return str(macro.module.key(columns))  # type: ignore[attr-defined]  # a macro


# md5 of the parts joined by chr(31), taken outside of this project (coreutils md5sum).
GOLDEN = [
    (("Reuters",), "7513717dba8b208fe06799dcc54e59e2"),
    (("UCDP GED", "412700"), "36f8d7e8c4c38f52a00a0122e36e9537"),
    (("UCDP GED", None), "681234b33f7a43a858dff29e7e012df1"),
    ((None, "UCDP GED"), "ac51e23cd43e0fc1024ed16f6eba66ee"),
    (("Хомс", 7), "2569e5e700dc3cf91cd56aeb76154dc4"),
]


@pytest.mark.parametrize(("parts", "expected"), GOLDEN)
def test_a_key_is_the_same_in_every_version(
    connection: duckdb.DuckDBPyConnection, parts: tuple[object, ...], expected: str
) -> None:
    names = [f"part_{i}" for i in range(len(parts))]
    row = ", ".join(f"? as {name}" for name in names)

    for sql in (key_sql(*names), _macro_sql(*names)):
        found = connection.execute(f"select {sql} from (select {row})", parts)  # noqa: S608  # our own SQL
        assert found.fetchone() == (expected,)


def test_every_model_makes_keys_by_the_macro() -> None:
    by_hand = re.compile(r"\b(md5|sha256|hash)\s*\(")

    found = [
        p.name for p in ROOT.glob("models/**/*.sql") if by_hand.search(p.read_text())
    ]

    assert not found
