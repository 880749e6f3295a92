"""JSON as a table: which is one, and what its columns are."""

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import DataError
from ingest.json_tables import flatten, is_table, read_json, read_json_head


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_an_array_and_lines_are_the_same_table(tmp_path: Path) -> None:
    rows = [{"id": 1, "verified": {"killed": 3}}, {"id": 2, "tags": ["a", "b"]}]
    lines = "\n\n".join(map(json.dumps, rows))
    for path in (
        write(tmp_path, "a.json", json.dumps(rows)),
        write(tmp_path, "a.jsonl", lines),
    ):
        assert read_json_head(path) == [["id", "verified.killed", "tags"]]
        assert pl.concat(read_json(path, 1)).rows() == [
            ("1", "3", None),
            ("2", None, '["a", "b"]'),
        ]


def test_one_object_is_one_row(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", '{"killed": 3}')
    assert next(read_json(path, 10)).rows() == [("3",)]


def test_null_is_not_zero_and_true_is_no_number() -> None:
    found = {"a": None, "b": 0, "c": True, "d": "", "e": 2.5, "f": {}}
    assert dict(flatten(found)) == {
        "a": None,
        "b": "0",
        "c": "true",
        "d": "",
        "e": "2.5",
    }


def test_lines_with_a_text_are_texts(tmp_path: Path) -> None:
    for line, is_one in (
        ('{"killed": 3}', True),
        ('{"text": "Three died."}', False),
        ("[1, 2]", False),
        ("no JSON", False),
    ):
        assert is_table(write(tmp_path, "a.jsonl", f"\n{line}\n")) is is_one


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[1, 2]", "value 1 is no object"),
        ('"killed"', "value 1 is no object"),
        ("null", "value 1 is no object"),
        ('[{"a": 1}, [2]]', "value 2 is no object"),
        ('{"a": 1', "line 1 is no JSON"),
        ("[" * 100_000, "line 1 is no JSON"),
    ],
)
def test_what_is_no_table_is_told_in_one_line(
    tmp_path: Path, text: str, fault: str
) -> None:
    path = write(tmp_path, "a.json", text)
    with pytest.raises(DataError, match=fault) as caught:
        read_json_head(path)
    assert "\n" not in str(caught.value)


def test_a_column_that_comes_late_is_not_lost_in_silence(tmp_path: Path) -> None:
    rows = [{"a": 1}] * 1_000 + [{"a": 1, "killed": 9}]
    path = write(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)))
    with pytest.raises(DataError, match="a key 'killed' that none of the first 1,000"):
        list(read_json(path, 500))


@given(st.dictionaries(st.text(), st.text()))
def test_texts_stay_as_they_are(found: dict[str, str]) -> None:
    assert dict(flatten(dict(found))) == found
