"""`casualty publish`, with the audit and dbt's page, as a user runs it."""

import json
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from casualty.cli import main


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CASUALTY_PUBLISHED", str(tmp_path / "published"))
    return tmp_path / "published"


def test_publish_audits_and_writes_a_release_that_verifies(
    warehouse: Path, published: Path
) -> None:
    done = CliRunner().invoke(main, ["publish", "--id", "q4", "--db", str(warehouse)])

    assert done.exit_code == 0, done.output
    assert "audit: " in done.stderr
    release = published / "releases" / "q4"
    told = json.loads((release / "manifest.json").read_text())
    assert told["audit"] == "passed"
    assert told["git_revision"]
    assert (release / "lineage.html").exists()
    audit = json.loads((release / "audit.json").read_text())
    assert f"{audit['expectation_count']} expectations" in done.stderr
    checked = CliRunner().invoke(main, ["verify", str(published / "current")])
    assert checked.exit_code == 0, checked.output


def test_a_warehouse_that_was_never_built_is_refused(
    tmp_path: Path, published: Path
) -> None:
    database = tmp_path / "x.duckdb"
    duckdb.connect(str(database)).close()

    for options in ([], ["--force"]):
        done = CliRunner().invoke(main, ["publish", *options, "--db", str(database)])
        assert done.exit_code == 1
        assert "has never been built; run `casualty build`" in done.stderr
    assert not published.exists()
