"""Loading files as they come: in archives and workbooks, mended, newly released."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import duckdb
import pytest

from ingest import front
from ingest.errors import DataError, UsageError
from ingest.loaded import Outcome
from tests.conftest import ROOT
from tests.ingest.test_files import text_cell, workbook

GED = ROOT / "samples" / "ucdp_ged" / "ged_idlib_aleppo.csv"
Load = Callable[..., list[Outcome]]
Row = dict[str, str]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


@pytest.fixture
def load(database: Path, tmp_path: Path) -> Load:
    """Loads files with what is said of them."""

    def load_files(*paths: Path, **said: object) -> list[Outcome]:
        origin = front.read_origin(said, "the options")
        none = tmp_path / "none"
        found = front.load_files(database, paths, origin, samples=none, decisions=none)
        return list(found)

    return load_files


def events(count: int) -> list[Row]:
    """The first events of the sample."""
    with GED.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [next(rows) for _ in range(count)]


def table(rows: Iterable[Row]) -> str:
    listed = list(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, listed[0])
    writer.writeheader()
    writer.writerows(listed)
    return text.getvalue()


def write(path: Path, rows: Iterable[Row]) -> Path:
    path.write_text(table(rows), "utf-8")
    return path


def sheet_of(name: str, rows: list[Row]) -> tuple[str, str]:
    """A sheet with the header and the rows, for ``workbook``."""
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    cells = (
        "".join(text_cell(f"{_letters(n)}{line}", escape(t)) for n, t in enumerate(row))
        for line, row in enumerate(lines, 1)
    )
    return name, "".join(f"<row>{row}</row>" for row in cells)


def _letters(number: int) -> str:
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def counts(outcome: Outcome) -> tuple[int, int, int, int, int]:
    """Reports that are new, changed, unchanged, withdrawn; rows rejected."""
    done = outcome.loaded
    return (
        done.new_reports,
        done.changed_reports,
        done.unchanged_reports,
        done.tombstones,
        done.rejects,
    )


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_a_mended_file_has_the_rejects_of_its_last_load(
    tmp_path: Path, database: Path, load: Load
) -> None:
    good = events(3)
    path = tmp_path / "ged.csv"
    load(write(path, [good[0] | {"best": "many"}, good[1] | {"high": "x"}, good[2]]))
    load(write(tmp_path / "other.csv", [events(4)[3] | {"low": "few"}]))
    assert front.list_rejects(database)["value"].to_list() == ["many", "x", "few"]
    load(write(path, [good[0], good[1] | {"high": "x"}, good[2]]))
    assert front.list_rejects(database)["value"].to_list() == ["few", "x"]


def test_a_mended_file_loads_just_the_mended_rows(
    tmp_path: Path, database: Path, load: Load
) -> None:
    good = events(6)
    broken = [*good[:2], good[2] | {"best": "many"}, *good[3:]]
    (first,) = load(write(tmp_path / "broken.csv", broken))
    assert counts(first) == (5, 0, 0, 0, 1)
    (second,) = load(write(tmp_path / "mended.csv", good))
    assert counts(second) == (1, 0, 5, 0, 0)
    (third,) = load(
        write(tmp_path / "changed.csv", [good[0] | {"high": "999"}, *good[1:]])
    )
    assert counts(third) == (0, 1, 5, 0, 0)
    told = "row_count, new_report_count, changed_report_count, reject_count"
    assert ask(database, f"select {told} from raw.loads order by _loaded_at") == [  # noqa: S608  # names above
        (6, 5, 0, 1),
        (6, 1, 0, 0),
        (6, 0, 1, 0),
    ]
    assert ask(database, "select count(distinct report_id) from raw.reports") == [(6,)]


def test_a_newer_full_release_withdraws_what_it_lacks(
    tmp_path: Path, load: Load
) -> None:
    all_of_them = events(6)
    older = write(tmp_path / "older.csv", all_of_them)
    newer = write(tmp_path / "newer.csv", all_of_them[:4])
    oldest = write(tmp_path / "oldest.csv", all_of_them[:2])
    full = {"completeness": "full"}
    load(older, published="2019-06-01", **full)
    (outcome,) = load(newer, published="2020-06-01", **full)
    assert counts(outcome) == (0, 0, 4, 2, 0)
    # One that is loaded late withdraws nothing of what came after it.
    (outcome,) = load(oldest, published="2018-06-01", **full)
    assert counts(outcome) == (0, 0, 2, 0, 0)


def test_the_sheets_of_a_data_set_are_all_loaded(tmp_path: Path, load: Load) -> None:
    one, two = events(4)[:2], events(4)[2:]
    notes = ("Notes", f"<row>{text_cell('A1', 'note')}</row>")
    path = workbook(
        tmp_path / "ged.xlsx", sheet_of("2016", one), sheet_of("2017", two), notes
    )
    (outcome,) = load(path)
    assert outcome.files == "ged.xlsx#2016, ged.xlsx#2017"
    assert outcome.unread == ("ged.xlsx#Notes",)
    assert counts(outcome) == (4, 0, 0, 0, 0)


def test_sheets_of_one_workbook_may_be_loaded_one_by_one(
    tmp_path: Path, load: Load
) -> None:
    one, two = events(4)[:2], events(4)[2:]
    path = workbook(tmp_path / "ged.xlsx", sheet_of("a", one), sheet_of("b", two))
    assert [counts(load(path, sheet=name)[0])[0] for name in "ab"] == [2, 2]
    assert load(path, sheet="b")[0].loaded.load_id is None


def test_an_archive_is_loaded_as_it_was_downloaded(tmp_path: Path, load: Load) -> None:
    path = tmp_path / "ged-csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ged/ged.csv", table(events(3)))
        archive.writestr("ged/codebook.pdf", b"%PDF")
        archive.writestr("ged/readme.txt", b"Four people were killed in Idlib.")
    (outcome,) = load(path)
    assert outcome.unread == ("codebook.pdf", "readme.txt")
    assert counts(outcome) == (3, 0, 0, 0, 0)


def test_a_fault_in_an_archive_names_no_folder_of_ours(
    tmp_path: Path, load: Load
) -> None:
    path = tmp_path / "ged.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("ged.csv", table(events(3)) + "1,2,3\n")
    with pytest.raises(DataError, match=r"^ged\.zip/ged\.csv line 5 has 3 cells"):
        load(path)


def test_a_table_that_is_called_a_text_is_not_read_as_one(
    tmp_path: Path, load: Load
) -> None:
    path = write(tmp_path / "ged.txt", events(2))
    with pytest.raises(UsageError, match=r"ged\.txt is a text by its suffix"):
        load(path, reader="ucdp_ged")


def test_a_table_that_is_known_and_not_read_is_named(
    tmp_path: Path, load: Load
) -> None:
    kinds = tmp_path / "casualty_categories.csv"
    kinds.write_text(
        "airwars_id,casualty_type_term,killed_min,injured_min\n1,1,1,1\n", "utf-8"
    )
    (outcome,) = load(ROOT / "tests/ingest/sources/airwars/incidents.csv", kinds)
    assert outcome.unread[0].startswith("casualty_categories.csv (its kinds of people")


def test_two_files_of_a_release_that_overlap_count_nobody_twice(
    tmp_path: Path, database: Path, load: Load
) -> None:
    text = (ROOT / "tests/ingest/sources/acled/events.csv").read_text("utf-8")
    paths = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for path in paths:
        path.write_text(text, "utf-8")
    alone = load(paths[0])[0].loaded
    (outcome,) = load(*paths)
    assert outcome.loaded.reports == alone.reports
    assert outcome.loaded.rejects == alone.rejects + alone.reports + 1
    sql = "select count(distinct claim_key) = count(*) from raw.claims"
    assert ask(database, sql) == [(True,)]
