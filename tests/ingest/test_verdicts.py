import re
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.decisions import read_decisions, write_decisions
from ingest.errors import DataError
from ingest.records import TABLES
from ingest.verdicts import Filled, read_filled

NOW = datetime(2024, 12, 10, 12, 0)
NONE = TABLES["decisions"].frame([])
CELL = "killed|victim|all|all|all|all|all"
FIRST = f"{'a' * 32}|10-20|{CELL}"
SECOND = f"{'a' * 32}|30-40|{CELL}"
ROW = {
    "words": "six people",
    "read_low": "6",
    "read_best": "6",
    "read_high": None,
    "verdict": "accept",
    "low": None,
    "best": None,
    "high": None,
    "reviewer": "AB",
    "decided_at": "2024-12-05",
    "note": None,
    "subject": FIRST,
}
Cells = dict[str, str | None]


def fill(folder: Path, *rows: Cells, decided: pl.DataFrame = NONE) -> Filled:
    path = folder / "list.csv"
    schema = dict.fromkeys(ROW, pl.String)
    pl.DataFrame([ROW | row for row in rows], schema=schema).write_csv(path)
    return read_filled(path, decided, NOW)


def correct(low: str | None, best: str | None, high: str | None) -> Cells:
    return {"verdict": "correct", "low": low, "best": best, "high": high}


@pytest.mark.parametrize(
    ("row", "verdict", "value"),
    [
        ({}, "accepted", "6|6|"),
        ({"verdict": " Accept"}, "accepted", "6|6|"),
        ({"verdict": "reject"}, "rejected", None),
        ({"verdict": "withdraw"}, "withdrawn", None),
        (correct("4", "4", "4"), "corrected", "4|4|4"),
        (correct("4", "4", None), "corrected", "4|4|"),
        (correct(None, None, "9"), "corrected", "||9"),
        (correct("4", None, "9"), "corrected", "4||9"),
        (correct("1,204", "1204.0", "1204"), "corrected", "1204|1204|1204"),
        (correct("0", "0", "0"), "corrected", "0|0|0"),
    ],
)
def test_row_becomes_a_decision(
    tmp_path: Path, row: Cells, verdict: str, value: str | None
) -> None:
    filled = fill(tmp_path, row)
    assert filled.faults == ()
    (made,) = filled.decisions.to_dicts()
    assert (made["kind"], made["subject"]) == ("claim", FIRST)
    assert (made["verdict"], made["value"]) == (verdict, value)
    assert (made["reviewer"], made["decided_at"]) == ("AB", datetime(2024, 12, 5))


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ({"verdict": "yes"}, "verdict 'yes' is none of accept, correct, reject, with"),
        ({"verdict": None, "low": "4"}, "verdict is empty beside figures"),
        ({"subject": "x"}, "subject 'x' is not as `casualty review` wrote it"),
        ({"subject": None}, "subject is not as `casualty review` wrote it"),
        ({"reviewer": None}, "reviewer is empty"),
        ({"decided_at": None}, "decided_at is no day"),
        ({"decided_at": "2024"}, "decided_at '2024' is no day"),
        ({"decided_at": "05/12/2024"}, "decided_at '05/12/2024' is no day"),
        ({"decided_at": "2042-12-05"}, "decided_at '2042-12-05' is in the future"),
        ({"low": "4"}, "low '4' is for correct alone"),
        ({"read_low": "six"}, "read_low 'six' is not a number"),
        (correct("four", None, None), "low 'four' is not a number"),
        (correct("-4", None, None), "low '-4' is a negative count"),
        (correct(None, "4", None), "low is empty beside best"),
        (correct("5", "4", "4"), "low '5' is out of order"),
        (correct("4", None, "3"), "low '4' is out of order"),
        (correct(None, None, None), "low is empty, and so are best and high"),
    ],
)
def test_fault_names_file_line_column_value_and_reason(
    tmp_path: Path, row: Cells, fault: str
) -> None:
    filled = fill(tmp_path, {"subject": SECOND}, row)
    assert filled.decisions.is_empty()
    (told,) = filled.faults
    assert told.startswith(f"list.csv line 3: {fault}")
    assert "\n" not in told


def test_every_fault_is_told(tmp_path: Path) -> None:
    filled = fill(tmp_path, {"reviewer": None, "decided_at": "soon"}, {"subject": "x"})
    assert [re.match(r".* line (\d): (\w+)", fault)[2] for fault in filled.faults] == [  # type: ignore[index]  # as told
        "reviewer",
        "decided_at",
        "subject",
    ]


def test_figure_is_decided_once_in_a_file(tmp_path: Path) -> None:
    (fault,) = fill(tmp_path, {}, {"verdict": "reject"}).faults
    assert "line 3: subject" in fault
    assert "stands in the file before" in fault


def test_rows_without_a_verdict_are_left_out_and_counted(tmp_path: Path) -> None:
    filled = fill(tmp_path, {"verdict": None, "reviewer": None}, {"subject": SECOND})
    assert filled.decisions["subject"].to_list() == [SECOND]
    assert filled.unfilled_count == 1


def test_column_that_is_missing_is_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("subject,verdict\n", "utf-8")
    with pytest.raises(DataError, match=r"list\.csv has no column read_low, .*note"):
        read_filled(path, NONE, NOW)


def test_repeat_is_counted_and_is_no_decision(tmp_path: Path) -> None:
    write_decisions(tmp_path / "d", fill(tmp_path, {}).decisions)
    again = fill(
        tmp_path, {}, {"subject": SECOND}, decided=read_decisions(tmp_path / "d")
    )
    assert again.faults == ()
    assert again.decisions["subject"].to_list() == [SECOND]
    assert again.repeat_count == 1


@pytest.mark.parametrize("day", ["2024-12-04", "2024-12-05"])
def test_other_decision_that_is_not_later_is_a_fault(tmp_path: Path, day: str) -> None:
    decided = fill(tmp_path, {}).decisions
    row = {"verdict": "reject", "decided_at": day}
    (fault,) = fill(tmp_path, {"subject": SECOND}, row, decided=decided).faults
    assert fault.startswith("list.csv line 3: decided_at ")
    assert "is not after the decision of 2024-12-05" in fault


def test_time_of_day_makes_a_decision_later(tmp_path: Path) -> None:
    decided = fill(tmp_path, {}).decisions
    row = {"verdict": "reject", "decided_at": "2024-12-05 15:04"}
    filled = fill(tmp_path, row, decided=decided)
    assert filled.decisions["decided_at"].to_list() == [datetime(2024, 12, 5, 15, 4)]


TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\r\ufeff"))


@given(cells=st.fixed_dictionaries(dict.fromkeys(ROW, st.none() | TEXTS)))
def test_any_cells_are_a_decision_a_fault_or_unfilled(
    cells: Cells, tmp_path_factory: pytest.TempPathFactory
) -> None:
    filled = fill(tmp_path_factory.mktemp("any"), cells)
    assert all("\n" not in fault for fault in filled.faults)
    count = filled.decisions.height + filled.unfilled_count
    assert bool(filled.faults) != (count == 1)


@given(note=TEXTS, reviewer=TEXTS.filter(str.strip))
def test_what_is_written_is_read_again(
    note: str, reviewer: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    row = {"kind": "claim", "subject": FIRST, "verdict": "rejected"}
    row |= {"reviewer": reviewer, "note": note or None}
    made = TABLES["decisions"].frame([row | {"decided_at": NOW}])
    folder = tmp_path_factory.mktemp("decisions")
    write_decisions(folder, made)
    assert read_decisions(folder).equals(made)
