"""dbt's page: every model in it, nothing of the machine, nothing from outside."""

import json
import re
from pathlib import Path

import pytest

from casualty.run import write_docs
from casualty.settings import read_settings
from publish.lineage import clean_manifest, write_lineage

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    docs = tmp_path_factory.mktemp("docs")
    write_docs(read_settings(str(docs / "any.duckdb")), docs)
    write_lineage(docs, docs)
    return (docs / "lineage.html").read_text("utf-8")


def test_every_model_is_in_it_with_its_parents(page: str) -> None:
    for path in ROOT.glob("models/**/*.sql"):
        assert f'"model.casualty_warehouse.{path.stem}"' in page
    assert '"parent_map"' in page


def test_no_folder_of_the_machine_is_in_it(page: str) -> None:
    assert str(ROOT) not in page
    assert not re.findall(r"(?:/home/|/root/|/tmp/|/Users/|pytest-of)[^\s\"']*", page)
    assert '"invocation_id": "' not in page
    assert '"user_id": "' not in page


def test_it_may_load_nothing(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)

    assert policy is not None
    assert policy[1].startswith("default-src 'none'; ")
    assert "http" not in policy[1]
    assert "cloudfront.net" not in page


def test_compiled_sql_and_rows_of_tests_are_left_out() -> None:
    manifest = {
        "metadata": {"project_name": "p", "user_id": "u", "invocation_id": "i"},
        "nodes": {"model.p.a": {"compiled_code": "x", "root_path": "/r", "name": "a"}},
        "unit_tests": {"t": {"given": [{"rows": [{"name": "z"}]}], "name": "t"}},
        "macros": {"macro.p.m": {"name": "m"}, "macro.dbt.n": {"name": "n"}},
    }

    cleaned = json.dumps(clean_manifest(manifest))

    for word in ('"x"', "/r", '"z"', "macro.dbt.n", "user_id"):
        assert word not in cleaned
    for word in ('"a"', '"t"', "macro.p.m"):
        assert word in cleaned
