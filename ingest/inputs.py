"""The texts that are to be read: of a file, of standard input, of lines of JSON."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, NamedTuple

from ingest.documents import TextDocument, read_documents, read_line
from ingest.errors import CasualtyError, DataError, UsageError
from ingest.normalise.dates import day_of, parse_stamp

# The word for standard input in place of a file.
STDIN = "-"


class Text(NamedTuple):
    """A text to read: its id, its words, and the day and language it is told to have.

    ``id`` is one value of JSON; where none is given, the file and the line.
    """

    id: object
    words: str
    published: date | None
    language: str | None


class Fault(NamedTuple):
    """What could not be read: the file (or id), line and column, and why."""

    name: str
    line: int | None
    column: str
    reason: str

    @property
    def told(self) -> str:
        """The fault in one line."""
        where = self.name if self.line is None else f"{self.name}, line {self.line}"
        return f"{where}, {self.column}: {self.reason}"


def read_one(path: str, published: str | None) -> Text:
    """The text of a file (.txt, .md, .html), or of standard input (``-``).

    Raises:
        UsageError, DataError: of ``read_documents``; a file of many texts; a
            ``published`` that is no date.
    """
    day = _day(published)
    if Path(path).suffix.lower() == ".jsonl":
        raise UsageError(f"{path} holds many texts; name it with --jsonl")
    document = _read_stdin() if path == STDIN else _only(Path(path))
    return asked(document, day)


def read_lines(path: str, published: str | None) -> Iterator[Text | Fault]:
    """The texts of a JSONL file or of standard input, line by line, in order.

    One line is held at a time, so that a file larger than memory can be read.

    Raises:
        UsageError: the file cannot be opened; a ``published`` that is no date.
    """
    day = _day(published)
    if path == STDIN:
        yield from _lines(path, _stdin(), day)
        return
    try:
        file = Path(path).open("rb")  # noqa: SIM115  # closed below
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); name a JSONL file, or -"
        raise UsageError(message) from error
    with file:
        yield from _lines(path, file, day)


def read_file(path: Path, day: date | None) -> Iterator[Text | Fault]:
    """All texts of a file, one or many, as ``casualty load`` takes them.

    Raises:
        UsageError, DataError: of ``read_documents``.
    """
    documents, rejects = read_documents(path)
    yield from (asked(document, day) for document in documents)
    for name, line, column, value, reason in rejects.iter_rows():
        yield _fault(name, line, (column, value, reason))


def asked(document: TextDocument, day: date | None) -> Text:
    """A document as a text to read; ``day`` beats its own day of publication."""
    own = day_of(document.published, document.published_precision)
    name = document.ref if document.id is None else document.id
    return Text(name, document.text, day or own, document.language)


def _day(published: str | None) -> date | None:
    day = day_of(*(parse_stamp(published or "") or (None, None)))
    if published is not None and day is None:
        raise UsageError(f"--published {published!r} is no day such as 2024-11-30")
    return day


def _only(path: Path) -> TextDocument:
    (document,), _ = read_documents(path)
    return document


def _stdin() -> BinaryIO:
    # None where the caller has closed it.
    if sys.stdin is None:
        raise UsageError("standard input is closed; name a file")
    return sys.stdin.buffer


def _read_stdin() -> TextDocument:
    """Standard input as the .txt file that it would have been."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "stdin.txt"
        copy.write_bytes(_stdin().read())
        try:
            return replace(_only(copy), ref=STDIN)
        except CasualtyError as error:
            message = str(error).replace(str(copy), "standard input")
            raise DataError(message) from error


def _lines(
    name: str, lines: Iterable[bytes], day: date | None
) -> Iterator[Text | Fault]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            yield Fault(name, number, "line", "is no UTF-8")
            continue
        document, fault = read_line(name, number, said)
        if isinstance(document and document.id, dict | list):
            fault = "id", None, "is not one value"
        if fault:
            yield _fault(name, number, fault)
        elif document:
            yield asked(document, day)


def _fault(name: str, line: int, fault: tuple[str, str | None, str]) -> Fault:
    column, value, reason = fault
    return Fault(name, line, column, reason if value is None else f"{value!r} {reason}")
