"""Texts read without a warehouse: one object a text, as JSON has it."""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from ingest import gazetteer, text
from ingest.documents import TextDocument, read_documents, read_line
from ingest.errors import DataError, UsageError
from ingest.normalise.dates import parse_stamp

# The word for standard input in place of a file.
STDIN = "-"
# Below this number of texts a second process costs more than it saves.
_FEW = 200
_BATCH = 2_000
# The measures whose figure is always given, stated or not.
_MEASURES = ("killed", "injured")
_NESTED = {"places": "report_places", "actors": "report_actors"}

Extract = dict[str, Any]


class Fault(NamedTuple):
    """A line of a JSONL file that holds no text, and why."""

    name: str
    line: int
    reason: str


class Text(NamedTuple):
    """A text to read: its id, its words, and the day and language it is told to have.

    ``id`` may be of any type that JSON has.
    """

    id: object
    words: str
    published: date | None
    language: str | None


def read_one(path: str, published: str | None) -> Text:
    """The text of a file (.txt, .md, .html), or of standard input (``-``).

    Raises:
        UsageError, DataError: of ``read_documents``; a date that is none.
    """
    stamp = parse_stamp(published) if published else None
    if published and not stamp:
        message = f"--published {published} is no date; give one such as 2024-11-30"
        raise UsageError(message)
    day = stamp[0].date() if stamp else None
    if path == STDIN:
        return Text(None, _decode(sys.stdin.buffer.read()), day, None)
    documents, _ = read_documents(Path(path))
    if len(documents) != 1:
        message = f"{path} holds many texts; give it with --jsonl"
        raise UsageError(message)
    return _asked(documents[0])._replace(id=documents[0].ref, published=day)


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"standard input is no UTF-8 (byte {error.start}); convert it first"
        raise DataError(message) from error


def _asked(document: TextDocument) -> Text:
    day = document.published.date() if document.published else None
    return Text(document.id, document.text, day, document.language)


def read_lines(path: str) -> Iterator[Text | Fault]:
    """The texts of a JSONL file or of standard input, line by line, in order.

    Raises:
        UsageError: no such file.
    """
    if path == STDIN:
        yield from _lines(path, sys.stdin.buffer)
        return
    if not Path(path).is_file():
        message = f"{path} is no file; give a JSONL file, or - for standard input"
        raise UsageError(message)
    with Path(path).open("rb") as file:
        yield from _lines(path, file)


def _lines(name: str, lines: Iterable[bytes]) -> Iterator[Text | Fault]:
    # One line at a time, so that a file larger than memory can be read.
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            told = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            yield Fault(name, number, "the line is no UTF-8")
            continue
        document, fault = read_line(name, number, told)
        if fault:
            column, value, reason = fault
            said = f" {value!r}" if value and column != "line" else ""
            yield Fault(name, number, f"{column}{said} {reason}")
        if document:
            yield _asked(document)


@cache
def _index() -> text.PlaceIndex:
    return text.index_places(gazetteer.load())


def _json(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _told(row: Extract) -> Extract:
    """The row without what is NULL, and without the report that holds it."""
    return {
        name: _json(value)
        for name, value in row.items()
        if value is not None and name != "report_ref"
    }


def _of_report(rows: list[Extract], ref: str) -> list[Extract]:
    return [_told(row) for row in rows if row["report_ref"] == ref]


def _reports(rows: dict[str, list[Extract]]) -> list[Extract]:
    return [
        {"report_ref": row["report_ref"]}
        | _told(row)
        | {
            name: _of_report(rows[table], row["report_ref"])
            for name, table in _NESTED.items()
        }
        | {
            "claims": [
                claim["claim_ref"]
                for claim in rows["claims"]
                if claim["report_ref"] == row["report_ref"]
            ]
        }
        for row in rows["reports"]
    ]


def _claims(rows: list[Extract]) -> list[Extract]:
    return [{"report_ref": row["report_ref"]} | _told(row) for row in rows]


def _summary(claims: list[Extract], *, everybody: bool) -> Extract:
    """The figure of the incident by measure; NULL bounds are not stated."""
    unstated = text.summary.Figure(None, None, None)
    found = text.summary.incident(claims, everybody=everybody)
    figures = dict.fromkeys(_MEASURES, unstated) | found
    return {measure: figure._asdict() for measure, figure in figures.items()}


def extract(asked: Text) -> Extract:
    """What one text says: id, language, read, claims, reports, summary, summary_all.

    ``read`` is false for a text in a language that is not read. Offsets are characters
    of the text; ``person_spans`` are those of what may be names of persons.
    """
    language = text.recognise(asked.words, asked.language)
    reading = text.read(asked.words, asked.published, _index(), language)
    claims = reading.rows["claims"]
    return {
        "id": asked.id,
        "language": language,
        "read": language in text.LANGUAGES,
        "claims": _claims(claims),
        "reports": _reports(reading.rows),
        "summary": _summary(claims, everybody=False),
        "summary_all": _summary(claims, everybody=True),
        "person_spans": [list(span) for span in reading.person_spans],
    }


def _read(asked: Text | Fault) -> Extract | Fault:
    return asked if isinstance(asked, Fault) else extract(asked)


def extract_all(asked: Iterable[Text | Fault]) -> Iterator[Extract | Fault]:
    """What each text says, in order; many are read by all cores.

    At most ``_BATCH`` texts are held in memory.
    """
    waiting = iter(asked)
    first = list(islice(waiting, _FEW))
    yield from map(_read, first)
    if len(first) < _FEW:
        return
    # A forked process would inherit the locks of Polars' threads.
    with get_context("spawn").Pool() as pool:
        while batch := list(islice(waiting, _BATCH)):
            yield from pool.imap(_read, batch, chunksize=20)
