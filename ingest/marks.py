"""The marks in a text: where its claims stand, its places, dates, causes and actors."""

from collections import deque
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

_DATE = ("date_span_start", "date_span_end")
_CAUSE = ("cause_span_start", "cause_span_end")
_SPAN = ("span_start", "span_end")

# Characters by which a text could steer the terminal it is shown on.
_CONTROLS = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"}
_CONTROLS |= dict.fromkeys([*range(0x7F, 0xA0), *range(0x202A, 0x202F)], 0xFFFD)
_CONTROLS |= dict.fromkeys(range(0x2066, 0x206A), 0xFFFD)


class Mark(NamedTuple):
    """Marked characters: a claim by its measure and number, else what they tell."""

    start: int
    end: int
    kind: str
    label: str


class Piece(NamedTuple):
    """Words of the text, or where a mark begins or ends.

    Marks are nested: of two that cross the later is ended and begun again, continued.
    """

    event: Literal["words", "open", "close"]
    words: str = ""
    mark: Mark | None = None
    is_continued: bool = False


def visible(words: object) -> str:
    """The words with control characters, but tab and line feed, made visible."""
    return str(words).translate(_CONTROLS)


def pieces(extract: dict[str, Any]) -> Iterator[Piece]:
    """The text cut at the claims, places, dates, causes and actors in it."""
    text = extract["text"]
    # Of those that begin together the longest is the outer one.
    waiting = deque(sorted(_marks(extract), key=lambda mark: (mark.start, -mark.end)))
    bounds = {bound for mark in waiting for bound in mark[:2]}
    opened: list[Mark] = []
    at = 0
    for bound in sorted({*bounds, len(text)}):
        if at < bound:
            yield Piece("words", visible(text[at:bound]))
        at = bound
        yield from _ended(opened, bound)
        while waiting and waiting[0].start == bound:
            opened.append(waiting.popleft())
            yield Piece("open", mark=opened[-1])


def _ended(opened: list[Mark], bound: int) -> Iterator[Piece]:
    first = next((n for n, mark in enumerate(opened) if mark.end == bound), None)
    if first is None:
        return
    ended, opened[first:] = opened[first:], []
    yield from (Piece("close", mark=mark) for mark in reversed(ended))
    for mark in ended:
        if mark.end > bound:
            opened.append(mark)
            yield Piece("open", mark=mark, is_continued=True)


def _marks(extract: dict[str, Any]) -> list[Mark]:
    found = [
        _mark(claim, claim["measure"], claim["claim_ref"])
        for claim in extract["claims"]
    ]
    for report in extract["reports"]:
        found.append(_mark(report, "date", "date", _DATE))
        found.append(_mark(report, "cause", "cause", _CAUSE))
        found += (_mark(place, "place", "place") for place in report["places"])
        found += (_mark(actor, "actor", "actor") for actor in report["actors"])
    # Two reports may share a place.
    return [mark for mark in dict.fromkeys(found) if mark and mark.start < mark.end]


def _mark(
    row: dict[str, Any], kind: str, label: str, span: tuple[str, str] = _SPAN
) -> Mark | None:
    start, end = (row.get(name) for name in span)
    return None if start is None or end is None else Mark(start, end, kind, label)
