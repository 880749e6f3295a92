from datetime import datetime
from io import StringIO
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingest.errors import UsageError
from ingest.review import list_claims, save_list

Row = dict[str, object]

ROW: Row = {
    "document_id": "d",
    "subject": "s",
    "span_start": 10,
    "span_end": 20,
    "measure": "killed",
    "role": "victim",
    "voice_name": "police",
    "read_low": 6,
    "read_best": 6,
    "read_high": 6,
    "confidence": 0.5,
    "is_competing": False,
    "is_attached": True,
    "people": "",
    "review_verdict": None,
    "value_in_force": "6|6|6",
    "reviewed_by": None,
    "reviewed_at": None,
    "source_name": "Daily News",
    "title": "A strike",
    "url": None,
    "published_at": datetime(2024, 12, 3),
    "words": "six people",
    "words_before": "It killed\n",
    "words_after": " there.",
}


def listed(tmp_path: Path, *rows: Row, below: float = 0.8, **options: bool) -> str:
    """The CSV made of these rows of the queue."""
    database = tmp_path / "w.duckdb"
    schema = pl.DataFrame([ROW]).schema | {
        "url": pl.String,
        "review_verdict": pl.String,
        "reviewed_by": pl.String,
        "reviewed_at": pl.Datetime("us"),
    }
    with duckdb.connect(str(database)) as connection:
        frame = pl.DataFrame([ROW | row for row in rows], schema=schema)
        connection.register("rows", frame.to_arrow())
        connection.execute("create schema intermediate")
        connection.execute("create table intermediate.int_claims_queued as from rows")
    return list_claims(database, below, **options)[0]


def read(text: str) -> list[dict[str, str | None]]:
    return pl.read_csv(StringIO(text), infer_schema=False).to_dicts()


def test_figure_of_low_confidence_is_listed_with_what_a_person_needs(
    tmp_path: Path,
) -> None:
    (row,) = read(listed(tmp_path, {}))
    assert {k: v for k, v in row.items() if v} == {
        "reason": "its rule is right in 50 of 100 texts",
        "source": "Daily News",
        "published": "2024-12-03",
        "title": "A strike",
        "context": "It killed [[six people]] there.",
        "words": "six people",
        "measure": "killed",
        "role": "victim",
        "people": "all",
        "voice": "police",
        "read_low": "6",
        "read_best": "6",
        "read_high": "6",
        "subject": "s",
    }
    empty = ["verdict", "low", "best", "high", "reviewer", "decided_at", "note"]
    assert list(row)[-8:] == [*empty, "subject"]


def test_only_doubtful_undecided_and_unattached_figures_are_listed(
    tmp_path: Path,
) -> None:
    sure = {"confidence": 0.9}
    decided = {"review_verdict": "accepted", "reviewed_by": "AB"}
    rows = read(
        listed(
            tmp_path,
            {"subject": "doubtful"},
            {"subject": "sure"} | sure,
            {"subject": "not measured", "confidence": None},
            {"subject": "competing", "is_competing": True} | sure,
            {"subject": "decided"} | decided,
            {"subject": "lost", "is_attached": False, "confidence": None} | decided,
        )
    )
    assert {row["subject"]: row["reason"] for row in rows} == {
        "doubtful": "its rule is right in 50 of 100 texts",
        "competing": "another figure of the report differs",
        "lost": "a decision that is on no figure any more; accepted 6|6|6 by AB on",
    }


def test_threshold_is_the_users(tmp_path: Path) -> None:
    assert not read(listed(tmp_path, {}, below=0.5))


def test_decided_figures_are_listed_on_demand(tmp_path: Path) -> None:
    decided = {
        "subject": "decided",
        "review_verdict": "corrected",
        "value_in_force": "4|4|",
        "reviewed_by": "AB",
        "reviewed_at": datetime(2024, 12, 5),
        "confidence": 0.9,
    }
    (row,) = read(listed(tmp_path, {}, decided, is_decided=True))
    assert row["reason"] == "corrected 4|4| by AB on 2024-12-05"


def test_order_is_total_and_that_of_the_text(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"subject": "c", "span_start": 12},
        {"subject": "b", "document_id": "c", "published_at": datetime(2024, 12, 4)},
        {"subject": "a", "span_start": 12},
        {"subject": "d", "span_start": 2},
    ]
    one = listed(tmp_path, *rows)
    (tmp_path / "w.duckdb").unlink()
    assert one == listed(tmp_path, *rows[::-1])
    assert [row["subject"] for row in read(one)] == ["d", "a", "c", "b"]


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1"])
def test_no_cell_is_a_formula(tmp_path: Path, said: str) -> None:
    (row,) = read(listed(tmp_path, {"title": said, "words_before": said}))
    assert str(row["title"]).startswith("'")
    assert str(row["context"]).startswith("'")


def test_where_nothing_qualifies_there_is_a_header_alone(tmp_path: Path) -> None:
    text = listed(tmp_path, {"confidence": 1.0})
    assert text.startswith("reason,source,")
    assert text.count("\n") == 1


def test_list_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    save_list(path, "a\n")
    with pytest.raises(UsageError, match="is there already"):
        save_list(path, "b\n")
    # A spreadsheet knows UTF-8 by its mark.
    assert path.read_bytes() == b"\xef\xbb\xbfa\n"
