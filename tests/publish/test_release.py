"""A release: swapped in one step, kept, repeatable, and marked where it must be."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.errors import DataError, UsageError
from publish import front
from publish import release as drawing
from tests.conftest import PLANTED_NAMES
from tests.publish.conftest import FAILED, PASSED, ROOT, publish_warehouse

NAMES = [part.encode() for name in PLANTED_NAMES for part in name.split()]


def list_files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_current_is_the_newest_and_the_older_is_kept(published: Path) -> None:
    assert (published / "current").resolve().name == "two"
    assert sorted(path.name for path in (published / "releases").iterdir()) == [
        "one",
        "two",
    ]


def test_no_draft_is_left(published: Path) -> None:
    assert {path.name for path in published.iterdir()} == {
        ".lock",
        "current",
        "history.parquet",
        "releases",
    }


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_two_releases_of_one_input_are_the_same_bytes(
    published: Path, kind: str
) -> None:
    one, two = (list_files(published / "releases" / i / kind) for i in ("one", "two"))

    assert one
    assert one == two


def test_every_mart_is_there_in_each_form(release: Path) -> None:
    marts = {path.stem for path in (ROOT / "models" / "marts").glob("*.sql")}
    tables = {name for name in marts if not name.endswith("_as_of")}

    for kind in ("csv", "parquet"):
        assert {path.stem for path in (release / kind).iterdir()} == tables


def test_no_column_tells_of_a_run(release: Path) -> None:
    for path in (release / "parquet").iterdir():
        assert not [name for name in pl.read_parquet_schema(path) if name[0] == "_"]


def test_no_planted_name_is_in_the_bytes_of_any_file(
    warehouse: Path, release: Path
) -> None:
    assert any(name in warehouse.read_bytes() for name in NAMES)
    for path, held in list_files(release).items():
        assert not [name for name in NAMES if name in held], path


def test_csv_and_parquet_say_the_same(release: Path) -> None:
    flat = pl.read_csv(release / "csv" / "casualties_default.csv", n_rows=None)
    rows = pl.read_parquet(release / "parquet" / "casualties_default.parquet")

    for column in ("low", "best", "high"):
        assert flat[column].to_list() == rows[column].to_list()
    assert json.loads(flat["claim_ids"][0]) == rows["claim_ids"][0].to_list()


def test_a_reader_keeps_the_file_that_it_opened(few: Path, tmp_path: Path) -> None:
    publish_warehouse(few, tmp_path, release_id="one")
    current = tmp_path / "current" / "casualties.duckdb"
    with duckdb.connect(str(current), read_only=True) as reader:
        told = reader.execute("select release_id from _release").fetchall()
        publish_warehouse(few, tmp_path, release_id="two")

        assert reader.execute("select release_id from _release").fetchall() == told
        assert reader.execute("select count(*) from fct_claims").fetchone() != (0,)
    with duckdb.connect(str(current.resolve()), read_only=True) as reader:
        assert reader.execute("select release_id from _release").fetchall() == [
            ("two",)
        ]


KILLED = """
import os, signal, sys
from pathlib import Path
import publish.{module} as module
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
module.{function} = die
from tests.publish.conftest import publish_warehouse
publish_warehouse(Path(sys.argv[1]), Path(sys.argv[2]), release_id="two")
"""


LOCKED = """
import fcntl, time
fcntl.flock(0, fcntl.LOCK_EX)
print("locked", flush=True)
time.sleep(60)
"""


def kill_in(module: str, function: str, *arguments: Path) -> None:
    done = subprocess.run(  # noqa: S603  # our own words
        [
            sys.executable,
            "-c",
            KILLED.format(module=module, function=function),
            *arguments,
        ],
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL


def test_a_killed_publish_leaves_the_old_release(few: Path, tmp_path: Path) -> None:
    publish_warehouse(few, tmp_path, release_id="one")
    before = list_files(tmp_path / "releases")

    kill_in("release", "write_manifest", few, tmp_path)

    assert (tmp_path / "current").resolve().name == "one"
    assert list_files(tmp_path / "releases") == before
    publish_warehouse(few, tmp_path, release_id="two")
    assert not list(tmp_path.glob(".building-*"))


@pytest.mark.parametrize(
    ("module", "function", "current"),
    [("shelf", "point", "one"), ("front", "append_releases", "two")],
)
def test_a_release_that_was_named_before_the_kill_is_whole_and_in_the_history(
    few: Path, tmp_path: Path, module: str, function: str, current: str
) -> None:
    publish_warehouse(few, tmp_path, release_id="one")

    kill_in(module, function, few, tmp_path)

    assert (tmp_path / "current").resolve().name == current
    faults = front.verify(tmp_path / "releases" / "two").faults
    assert not [fault for fault in faults if (tmp_path / fault.what).suffix]
    history = tmp_path / "history.parquet"
    assert set(pl.read_parquet(history)["release_id"]) == {"one"}
    done = publish_warehouse(few, tmp_path, release_id="three")
    assert (
        json.loads((done.folder / "manifest.json").read_text())["previous_release_id"]
        == "two"
    )
    assert (tmp_path / "current").resolve().name == "three"


def test_a_fault_leaves_nothing(
    few: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise DataError("the disk is full")

    monkeypatch.setattr(drawing, "write_manifest", fail)

    with pytest.raises(DataError, match="disk is full"):
        publish_warehouse(few, tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {".lock"}


def test_two_publishers_do_not_meet(few: Path, tmp_path: Path) -> None:
    with (
        (tmp_path / ".lock").open("w") as held,
        subprocess.Popen(  # noqa: S603  # our own words
            [sys.executable, "-c", LOCKED], stdin=held, stdout=subprocess.PIPE
        ) as other,
    ):
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(DataError, match="another command"):
            publish_warehouse(few, tmp_path)
        other.kill()


def test_an_audit_that_failed_publishes_nothing(few: Path, tmp_path: Path) -> None:
    for code in (1, 2):
        with pytest.raises(DataError, match="audit failed"):
            publish_warehouse(few, tmp_path, audit={**PASSED, "exit_code": code})
    assert not list(tmp_path.iterdir())


def test_a_forced_release_is_marked_as_failed_everywhere(
    few: Path, tmp_path: Path
) -> None:
    done = publish_warehouse(few, tmp_path, audit=FAILED, is_forced=True)

    assert json.loads((done.folder / "manifest.json").read_text())["audit"] == "failed"
    assert json.loads((done.folder / "audit.json").read_text())["audit"] == "failed"
    assert "FAILED" in (done.folder / "README.md").read_text()
    with duckdb.connect(str(done.folder / "casualties.duckdb")) as connection:
        assert connection.execute("select audit from _release").fetchone() == (
            "failed",
        )


def test_a_warehouse_written_after_its_audit_is_refused(tmp_path: Path) -> None:
    database = tmp_path / "x.duckdb"
    duckdb.connect(str(database)).close()
    audited = front.take_fingerprint(database)
    time.sleep(0.01)
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table x as select 1")

    with pytest.raises(DataError, match="written while"), front.hold(database, audited):
        pass


def test_an_id_that_is_taken_or_no_name_is_refused(few: Path, published: Path) -> None:
    for asked, fault in (("one", "released already"), ("../x", "no name of a folder")):
        with pytest.raises(UsageError, match=fault):
            publish_warehouse(few, published, release_id=asked)


def test_the_manifest_names_what_a_release_rests_on(release: Path) -> None:
    told = json.loads((release / "manifest.json").read_text())

    assert told["previous_release_id"] == "one"
    assert told["software"]["duckdb"] == duckdb.__version__
    assert told["as_of"]["built"]
    assert {load["dataset_id"] for load in told["loads"]} >= {"ucdp_ged", "maverick"}
    rows = {mart["name"]: mart["rows"] for mart in told["marts"]}
    held = pl.read_parquet(release / "parquet" / "fct_incidents.parquet")
    assert rows["fct_incidents"] == held.height
    keys = {mart["name"]: mart["key"] for mart in told["marts"]}
    assert keys["fct_incidents"] == ["incident_id"]
    assert all(keys.values())


def test_audit_results_hold_no_note(release: Path) -> None:
    assert "told to developers" not in (release / "audit.json").read_text()
    assert (release / "audit.csv").read_text().splitlines() == [
        "severity,table,rule,row_count,key_names,keys",
        "warning,main.fct_claims,figures_are_usual,1,claim_id,c1",
    ]


def test_every_source_has_its_licence(release: Path) -> None:
    spoke = pl.read_parquet(release / "parquet" / "dim_sources.parquet").filter(
        (pl.col("report_count") > 0) | (pl.col("claim_count") > 0)
    )
    told = pl.read_csv(release / "sources.csv")

    assert set(spoke["source_name"]) <= set(told["source_name"])
    assert "GeoNames" in (release / "SOURCES.md").read_text()
    assert "Sundberg" in (release / "SOURCES.md").read_text()
