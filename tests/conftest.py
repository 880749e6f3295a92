"""One warehouse of the samples, built once, for every test that reads marts."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from hypothesis import settings

from ingest.load import copy_decisions
from ingest.records import TABLES

# No test is timed: a busy machine is no fault. Speed lives in benchmarks/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
BIN = Path(sys.executable).parent
# dbt's folder of parsed models is no place for two runs at once.
TARGET = f"target/{os.environ.get('PYTEST_XDIST_WORKER', 'tests')}"
SYSTEM = {"PATH": f"{BIN}:/usr/bin:/bin", "DBT_TARGET_PATH": TARGET}

# Written for the project: no such people, and no such strike.
PLANTED_NAMES = ("Omarin Farahzed", "Hudessa Salimvey")
PLANTED_TEXT = (
    "A strike on Saraqib on Dec. 2 killed Omarin Farahzed, 41, and injured six people. "
    "Mayor Hudessa Salimvey said five others were missing."
)


def run_casualty(
    *arguments: str | Path, database: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """The console command as a user runs it."""
    return subprocess.run(  # noqa: S603  # our own command
        [BIN / "casualty", *arguments],
        env=environment | SYSTEM | {"CASUALTY_DB": str(database)},
        capture_output=True,
        text=True,
        check=False,
    )


def run_dbt(*arguments: str | Path, database: Path) -> subprocess.CompletedProcess[str]:
    """Plain dbt in the checkout, with no flags but those given."""
    return subprocess.run(  # noqa: S603  # our own command
        [BIN / "dbt", *arguments],
        cwd=ROOT,
        env=SYSTEM | {"CASUALTY_DB": str(database)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real data that may be measured with but not shipped."""
    if not SHARED.exists():
        pytest.skip("the shared data is not beside the checkout")
    return SHARED


def make_once(
    factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]
) -> Path:
    """A folder that one worker fills; each has a copy of its own."""
    base = factory.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            filled = factory.mktemp(name)
            make(filled)
            filled.rename(made)
    return Path(shutil.copytree(made, factory.mktemp(name) / "own"))


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples and one text with planted names: loaded, built, tested by dbt."""
    return make_once(tmp_path_factory, "warehouse", _build) / "built.duckdb"


class Run(NamedTuple):
    """What `casualty run samples` made and told."""

    database: Path
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The samples and nothing else, as a reader has them after the README."""
    folder = make_once(tmp_path_factory, "samples", _run)
    told = (folder / name for name in ("stdout", "stderr"))
    return Run(folder / "samples.duckdb", *(path.read_text("utf-8") for path in told))


def _run(folder: Path) -> None:
    database = folder / "samples.duckdb"
    done = run_casualty("run", ROOT / "samples", database=database)
    assert done.returncode == 0, done.stderr
    (folder / "stdout").write_text(done.stdout, "utf-8")
    (folder / "stderr").write_text(done.stderr, "utf-8")


def _build(folder: Path) -> None:
    database = folder / "built.duckdb"
    planted = folder / "planted.txt"
    planted.write_text(PLANTED_TEXT, "utf-8")
    told = ("--source", "Test Gazette", "--published", "2024-12-03")
    titled = ("--title", "Omarin Farahzed among the dead of Saraqib")
    for arguments in (
        ("load", ROOT / "samples"),
        ("load", planted, *told, *titled),
    ):
        done = run_casualty(*arguments, database=database)
        assert done.returncode == 0, done.stderr
    _accept_injured(database)
    built = run_dbt("--warn-error", "build", database=database)
    assert built.returncode == 0, built.stdout


def _accept_injured(database: Path) -> None:
    """A reviewer's decision on the planted text, with a name in its note."""
    with duckdb.connect(str(database), read_only=True) as connection:
        row = connection.execute(
            "select document_id from raw.readings where contains(text, $1)",
            [PLANTED_NAMES[0]],
        ).fetchone()
    assert row is not None
    start = PLANTED_TEXT.index("injured six")
    decision = {
        "kind": "claim",
        "subject": f"{row[0]}|{start}-{start + 18}|injured|victim|all|all|all|all|all",
        "verdict": "accepted",
        "value": "6|6|6",
        "reviewer": "AB",
        "decided_at": datetime(2024, 12, 5),
        "note": f"not {PLANTED_NAMES[0]}",
    }
    copy_decisions(database, TABLES["decisions"].frame([decision]))


@pytest.fixture
def marts(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A reader of the built warehouse."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection
