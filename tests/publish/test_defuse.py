"""No cell that leaves runs in a spreadsheet, and no number is lost to that."""

import csv
import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from publish.defuse import defuse, plain, write_csv

BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize(
    "cell",
    [
        *(f"{sign}1+1" for sign in BEGINNINGS),
        '=HYPERLINK("http://example.org";"a")',
        "@SUM(A1)",
        "-2+3",
        "\n=1",
        "\uff1d1+1",
        "+963 11 000",
    ],
)
def test_a_cell_that_would_run_has_an_apostrophe(cell: str) -> None:
    assert defuse(pl.DataFrame({"x": [cell]}))["x"].to_list() == [f"'{cell}"]


@pytest.mark.parametrize(
    "cell", ["-3", "+3", "-3.5", "12", "a=b", "", " x", "Homs - Hama", None]
)
def test_numbers_and_other_texts_stay(cell: str | None) -> None:
    frame = pl.DataFrame({"x": [cell]}, schema={"x": pl.String})

    assert defuse(frame).equals(frame, null_equal=True)


def test_columns_of_numbers_stay_numbers() -> None:
    frame = pl.DataFrame({"n": [-3, 4], "f": [-0.5, 1.5]})

    assert defuse(frame).equals(frame)


@given(cells=st.lists(st.text()))
def test_no_text_begins_as_a_formula_in_a_file(cells: list[str]) -> None:
    safe = defuse(pl.DataFrame({"x": cells}, schema={"x": pl.String}))

    left = [cell for cell in safe["x"] if cell.startswith(BEGINNINGS)]
    assert all(cell[1:].replace(".", "").replace(",", "").isdigit() for cell in left)
    assert all(
        safe_cell.removeprefix("'") == cell.removeprefix("'") or safe_cell == cell
        for safe_cell, cell in zip(safe["x"], cells, strict=True)
    )


def test_a_file_tells_null_from_empty_and_has_json_for_lists(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "text": ["", None, "=1"],
            "names": [["=a", "b"], [], None],
            "day": [date(2024, 11, 29), None, None],
            "at": [
                datetime(2024, 11, 29, 1, 2, 3),
                datetime(2024, 1, 1, 0, 0, 0, 5),
                None,
            ],
            "n": [-1, 0, None],
        }
    )
    path = tmp_path / "x.csv"

    write_csv(path, frame)

    lines = path.read_text("utf-8").splitlines()
    assert lines[1].startswith('"",')
    assert lines[2].startswith(",")
    rows = list(csv.DictReader(lines))
    assert [row["text"] for row in rows] == ["", "", "'=1"]
    assert json.loads(rows[0]["names"]) == ["=a", "b"]
    assert [row["names"] for row in rows[1:]] == ["[]", ""]
    assert [row["at"] for row in rows] == [
        "2024-11-29T01:02:03Z",
        "2024-01-01T00:00:00.000005Z",
        "",
    ]
    assert [row["n"] for row in rows] == ["-1", "0", ""]


def test_structures_are_json() -> None:
    frame = pl.DataFrame({"x": [[{"a": 1, "b": None}], None]})

    assert plain(frame)["x"].to_list() == ['[{"a":1,"b":null}]', None]


def test_the_same_rows_make_the_same_bytes(tmp_path: Path) -> None:
    frame = pl.DataFrame({"x": ["a", "=b"], "n": [1, None]})
    for name in ("1.csv", "2.csv"):
        write_csv(tmp_path / name, frame)

    assert (tmp_path / "1.csv").read_bytes() == (tmp_path / "2.csv").read_bytes()
