from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from ingest.decisions import read_decisions, write_decisions
from ingest.errors import DataError
from ingest.records import TABLES
from ingest.verdicts import Filled, decide, read_filled

NOW = datetime(2024, 12, 10, 12, 0)
NONE = TABLES["decisions"].frame([])
A, B, C = ("a" * 32, f"{'b' * 32}|10-20", "c" * 32)
ROW = {
    "first_source": "Daily News",
    "second_source": "UCDP",
    "score": "0.71",
    "verdict": "same",
    "reviewer": "AB",
    "decided_at": "2024-12-05",
    "note": None,
    "subject": f"{B}||{A}",
}
Cells = dict[str, str | None]


def fill(folder: Path, *rows: Cells, decided: pl.DataFrame = NONE) -> Filled:
    path = folder / "list.csv"
    schema = dict.fromkeys(ROW, pl.String)
    pl.DataFrame([ROW | row for row in rows], schema=schema).write_csv(path)
    return read_filled(path, decided, NOW)


@pytest.mark.parametrize(
    ("said", "verdict", "subject"),
    [
        ("same", "same", f"{A}||{B}"),
        (" Different", "different", f"{A}||{B}"),
        ("parent_of", "parent_of", f"{B}||{A}"),
        ("part_of", "parent_of", f"{A}||{B}"),
        ("withdraw", "withdrawn", f"{A}||{B}"),
    ],
)
def test_row_becomes_a_decision(
    tmp_path: Path, said: str, verdict: str, subject: str
) -> None:
    filled = fill(tmp_path, {"verdict": said, "note": "one day"})
    assert filled.faults == ()
    (made,) = filled.decisions.to_dicts()
    assert (made["kind"], made["verdict"], made["subject"], made["value"]) == (
        *("pair", verdict, subject),
        None,
    )
    assert (made["reviewer"], made["note"]) == ("AB", "one day")


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"verdict": "accept"}, "verdict 'accept' is none of same, different, parent"),
        ({"subject": A}, f"subject '{A}' is not as `casualty review` wrote it"),
        ({"subject": f"{A}||{A}"}, "subject"),
        ({"subject": None}, "subject is not as `casualty review` wrote it"),
        ({"reviewer": None}, "reviewer is empty"),
        ({"decided_at": "2024"}, "decided_at '2024' is no day"),
        ({"decided_at": "2042-12-05"}, "decided_at '2042-12-05' is in the future"),
    ],
)
def test_fault_names_file_line_column_and_reason(
    tmp_path: Path, row: Cells, fault: str
) -> None:
    filled = fill(tmp_path, {"subject": f"{A}||{C}"}, row)
    assert filled.decisions.is_empty()
    (told,) = filled.faults
    assert told.startswith(f"list.csv line 3: {fault}")


def test_pair_is_decided_once_in_a_file_in_whatever_order(tmp_path: Path) -> None:
    (fault,) = fill(tmp_path, {}, {"subject": f"{A}||{B}"}).faults
    assert "line 3: subject" in fault
    assert "stands in the file before" in fault


def test_later_decision_on_the_pair_must_be_later(tmp_path: Path) -> None:
    first = fill(tmp_path, {"verdict": "parent_of"}).decisions
    (fault,) = fill(tmp_path, {"verdict": "same"}, decided=first).faults
    assert "is not after the decision of 2024-12-05 00:00:00 on the same pair" in fault
    again = fill(tmp_path, {"decided_at": "2024-12-06"}, decided=first)
    assert again.decisions["verdict"].to_list() == ["same"]


def test_repeat_is_counted_and_rows_without_a_verdict_are_left_out(
    tmp_path: Path,
) -> None:
    write_decisions(tmp_path / "d", fill(tmp_path, {}).decisions)
    known = read_decisions(tmp_path / "d")
    again = fill(tmp_path, {}, {"subject": f"{A}||{C}", "verdict": None}, decided=known)
    assert (again.decisions.height, again.repeat_count, again.unfilled_count) == (
        *(0, 1),
        1,
    )


def test_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("first_source,second_source,subject,verdict\n", "utf-8")
    with pytest.raises(DataError, match=r"list\.csv has no column reviewer, decided"):
        read_filled(path, NONE, NOW)


def test_list_is_written_to_the_folder_of_decisions(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    pl.DataFrame([ROW], schema=dict.fromkeys(ROW, pl.String)).write_csv(path)
    filled, written = decide(path, tmp_path / "decisions")
    assert filled.faults == ()
    assert written is not None
    assert read_decisions(tmp_path / "decisions")["kind"].to_list() == ["pair"]
