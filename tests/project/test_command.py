"""The console command as a user runs it: what it says, and its exit code."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import duckdb
import pytest

from tests.conftest import BIN, ROOT, run_casualty

GED = ROOT / "samples" / "ucdp_ged" / "ged_idlib_aleppo.csv"
ARTICLE = (
    "Shelling of Saraqib on Monday killed three residents and wounded eight others, "
    "rescuers said.\n"
)
TOLD = ("--source", "Daily News", "--published", "2024-12-04")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "own.duckdb"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def last_line(text: str) -> str:
    return text.strip().splitlines()[-1]


def count(database: Path, table: str) -> int:
    with duckdb.connect(str(database), read_only=True) as connection:
        row = connection.execute(f"select count(*) from raw.{table}").fetchone()  # noqa: S608  # names below
    assert row is not None
    return int(row[0])


def test_article_loads_once(article: Path, database: Path) -> None:
    first = run_casualty("load", article, *TOLD, database=database)
    again = run_casualty("load", article, *TOLD, database=database)
    assert first.returncode == again.returncode == 0
    assert "1 reports (1 new" in first.stderr
    assert "nothing new" in again.stderr
    assert last_line(first.stderr) == "0 rows rejected"
    assert count(database, "readings") == 1


def test_check_shows_the_claims_and_writes_nothing(
    article: Path, database: Path
) -> None:
    done = run_casualty("check", article, *TOLD, "--json", database=database)
    claims = json.loads(done.stdout)["claims"]
    assert [(c["measure"], c["best"]) for c in claims] == [
        ("killed", 3),
        ("injured", 8),
    ]
    assert not database.exists()


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig"])
def test_other_encodings_load_right(
    tmp_path: Path, database: Path, encoding: str
) -> None:
    path = tmp_path / "article.txt"
    path.write_bytes("À Saraqib, shelling killed three résidents.".encode(encoding))
    assert run_casualty("load", path, *TOLD, database=database).returncode == 0
    with duckdb.connect(str(database), read_only=True) as connection:
        row = connection.execute("select text from raw.readings").fetchone()
    assert row is not None
    assert "À Saraqib" in row[0]
    assert "résidents" in row[0]


def faulty(tmp_path: Path) -> dict[str, tuple[Path, str]]:
    """By the name of the fault: the file, and what the one line says."""
    made = {
        "empty.csv": b"",
        "binary.csv": bytes(range(256)) * 64,
        "no_reader.csv": b"name,colour\nx,red\n",
        "column_missing.csv": GED.read_bytes().replace(b",best,", b",bset,", 1),
        "broken.xlsx": b"PK\x03\x04 cut off",
        "unpublished.txt": ARTICLE.encode(),
        "strange.pdf": b"%PDF-1.7",
    }
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    said = {
        "missing.csv": "missing.csv",
        "folder": "folder",
        "unpublished.txt": "--source",
        "no_reader.csv": "--as",
    }
    return {
        name: (tmp_path / name, said.get(name, name))
        for name in [*made, "missing.csv", "folder"]
    }


@pytest.mark.parametrize(
    "name",
    [
        "empty.csv",
        "binary.csv",
        "no_reader.csv",
        "column_missing.csv",
        "broken.xlsx",
        "unpublished.txt",
        "strange.pdf",
        "missing.csv",
        "folder",
    ],
)
def test_fault_of_a_file_is_one_line_and_leaves_nothing(
    tmp_path: Path, database: Path, name: str
) -> None:
    path, said = faulty(tmp_path)[name]
    done = run_casualty("load", path, database=database)
    assert done.returncode in {1, 2}
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not database.exists() or count(database, "documents") == 0


def with_faulty_rows(tmp_path: Path) -> Path:
    """Five good rows of UCDP, three that cannot be read, and one without its date."""
    lines = GED.read_text("utf-8").splitlines()
    header, first = lines[0].split(","), lines[1].split(",")

    def row(native_id: str, **cells: str) -> str:
        cells = {"id": native_id} | cells
        return ",".join(
            cells.get(name, value) for name, value in zip(header, first, strict=True)
        )

    faults = [
        row("900001", best="many"),
        row("900002", deaths_civilians="-3"),
        row("900003", date_start="20244-01-01"),
        lines[1],
    ]
    path = tmp_path / "ged.csv"
    path.write_text("\n".join([*lines[:6], *faults, ""]), "utf-8")
    return path


def test_faulty_rows_are_rejected_and_the_rest_loads(
    tmp_path: Path, database: Path
) -> None:
    path = with_faulty_rows(tmp_path)
    done = run_casualty("load", path, database=database)
    assert done.returncode == 0, done.stderr
    assert last_line(done.stderr) == "4 rows rejected; see `casualty rejects`"
    assert count(database, "reports") == 6
    listed = run_casualty("rejects", "--json", database=database)
    rejects = json.loads(listed.stdout)
    assert [(r["line"], r["column_name"], r["value"]) for r in rejects] == [
        (7, "best", "many"),
        (8, "deaths_civilians", "-3"),
        (9, "date_start", "20244-01-01"),
        (10, "native_id", rejects[3]["value"]),
    ]
    assert all(r["reason"] for r in rejects)


def test_check_of_a_data_set_shows_what_would_be_rejected(
    tmp_path: Path, database: Path
) -> None:
    done = run_casualty(
        "check", with_faulty_rows(tmp_path), "--json", database=database
    )
    assert done.returncode == 0, done.stderr
    assert {claim["measure"] for claim in json.loads(done.stdout)} == {"killed"}
    assert "not a number" in done.stderr
    assert "4 rejected, of which 4 are shown" in done.stderr
    assert last_line(done.stderr) == "Nothing was written."
    assert not database.exists()


def test_strict_load_of_faulty_rows_leaves_nothing(
    tmp_path: Path, database: Path
) -> None:
    path = with_faulty_rows(tmp_path)
    done = run_casualty("load", path, "--strict", database=database)
    assert done.returncode == 1
    assert "4 rows cannot be read" in last_line(done.stderr)
    assert count(database, "reports") == 0


def test_own_files_beside_the_samples_warn(article: Path, database: Path) -> None:
    run_casualty("load", ROOT / "samples" / "airwars", database=database)
    done = run_casualty("load", article, *TOLD, database=database)
    assert done.returncode == 0
    assert "now holds the project's samples beside your own files" in done.stderr


def test_extract_after_the_full_file_retracts_nothing(
    tmp_path: Path, database: Path
) -> None:
    lines = GED.read_text("utf-8").splitlines(keepends=True)
    for name, rows in (("full.csv", lines), ("extract.csv", lines[:50])):
        (tmp_path / name).write_text("".join(rows), "utf-8")
    full = ("--completeness", "full", "--published", "2019-01-01")
    run_casualty("load", tmp_path / "full.csv", *full, database=database)
    before = count(database, "reports")
    later = ("--published", "2020-01-01")
    done = run_casualty("load", tmp_path / "extract.csv", *later, database=database)
    assert "49 reports (0 new" in done.stderr
    assert count(database, "reports") == before > 1000


def test_a_full_release_without_its_day_is_asked_for_it(
    tmp_path: Path, database: Path
) -> None:
    path = tmp_path / "ged.csv"
    path.write_text("".join(GED.read_text("utf-8").splitlines(keepends=True)[:3]))
    full = ("--completeness", "full")
    done = run_casualty("load", path, *full, database=database)
    assert "say with --published" in done.stderr
    dated = ("--published", "2019-01-01", "--title", "GED 19.1")
    done = run_casualty("load", path, *full, *dated, database=database)
    assert "--published" not in done.stderr


@pytest.mark.parametrize("seconds", [0.8, 1.2, 1.6])
def test_killed_load_leaves_all_or_nothing(database: Path, seconds: float) -> None:
    command = [BIN / "casualty", "load", GED, "--db", database]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as loading:  # noqa: S603  # our own command
        time.sleep(seconds)
        loading.kill()
    again = run_casualty("load", GED, database=database)
    assert again.returncode == 0, again.stderr
    assert (count(database, "loads"), count(database, "reports")) == (1, 1728)


def test_locked_warehouse_is_one_line(article: Path, database: Path) -> None:
    run_casualty("load", article, *TOLD, database=database)
    with duckdb.connect(str(database)):
        done = run_casualty("load", article, *TOLD, database=database)
    assert done.returncode == 1
    assert "is open in another program; close it" in done.stderr


def test_warehouse_that_is_not_there_is_one_line(database: Path) -> None:
    for verb in ("rejects", "audit"):
        done = run_casualty(verb, database=database)
        assert done.returncode == 1
        assert "own.duckdb" in done.stderr
        assert len(done.stderr.strip().splitlines()) == 1


def test_db_option_beats_the_environment(tmp_path: Path, article: Path) -> None:
    named, told = tmp_path / "named.duckdb", tmp_path / "told.duckdb"
    run_casualty("load", article, *TOLD, "--db", named, database=told)
    assert named.exists()
    assert not told.exists()


def test_sources_lists_every_reader(database: Path) -> None:
    done = run_casualty("sources", "--json", database=database)
    readers = {row["reader"] for row in json.loads(done.stdout)}
    assert {"ucdp_ged", "airwars", "maverick", "text"} <= readers


def test_mapping_of_ones_own_loads(tmp_path: Path, database: Path) -> None:
    shutil.copytree(ROOT / "samples" / "airwars", tmp_path / "airwars")
    files = tmp_path / "airwars"
    done = run_casualty(
        *("load", files / "incidents.csv", "--as", files / "airwars_row.yml"),
        database=database,
    )
    assert done.returncode == 0, done.stderr
    assert count(database, "claims") == 4
