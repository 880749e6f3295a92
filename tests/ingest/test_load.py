import subprocess
import sys
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.errors import DataError
from ingest.load import Loaded, copy_decisions, load
from ingest.records import TABLES, Records
from tests.conftest import ROOT

READER = {"reader": "ged", "reader_version": "1"}


def documents(sha256: str = "aa", **facts: object) -> pl.DataFrame:
    row = {"document_ref": "d", "source_name": "UCDP", "title": "GED", "sha256": sha256}
    return TABLES["documents"].frame([row | {"file_name": "ged.csv"} | facts])


def batch(*rows: tuple[str, int, int], file_name: str = "ged.csv") -> Records:
    """Reports of (native id, line, best)."""
    place = {"document_ref": "d", "file_name": file_name}
    reading = {"document_ref": "d"} | READER
    reports = [
        place | {"report_ref": i, "native_id": i, "line": n, "unit": "incident"}
        for i, n, _ in rows
    ]
    claims = [
        place
        | {"report_ref": i, "line": n, "claim_ref": "best", "anchor": "best"}
        | {"measure": "killed", "role": "all", "best": best, "sex": "all"}
        | {"age_group": "all", "status": "all", "occupation": "all"}
        | {"affiliation_text": "all"}
        for i, n, best in rows
    ]
    return {
        "readings": TABLES["readings"].frame([reading]),
        "reports": TABLES["reports"].frame(reports),
        "claims": TABLES["claims"].frame(claims),
    }


def ask(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "warehouse.duckdb"


def test_same_bytes_and_version_load_nothing_new(database: Path) -> None:
    first = load(database, documents(), [batch(("1", 2, 4))], **READER)
    again = load(database, documents(), [batch(("1", 2, 4))], **READER)
    assert (first.new_reports, first.claims) == (1, 1)
    assert again == Loaded()
    assert ask(database, "select count(*) from raw.readings") == [(1,)]


def test_new_version_reads_again_and_writes_only_what_is_new(database: Path) -> None:
    load(database, documents(), [batch(("1", 2, 4))], **READER)
    again = load(
        database, documents(), [batch(("1", 2, 4))], reader="ged", reader_version="2"
    )
    assert (again.reports, again.new_reports, again.claims) == (1, 0, 0)
    assert ask(database, "select count(*) from raw.sightings") == [(2,)]


def test_changed_row_is_a_new_content_of_the_same_report(database: Path) -> None:
    load(database, documents("aa"), [batch(("1", 2, 4), ("2", 3, 5))], **READER)
    later = load(database, documents("bb"), [batch(("1", 2, 4), ("2", 3, 6))], **READER)
    assert (later.reports, later.changed_reports) == (2, 1)
    found = "select count(distinct report_id), count(distinct content_hash)"
    assert ask(database, f"{found} from raw.reports") == [(2, 3)]
    keys = "select count(distinct claim_key), count(distinct claim_id) from raw.claims"
    assert ask(database, keys) == [(2, 3)]


def test_line_and_file_name_are_not_content(database: Path) -> None:
    load(database, documents("aa"), [batch(("1", 2, 4))], **READER)
    moved = batch(("1", 9, 4), file_name="renamed.csv")
    assert load(database, documents("bb"), [moved], **READER).new_reports == 0


def test_order_of_batches_and_rows_changes_no_key(tmp_path: Path) -> None:
    rows = [("1", 2, 4), ("2", 3, 5), ("3", 4, 6)]
    keys = []
    for name, order in (("a", rows), ("b", rows[::-1])):
        database = tmp_path / f"{name}.duckdb"
        load(database, documents(), [batch(*order)], **READER)
        sql = "select claim_id, report_id, content_hash from raw.claims order by all"
        keys.append(ask(database, sql))
    assert keys[0] == keys[1]


def test_second_row_with_an_identifier_is_rejected_with_its_claims(
    database: Path,
) -> None:
    done = load(database, documents(), [batch(("1", 2, 4), ("1", 3, 9))], **READER)
    assert (done.reports, done.claims, done.rejects) == (1, 1, 1)
    assert ask(database, "select best from raw.claims") == [(4,)]
    rejects = ask(database, "select line, column_name, value, reason from raw.rejects")
    reason = "this identifier was used before, in line 2"
    assert rejects == [(3, "native_id", "1", reason)]


def test_an_identifier_is_used_once_in_the_same_line_of_two_files(
    database: Path,
) -> None:
    two = [batch(("1", 2, 4)), batch(("1", 2, 9), ("2", 3, 5), file_name="later.csv")]
    two[1]["readings"] = TABLES["readings"].frame([])
    done = load(database, documents(), two, **READER)
    assert (done.reports, done.claims, done.rejects) == (2, 2, 1)
    sql = "select file_name, best from raw.claims order by all"
    assert ask(database, sql) == [("ged.csv", 4), ("later.csv", 5)]


def test_an_identifier_is_used_once_in_all_chunks_of_a_document(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.staging.CHUNK_SIZE", 1)
    batches = [batch(("1", 2, 4)), batch(("2", 3, 5)), batch(("1", 4, 9))]
    done = load(database, documents(), batches, **READER)
    assert (done.reports, done.claims, done.rejects) == (2, 2, 1)
    assert ask(database, "select best from raw.claims order by all") == [(4,), (5,)]
    reason = "this identifier was used before, in line 2"
    assert ask(database, "select line, reason from raw.rejects") == [(4, reason)]


def test_row_of_a_side_file_without_its_report_is_rejected(database: Path) -> None:
    orphan = batch(("9", 5, 1), file_name="side.csv") | {
        "reports": TABLES["reports"].frame([])
    }
    done = load(database, documents(), [batch(("1", 2, 4)), orphan], **READER)
    assert (done.reports, done.claims, done.rejects) == (1, 1, 1)


def test_row_of_a_side_file_joins_its_report(database: Path) -> None:
    side = batch(("1", 7, 3), file_name="side.csv") | {
        "reports": TABLES["reports"].frame([]),
        "readings": TABLES["readings"].frame([]),
    }
    side["claims"] = side["claims"].with_columns(
        anchor=pl.lit("conceded"), claim_ref=pl.lit("conceded")
    )
    assert load(database, documents(), [batch(("1", 2, 4)), side], **READER).claims == 2


def test_strict_load_with_a_reject_leaves_nothing(database: Path) -> None:
    with pytest.raises(DataError, match=r"1 rows cannot be read.*ged\.csv line 3"):
        load(
            database,
            documents(),
            [batch(("1", 2, 4), ("1", 3, 9))],
            is_strict=True,
            **READER,
        )
    for table in ("loads", "documents", "reports", "rejects"):
        assert ask(database, f"select count(*) from raw.{table}") == [(0,)]  # noqa: S608  # names above


def test_reader_that_breaks_midway_leaves_nothing(database: Path) -> None:
    def breaking() -> object:
        yield batch(("1", 2, 4))
        raise DataError("broken")

    with pytest.raises(DataError):
        load(database, documents(), breaking(), **READER)  # type: ignore[arg-type]  # a generator
    assert ask(database, "select count(*) from raw.reports") == [(0,)]


# Writes two chunks of a data set, and waits to be killed in the third.
ENDLESS = """
import sys, time
from pathlib import Path
import ingest.load
from tests.ingest.test_load import READER, batch, documents

def batches():
    yield from (batch((str(n), n, n)) for n in range(2, 6))
    print("written", flush=True)
    time.sleep(600)

ingest.load.CHUNK_SIZE = 1
ingest.load.load(Path(sys.argv[1]), documents("bb"), batches(), **READER)
"""


def test_load_that_is_killed_between_chunks_leaves_the_warehouse_as_it_was(
    database: Path,
) -> None:
    load(database, documents("aa"), [batch(("1", 2, 4))], **READER)
    command = [sys.executable, "-c", ENDLESS, str(database)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as loading:  # noqa: S603  # our own command
        assert loading.stdout
        assert loading.stdout.readline() == b"written\n"
        loading.kill()
    for table in ("loads", "documents", "readings", "reports", "claims"):
        assert ask(database, f"select count(*) from raw.{table}") == [(1,)]  # noqa: S608  # names above
    again = [batch((str(n), n, n)) for n in range(2, 6)]
    assert load(database, documents("bb"), again, **READER).new_reports == 4


def test_links_between_claims_become_ids(database: Path) -> None:
    records = batch(("1", 2, 22))
    part = records["claims"].with_columns(
        claim_ref=pl.lit("part"), anchor=pl.lit("children"), part_of_ref=pl.lit("best")
    )
    records["claims"] = pl.concat([records["claims"], part])
    load(database, documents(), [records], **READER)
    sql = """
        select part.part_of_claim_id = whole.claim_id
        from raw.claims as part, raw.claims as whole
        where part.anchor = 'children' and whole.anchor = 'best'
    """
    assert ask(database, sql) == [(True,)]


def test_two_claims_with_one_key_are_the_readers_fault(database: Path) -> None:
    records = batch(("1", 2, 4))
    records["claims"] = pl.concat([records["claims"], records["claims"]])
    with pytest.raises(ValueError, match="two claims with one key"):
        load(database, documents(), [records], **READER)


def test_value_outside_a_closed_list_is_the_readers_fault(database: Path) -> None:
    records = batch(("1", 2, 4))
    records["claims"] = records["claims"].with_columns(measure=pl.lit("slain"))
    with pytest.raises(ValueError, match="measure cannot be"):
        load(database, documents(), [records], **READER)


def test_file_that_is_no_warehouse_is_refused(database: Path) -> None:
    database.write_text("no database", "utf-8")
    with pytest.raises(DataError, match="not a DuckDB file"):
        load(database, documents(), [batch(("1", 2, 4))], **READER)


def test_warehouse_named_raw_loads(tmp_path: Path) -> None:
    done = load(tmp_path / "raw.duckdb", documents(), [batch(("1", 2, 4))], **READER)
    assert done.reports == 1


def test_decisions_are_copied_once(database: Path) -> None:
    row = {"kind": "document", "subject": "d", "verdict": "source", "value": "Reuters"}
    decisions = TABLES["decisions"].frame([row | {"reviewer": "r"}])
    copy_decisions(database, decisions)
    copy_decisions(database, decisions)
    assert ask(database, "select value from raw.decisions") == [("Reuters",)]


def test_decision_with_two_notes_is_one(database: Path) -> None:
    row = {"kind": "document", "subject": "d", "verdict": "source", "value": "Reuters"}
    rows = [row | {"reviewer": "r", "note": note} for note in ("b", "a")]
    copy_decisions(database, TABLES["decisions"].frame(rows))
    assert ask(database, "select note from raw.decisions") == [("a",)]


def test_warehouse_of_an_earlier_version_gains_the_new_columns(database: Path) -> None:
    load(database, documents(), [batch(("1", 2, 4))], **READER)
    with duckdb.connect(str(database)) as connection:
        connection.execute("alter table raw.claims drop column confidence")
    load(database, documents("bb"), [batch(("2", 2, 5))], **READER)
    sql = "select best, confidence from raw.claims order by best"
    assert ask(database, sql) == [(4, None), (5, None)]
