"""`casualty publish`, with the audit and dbt's page, as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

ROOT = Path(__file__).parents[2]
COMMAND = "from casualty.cli import main; main()"


def run(published: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command of this checkout, whichever is installed."""
    return subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", COMMAND, *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "CASUALTY_PUBLISHED": str(published)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_publish_audits_and_writes_a_release_that_verifies(
    warehouse: Path, tmp_path: Path
) -> None:
    done = run(tmp_path, "publish", "--id", "q4", "--db", warehouse)

    assert done.returncode == 0, done.stderr
    release = tmp_path / "releases" / "q4"
    told = json.loads((release / "manifest.json").read_text())
    assert told["audit"] == "passed"
    assert (release / "lineage.html").exists()
    audit = json.loads((release / "audit.json").read_text())
    assert f"audit: {audit['expectation_count']} expectations" in done.stderr
    checked = run(tmp_path, "verify", tmp_path / "current")
    assert checked.returncode == 0, checked.stdout


def test_a_warehouse_that_was_never_built_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    duckdb.connect(str(database)).close()

    for options in ([], ["--force"]):
        done = run(tmp_path / "published", "publish", *options, "--db", database)
        assert done.returncode == 1
        assert "has never been built; run `casualty build`" in done.stderr
    assert not (tmp_path / "published").exists()


@pytest.mark.parametrize(
    ("arguments", "code"), [(("diff", "2024-01-01", "now"), 0), (("table", "month"), 2)]
)
def test_a_missing_extra_is_named_by_the_verbs_that_need_it(
    warehouse: Path, arguments: tuple[str, ...], code: int
) -> None:
    without = "import sys; sys.modules.update(altair=None, great_tables=None); "
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-c", without + COMMAND, *arguments, "--db", warehouse],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("pip install -e '.[publish]'" in done.stderr) == bool(code)
    assert "Traceback" not in done.stderr
