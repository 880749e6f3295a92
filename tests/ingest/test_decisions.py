from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.decisions import read_decisions, write_decisions
from ingest.errors import DataError
from ingest.records import TABLES

HEADER = "kind,subject,verdict,value,reviewer,decided_at,note,withdraws\n"


def write(folder: Path, row: str, header: str = HEADER) -> Path:
    (folder / "2024.csv").write_text(f"{header}{row}\n", "utf-8")
    return folder


def test_decisions_of_all_files_are_read(tmp_path: Path) -> None:
    write(tmp_path, "document,abc,source,Reuters,me,2024-11-30,wrong publisher,")
    frame = read_decisions(tmp_path)
    assert frame["value"].to_list() == ["Reuters"]
    assert str(frame["decided_at"][0]) == "2024-11-30 00:00:00"


def test_no_folder_is_no_decision(tmp_path: Path) -> None:
    assert read_decisions(tmp_path / "none").height == 0


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("document,abc,deleted,x,me,2024-11-30,,", "cannot be decided"),
        ("planet,abc,source,x,me,2024-11-30,,", "cannot be decided"),
        ("document,,source,x,me,2024-11-30,,", "subject is empty"),
        ("document,abc,source,x,me,yesterday,,", "is no date"),
        ("document,abc,published,soon,me,2024-11-30,,", "is no date"),
    ],
)
def test_fault_names_file_line_and_remedy(tmp_path: Path, row: str, fault: str) -> None:
    with pytest.raises(DataError, match=rf"2024\.csv line 2: .*{fault}"):
        read_decisions(write(tmp_path, row))


def test_missing_column_is_named(tmp_path: Path) -> None:
    folder = write(tmp_path, "document,abc", header="kind,subject\n")
    with pytest.raises(DataError, match="no column verdict"):
        read_decisions(folder)


SUBJECT = f"{'0' * 32}|10-20|killed|victim|all|all|all|all|all"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("claim,abc,accepted,4|4|4,me,2024-11-30,,", "names no words"),
        (f"claim,{SUBJECT},source,x,me,2024-11-30,,", "cannot be decided"),
        (f"claim,{SUBJECT},corrected,4/4/4,me,2024-11-30,,", r"is no low\|best\|high"),
        (f"claim,{SUBJECT},accepted,,me,2024-11-30,,", r"is no low\|best\|high"),
    ],
)
def test_fault_of_a_claims_decision_is_named(
    tmp_path: Path, row: str, fault: str
) -> None:
    with pytest.raises(DataError, match=rf"2024\.csv line 2: .*{fault}"):
        read_decisions(write(tmp_path, row))


def test_decision_on_a_claim_is_read(tmp_path: Path) -> None:
    write(tmp_path, f"claim,{SUBJECT},corrected,4|4|,me,2024-11-30 15:04,,")
    (made,) = read_decisions(tmp_path).to_dicts()
    assert (made["subject"], made["value"]) == (SUBJECT, "4|4|")
    assert str(made["decided_at"]) == "2024-11-30 15:04:00"


def test_written_file_is_a_new_one_and_the_others_stay(tmp_path: Path) -> None:
    before = write(tmp_path, f"claim,{SUBJECT},rejected,,me,2024-11-30,,") / "2024.csv"
    content = before.read_bytes()
    later = read_decisions(tmp_path).with_columns(reviewer=pl.lit("you"))
    first = write_decisions(tmp_path, later)
    assert write_decisions(tmp_path, later) == first
    assert first.name.startswith("2024-11-30-")
    assert before.read_bytes() == content
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        [before.name, first.name]
    )
    assert read_decisions(tmp_path)["reviewer"].to_list() == ["you", "me"]


def test_half_written_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "2024-11-30-0.part").write_text("kind,sub", "utf-8")
    assert read_decisions(tmp_path).height == 0


def test_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    row = {"kind": "claim", "subject": SUBJECT, "decided_at": datetime(2024, 11, 30)}
    with pytest.raises(DataError, match=r"cannot be written .*CASUALTY_DECISIONS"):
        write_decisions(tmp_path / "file" / "d", TABLES["decisions"].frame([row]))


A, B = "a" * 32, "b" * 32
TEXT = f"{A}|10-20"


@pytest.mark.parametrize(
    ("subject", "verdict"),
    [
        (f"{A}||{B}", "same"),
        (f"{TEXT}||{B}", "different"),
        (f"{B}||{A}", "parent_of"),
        (f"{TEXT}||{A}|30-40", "withdrawn"),
    ],
)
def test_decision_on_a_pair_is_read(tmp_path: Path, subject: str, verdict: str) -> None:
    write(tmp_path, f"pair,{subject},{verdict},,me,2024-11-30,one strike,")
    (made,) = read_decisions(tmp_path).to_dicts()
    assert (made["kind"], made["subject"], made["verdict"]) == (
        "pair",
        subject,
        verdict,
    )


@pytest.mark.parametrize(
    ("subject", "verdict", "fault"),
    [
        (A, "same", "names no two reports"),
        (f"{A}||{A}", "same", "names no two reports"),
        (f"{A}||{B}||{B}", "same", "names no two reports"),
        (f"{A}|{B}", "same", "names no two reports"),
        (f"{A}|20-10||{B}", "same", "names no two reports"),
        (f"{A}||{B.upper()}", "same", "names no two reports"),
        (f"{B}||{A}", "same", rf"is not in order; write {A}\|\|{B}"),
        (f"{B}||{A}", "withdrawn", "is not in order"),
        (f"{A}||{B}", "accepted", "cannot be decided"),
        (f"{A}||{B}", "part_of", "cannot be decided"),
    ],
)
def test_fault_of_a_decision_on_a_pair_is_named(
    tmp_path: Path, subject: str, verdict: str, fault: str
) -> None:
    row = f"pair,{subject},{verdict},,me,2024-11-30,,"
    with pytest.raises(DataError, match=rf"2024\.csv line 2: .*{fault}"):
        read_decisions(write(tmp_path, row))
