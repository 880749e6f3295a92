"""Texts: what each kind of file says of itself, and what is refused."""

import json
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.documents import read_documents
from ingest.errors import DataError, UsageError

BODY = "Four people were killed in Idlib on Friday.\n\nEight were children.\n"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_text_is_the_text(tmp_path: Path, encoding: str) -> None:
    body = "“Four” were killed near Maâret.\r\nTwo survived.\r\n"
    (document,), rejects = read_documents(
        write(tmp_path, "a.txt", body.encode(encoding))
    )
    assert document.text == body.replace("\r\n", "\n")
    assert (document.ref, document.title, document.published) == ("a.txt", None, None)
    assert document.byte_count == len(body.encode(encoding))
    assert rejects.is_empty()


def test_front_matter_is_read_and_left_out_of_the_text(tmp_path: Path) -> None:
    front = (
        "---\ntitle: A strike\nurl: https://example.org/1\n"
        "archive_url: https://archive.example.org/1\npublished: 2024-11-30\n"
        "source: Daily News\nlanguage: en\ntags: [war]\n---\n\n"
    )
    (document,), _ = read_documents(write(tmp_path, "a.md", front + BODY))
    assert document.text == BODY
    assert document.title == "A strike"
    assert document.url == "https://example.org/1"
    assert document.archive_url == "https://archive.example.org/1"
    assert document.published == datetime(2024, 11, 30)
    assert document.published_precision == "day"
    assert (document.source, document.language) == ("Daily News", "en")


def test_a_rule_further_down_is_no_front_matter(tmp_path: Path) -> None:
    body = BODY + "---\nmore: text\n---\n"
    (document,), _ = read_documents(write(tmp_path, "a.md", body))
    assert document.text == body


PAGE = """<html lang="en"><head><title>Strike in Idlib</title>
<meta property="article:published_time" content="2024-11-30T08:00:00Z">
<meta charset="windows-1252"></head><body><nav>Home Sport Weather</nav><article>
<h1>Strike in Idlib</h1><p>Four people were killed near Ma\xe2ret in strikes on the
city of Idlib, according to the civil defence, which keeps a list of the dead.</p>
<p>A further 25 people were injured, among them eight children, it said on Friday.</p>
</article></body></html>"""


def test_a_page_gives_its_article_title_and_date(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", PAGE.encode("cp1252"))
    (document,), _ = read_documents(path)
    assert "Four people were killed near Maâret" in document.text
    assert "Sport" not in document.text
    assert document.title == "Strike in Idlib"
    assert document.published == datetime(2024, 11, 30)


def test_a_page_without_a_date_gets_none(tmp_path: Path) -> None:
    stamp = '<meta property="article:published_time" content="2024-11-30T08:00:00Z">'
    page = PAGE.replace(stamp, "").replace(
        "</article>", "</article><footer>Copyright 2019</footer>"
    )
    (document,), _ = read_documents(write(tmp_path, "a.html", page.encode("cp1252")))
    assert document.published is None


def test_bad_lines_are_rejected_and_the_others_load(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": BODY, "published": "2024-11", "source": "Daily News"}),
        "",
        "{not json",
        json.dumps(["a list"]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": BODY, "published": "20244-01-01"}),
        json.dumps({"text": "lone \ud800"}),
        json.dumps({"text": "nul \0"}),
        json.dumps({"text": BODY, "title": {"en": "x"}}),
        "[" * 100_000,
        json.dumps({"text": "Two died."}),
    ]
    documents, rejects = read_documents(write(tmp_path, "a.jsonl", "\n".join(lines)))
    assert [d.ref for d in documents] == ["a.jsonl:1", "a.jsonl:11"]
    assert documents[0].published_precision == "month"
    assert dict(rejects.select("line", "column_name").iter_rows()) == {
        3: "line",
        4: "line",
        5: "text",
        6: "published",
        7: "text",
        8: "text",
        9: "title",
        10: "line",
    }
    assert rejects["file_name"].unique().to_list() == ["a.jsonl"]


def test_a_line_is_the_same_document_wherever_it_stands(tmp_path: Path) -> None:
    line = json.dumps({"text": BODY})
    (alone,), _ = read_documents(write(tmp_path, "a.jsonl", line))
    (_, below), _ = read_documents(
        write(tmp_path, "b.jsonl", f'{{"text": "x"}}\n{line}')
    )
    assert alone.sha256 == below.sha256


FAULTS = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n", "has no words"),
    "binary.txt": (b"\x89PNG\x00\x00", "NUL bytes"),
    "front.md": (b"---\na: [b\n---\nText.", "front matter is no YAML"),
    "list.md": (b"---\n- a\n---\nText.", "front matter"),
    "date.md": (b"---\npublished: soon\n---\nText.", "is no date"),
    "menu.html": (b"<html><body></body></html>", "holds no article"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_of_the_file_is_one_line(tmp_path: Path, name: str) -> None:
    content, fault = FAULTS[name]
    with pytest.raises(DataError, match=fault) as caught:
        read_documents(write(tmp_path, name, content))
    assert "\n" not in str(caught.value)


def test_a_table_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no text"):
        read_documents(write(tmp_path, "a.csv", "a\n"))


@given(st.lists(st.binary(max_size=60), max_size=5))
def test_any_lines_are_documents_or_rejects_or_one_fault(lines: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), "a.jsonl", b"\n".join(lines))
        try:
            documents, rejects = read_documents(path)
        except DataError:
            return
    assert all(document.text.strip() for document in documents)
    assert rejects["reason"].null_count() == 0
