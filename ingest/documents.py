"""Texts of reports: plain, Markdown with front matter, a web page, lines of JSON."""

import hashlib
import json
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from ingest.encodings import base_name, check_file, find_encoding, read_text
from ingest.errors import DataError, UsageError
from ingest.front_matter import split_front
from ingest.normalise.dates import parse_stamp
from ingest.records import TABLES


@dataclass(frozen=True)
class TextDocument:
    """One text and what its file says of it; None is not stated.

    ``ref`` names it within a load, ``sha256`` and ``byte_count`` are of the file, or of
    the line of a file of many; such a file may give each an ``id``, of any type that
    JSON has. Spans refer to ``text``.
    """

    ref: str
    line: int | None
    id: object
    text: str
    title: str | None
    url: str | None
    archive_url: str | None
    published: datetime | None
    published_precision: str | None
    source: str | None
    language: str | None
    sha256: str
    byte_count: int
    media_type: str


_CHARSET = re.compile(rb"""charset=["']?([A-Za-z0-9_-]+)""")
_WORDS = ("title", "url", "archive_url", "source", "language")


def read_documents(path: Path) -> tuple[list[TextDocument], pl.DataFrame]:
    """The texts of a file, and the lines of it that hold none as ``raw.rejects``.

    ``.txt`` is the text; ``.md`` may begin with YAML front matter (title, url,
    archive_url, published, source, language) and its text is what follows; of ``.html``
    title, url, date and body are taken; ``.jsonl`` has an object a line: text, and the
    same keys.

    Raises:
        UsageError: no such file, a directory, a suffix that is not known.
        DataError: empty, binary, badly encoded, broken front matter, a page without a
            text.
    """
    check_file(path)
    read = _READERS.get(path.suffix.lower())
    if not read:
        known = ", ".join(DOCUMENT_SUFFIXES)
        message = f"{path} is no text; texts end in {known}"
        raise UsageError(message)
    return read(path)


_Found = tuple[list[TextDocument], pl.DataFrame]


def _read_plain(path: Path) -> _Found:
    return _only(path, read_text(path), {}, "text/plain")


def _read_markdown(path: Path) -> _Found:
    front, text = split_front(path)
    return _only(path, text, front or {}, "text/markdown")


def _read_page(path: Path) -> _Found:
    # Half a second to import, and most loads have no page.
    import trafilatura  # noqa: PLC0415

    page = trafilatura.bare_extraction(
        _page_text(path),
        with_metadata=True,
        # The guess from anywhere on the page takes copyright years for dates.
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    # Typed as if it could be a dict; it is one only on request.
    facts = page.as_dict() if isinstance(page, trafilatura.settings.Document) else {}
    if not facts.get("text"):
        message = f"{path} holds no article; save its text as .txt or .md and load that"
        raise DataError(message)
    kept = {"title": facts["title"], "url": facts["url"], "published": facts["date"]}
    return _only(path, facts["text"], kept, "text/html")


def _page_text(path: Path) -> str:
    """A page may name its encoding itself; our own finding is second to it."""
    named = _CHARSET.search(path.read_bytes()[:4096])
    if not named:
        return read_text(path)
    try:
        return path.read_text(named[1].decode())
    except (LookupError, UnicodeError):
        find_encoding(path)
        return read_text(path)


def _only(
    path: Path, text: str, facts: Mapping[str, object], media_type: str
) -> _Found:
    content = path.read_bytes()
    named = base_name(path), None
    document, fault = _document(named, text, facts, content, media_type)
    if fault:
        column, value, reason = fault
        said = column if value is None else f"{column} {value!r}"
        raise DataError(f"{path}: {said} {reason}; mend it and read the file again")
    return [document] if document else [], TABLES["rejects"].frame([])


# The column, its value, and what is wrong with it.
Fault = tuple[str, str | None, str]


def _document(
    named: tuple[str, int | None],
    text: object,
    facts: Mapping[str, object],
    content: bytes,
    media_type: str,
) -> tuple[TextDocument | None, Fault | None]:
    if fault := _fault(text, facts):
        return None, fault
    stamp, precision = parse_stamp(str(facts.get("published") or "")) or (None, None)
    words = {key: str(facts[key]) if facts.get(key) else None for key in _WORDS}
    name, line = named
    return TextDocument(
        ref=name if line is None else f"{name}:{line}",
        line=line,
        id=facts.get("id"),
        text=str(text),
        **words,
        published=stamp,
        published_precision=precision,
        sha256=hashlib.sha256(content).hexdigest(),
        byte_count=len(content),
        media_type=media_type,
    ), None


def _fault(text: object, facts: Mapping[str, object]) -> Fault | None:
    if not isinstance(text, str) or not text.strip():
        return "text", None, "has no words"
    if "\0" in text or not _is_unicode(text):
        return "text", None, "holds characters that are no text"
    for key in (*_WORDS, "published", "id"):
        value = facts.get(key)
        # JSON has no NaN; exports write it, mostly where nobody reads it.
        if isinstance(value, float) and not math.isfinite(value):
            return key, str(value), "is no value"
        if isinstance(value, dict | list) and key != "id":
            return key, str(value), "is not one value"
    published = facts.get("published")
    if published and not parse_stamp(str(published)):
        return "published", str(published), "is no date such as 2024-11-30"
    return None


def _is_unicode(text: str) -> bool:
    """False for the lone surrogates that JSON's escapes can make."""
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _read_lines(path: Path) -> _Found:
    documents, rejects = [], []
    # A loop over lines: each is a document of its own, of any shape.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        document, fault = read_line(base_name(path), number, line.strip())
        if document:
            documents.append(document)
        if fault:
            column, value, reason = fault
            rejects.append(
                {
                    "file_name": base_name(path),
                    "line": number,
                    "column_name": column,
                    "value": value,
                    "reason": reason,
                }
            )
    return documents, TABLES["rejects"].frame(rejects)


def read_line(
    name: str, number: int, line: str
) -> tuple[TextDocument | None, Fault | None]:
    """The text of one line of a ``.jsonl`` file of this name, or what is wrong."""
    try:
        facts = json.loads(line)
    except ValueError:
        return None, ("line", line[:80], "is no JSON")
    except RecursionError:
        return None, ("line", line[:80], "is nested too deep")
    if not isinstance(facts, dict):
        return None, ("line", line[:80], "is no object with a text")
    media_type = "application/jsonl"
    named = name, number
    return _document(named, facts.get("text"), facts, line.encode(), media_type)


_READERS: dict[str, Callable[[Path], _Found]] = {
    ".txt": _read_plain,
    ".md": _read_markdown,
    ".html": _read_page,
    ".htm": _read_page,
    ".jsonl": _read_lines,
}
DOCUMENT_SUFFIXES = tuple(_READERS)
