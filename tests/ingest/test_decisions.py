from pathlib import Path

import pytest

from ingest.decisions import read_decisions
from ingest.errors import DataError

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
