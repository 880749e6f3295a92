"""CSV files: the delimiter, the lines above the header, and what breaks one."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.csv_tables import HEAD, read_csv, read_csv_head
from ingest.errors import DataError


def write(folder: Path, text: str) -> Path:
    path = folder / "a.csv"
    path.write_bytes(text.encode())
    return path


def rows(path: Path, header: int | None = 0) -> list[tuple[str | None, ...]]:
    return pl.concat(read_csv(path, 2_048, header)).rows()


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("a;b\n1,5;2,5\n", ["a", "b"]),
        ("a,b\n1;2;3,4\n", ["a", "b"]),
        ("a|b\n1|2\n", ["a", "b"]),
        ("a\tb\n1, 2\t3\n", ["a", "b"]),
        # A list in a cell is not the delimiter, however long it is.
        ("id,gwnoa\n1,2;200;900\n2,3;4;5\n", ["id", "gwnoa"]),
        ("alone\n1\n", ["alone"]),
    ],
)
def test_the_delimiter_makes_rows_of_one_width(
    tmp_path: Path, text: str, head: list[str]
) -> None:
    assert read_csv_head(write(tmp_path, text))[0] == head


def test_lines_above_the_header_have_any_width(tmp_path: Path) -> None:
    above = "Made by us, for you\nsep=,\n\n"
    path = write(tmp_path, f'{above}a,b\n1,"2\n3"\n')
    head = read_csv_head(path)
    assert head[3:] == [["a", "b"], ["1", "2\n3"]]
    assert rows(path, 3) == [("1", "2\n3")]


def test_the_head_is_bounded(tmp_path: Path) -> None:
    assert len(read_csv_head(write(tmp_path, "a,b\n" * 500))) == HEAD


def test_a_table_without_a_header_keeps_its_first_row(tmp_path: Path) -> None:
    assert rows(write(tmp_path, "1,2\n3,4\n"), None) == [("1", "2"), ("3", "4")]


def test_a_header_alone_is_an_empty_table(tmp_path: Path) -> None:
    assert rows(write(tmp_path, "a,b\n")) == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_three_ways(tmp_path: Path, end: str) -> None:
    assert rows(write(tmp_path, end.join(["a,b", "1,2", "3,4", ""]))) == [
        ("1", "2"),
        ("3", "4"),
    ]


@pytest.mark.parametrize("rest", ["5,6\n", "5,6\r\n" * 9_000 + "7,8\r"])
def test_lines_may_end_in_several_ways(tmp_path: Path, rest: str) -> None:
    many = "1,2\r\n" * 5_000
    path = write(tmp_path, f'a,b\r\n{many}3,"x\ny"\n{rest}')
    found = rows(path)
    assert found[5_000:5_002] == [("3", "x\ny"), ("5", "6")]
    assert len(found) == 5_001 + rest.count(",")


@given(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=2, max_size=40))
def test_any_ends_of_lines_part_the_same_rows(
    tmp_path_factory: pytest.TempPathFactory, ends: list[str]
) -> None:
    first, *others = ends
    body = "".join(f"{number},x{end}" for number, end in enumerate(others))
    path = write(tmp_path_factory.mktemp("any"), f"a,b{first}{body}")
    assert rows(path) == [(str(number), "x") for number in range(len(others))]


def test_cells_are_text_and_stay_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, "a,b\n007,=1+1\n1e5,NA\n")
    assert rows(path) == [("007", "=1+1"), ("1e5", "NA")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a,b\n1,2\n3,4,5\n", "line 3 has 3 cells where the header has 2"),
        ("a,b\n1,2\n3\n", "line 3 has 1 cells where the header has 2"),
        ("a,b\r\n1,2\n3,4,5\n", "line 3 has 3 cells where the header has 2"),
        ('a,b\n1,"2\n', "line 2 has a quotation mark that is not closed"),
    ],
)
def test_a_broken_row_is_told_with_its_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(DataError, match=fault):
        rows(write(tmp_path, text))
