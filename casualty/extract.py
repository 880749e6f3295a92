"""The verb `extract`, and the printing of what texts say, for `check` too."""

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import BinaryIO

import click
from rich.console import Console
from rich.text import Text

from casualty.console import TALK, plainly, talk
from ingest import front
from ingest.errors import DataError, UsageError
from ingest.front import STDIN, Extract, Fault, explain, marks

# In which form texts come out; any other word is the file of a page.
JSON, EXPLAIN = "json", "explain"

_STYLES = {"killed": "bold red", "injured": "bold blue"}
_SETTING, _OTHER = "cyan", "bold yellow"
# How often the count of a long run is shown.
_STEP = 50


@click.command()
@click.argument("file", required=False)
@click.option(
    "--jsonl",
    "lines",
    metavar="FILE|-",
    is_flag=False,
    flag_value=STDIN,
    help="Read JSON Lines: an object a line with text, and if known id, "
    "published and language.",
)
@click.option(
    "--published",
    metavar="DATE",
    help='The day of publication, by which "on Monday" is dated; beats what '
    "a file says itself.",
)
@click.option(
    "--explain",
    "is_explained",
    is_flag=True,
    help="Print the text with its claims marked and explained, not JSON.",
)
@click.option(
    "--html",
    "page",
    metavar="FILE",
    help="Write that as a page, which needs nothing else; - prints it.",
)
@plainly
def extract(
    file: str | None, *, lines: str | None, published: str | None, is_explained: bool,
    page: str | None,
) -> int:  # fmt: skip
    """Say what a text states about people: one line of JSON a text, no database.

    \b
    casualty extract article.txt --published 2024-11-30
    casualty extract --explain < article.txt
    casualty extract --jsonl reports.jsonl > claims.jsonl

    FILE is a .txt, .md or .html; without it, or with -, standard input is read. Offsets
    are characters of the text in the line. What comes out holds the words as they are,
    names of persons too.
    """  # noqa: D301  # \b is click's mark for lines that stay as they are
    if file and lines:
        raise UsageError(f"{file} and --jsonl {lines} are two inputs; name one")
    if page and is_explained:
        raise UsageError("--explain and --html are two forms; choose one")
    name = file or lines or STDIN
    if page and page != STDIN and _are_same(Path(page), Path(name)):
        raise UsageError(f"--html {page} would overwrite the text; name another file")
    if name == STDIN and sys.stdin and sys.stdin.isatty():
        talk("Reading what you type; end it with Ctrl-D.")
    extracts = front.extract_texts(name, published, are_lines=bool(lines))
    return tell(extracts, EXPLAIN if is_explained else page or JSON)


def _are_same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


@dataclass
class _Tally:
    texts: int = 0
    claims: int = 0
    unread: int = 0
    faults: int = 0

    @property
    def line(self) -> str:
        return (
            f"{_counted(self.texts, 'text')}, {_counted(self.claims, 'claim')}, "
            f"{self.unread:,} not read (language), "
            f"{_counted(self.faults, 'faulty line')}"
        )


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"


def tell(extracts: Iterable[Extract | Fault], form: str) -> int:
    """Print what texts say, in a form: ``JSON``, ``EXPLAIN`` or the file of a page.

    Returns:
        The exit code: 1 where a text or a line had a fault.

    Raises:
        DataError: the page cannot be written.
    """
    tally = _Tally()
    good = _watched(extracts, tally)
    if form == JSON:
        _write(_line(one) for one in good)
    elif form == EXPLAIN:
        _write(_explained(one) for one in good)
    elif form == STDIN:
        _write(front.page.make(good))
    else:
        _save(front.page.make(good), Path(form))
    talk(tally.line)
    return 1 if tally.faults else 0


def _watched(extracts: Iterable[Extract | Fault], tally: _Tally) -> Iterator[Extract]:
    """The texts without the faults, which are told and counted on the way."""
    status = TALK.status("reading")
    if not sys.stdout.isatty():  # there it would run into what is printed
        status.start()
    try:
        for one in extracts:
            if isinstance(one, Fault):
                tally.faults += 1
                talk(marks.visible(one.told))
                continue
            tally.texts += 1
            tally.claims += len(one["claims"])
            if not one["read"]:
                tally.unread += 1
                talk(_unread(one))
            yield one
            if tally.texts % _STEP == 0:
                status.update(tally.line)
    finally:
        status.stop()


def _unread(one: Extract) -> str:
    language = marks.visible(one["language"])
    return f"{marks.visible(one['id'])}: the language ({language}) is not read"


def _write(pieces: Iterable[str]) -> None:
    for piece in pieces:
        click.echo(_bytes(piece), nl=False)


def _save(pieces: Iterable[str], path: Path) -> None:
    file: BinaryIO | None = None
    try:
        # Opened with the first piece: a fault before it leaves the file as it was.
        for piece in pieces:
            file = file or path.open("wb")
            file.write(_bytes(piece))
    except OSError as error:
        raise DataError(f"{path} cannot be written ({error.strerror})") from error
    finally:
        if file:
            file.close()


def _bytes(words: str) -> bytes:
    # UTF-8 whatever the locale. An id may hold half of a character, as JSON can.
    return words.encode("utf-8", "backslashreplace")


def _line(one: Extract) -> str:
    return json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n"


def _explained(one: Extract) -> str:
    """The text with its marks, then what they mean; in colour on a terminal."""
    told = Text()
    told.append(f"{marks.visible(one['id'])} ({marks.visible(one['language'])})\n\n")
    told.append_text(_marked(one))
    told.append("\n" if one["text"].endswith("\n") else "\n\n")
    told.append_text(_facts(explain.summary_facts(one), ""))
    for number, report in enumerate(one["reports"], 1):
        told.append(f"\nReport {number}: {report['unit']}\n", "bold")
        told.append_text(_facts(explain.report_facts(report), "  "))
        for claim in explain.claims_of(one, report):
            words = f"  {claim['claim_ref']} {explain.quoted(claim)}\n"
            told.append(words, _STYLES.get(claim["measure"], _OTHER))
            told.append_text(
                _facts(explain.claim_facts(claim, one["language"]), "    ")
            )
    return _drawn(told) + "\n"


def _marked(one: Extract) -> Text:
    """The text with its marks in brackets; the words in the style of the inner one."""
    told, styles = Text(), [""]
    for piece in marks.pieces(one):
        if piece.mark is None:
            told.append(piece.words, styles[-1])
        elif piece.event == "open":
            styles.append(_style(piece.mark))
            told.append(f"⟦{piece.mark.label}{'…' * piece.is_continued} ", styles[-1])
        else:
            told.append("⟧", styles.pop())
    return told


def _style(mark: marks.Mark) -> str:
    is_claim = mark.label != mark.kind
    return _STYLES.get(mark.kind, _OTHER) if is_claim else _SETTING


def _facts(facts: dict[str, str], indent: str) -> Text:
    told = Text()
    for name, words in facts.items():
        told.append(f"{indent}{name}: ", "dim").append(f"{words}\n")
    return told


def _drawn(told: Text) -> str:
    is_terminal = sys.stdout.isatty()
    drawn = StringIO()
    console = Console(file=drawn, force_terminal=is_terminal, soft_wrap=True,
                      highlight=False, emoji=False)  # fmt: skip
    console.print(told, end="")
    return drawn.getvalue()
