"""Quantities of people in words and figures, with their bounds.

Bounds follow the data model: exact n is n/n/n, at least n is n/n/NULL, more than n is
n+1/n+1/NULL, at most n is NULL/NULL/n, less than n is NULL/NULL/n-1, about n is n/n/n,
a to b is a/NULL/b, a vague word is what the table in the lexicon numbers.yml allows.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.text import lexicon

_DIGITS = re.compile(r"\d{1,9}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}")
_PARTED = re.compile(r"[1-9]\d{0,2} \d{3}")
_DIGIT_RANGE = re.compile(
    r"(\d{1,7}|\d{1,3}(?:,\d{3})+)[-\u2013](\d{1,7}|\d{1,3}(?:,\d{3})+)"
)
# What may stand between "at least three" and "as many as 25".
_BEFORE_MOST = {",", "and", "or", "but", "possibly", "perhaps"}
_RANGE_WORDS = {"to", "or", "-", "\u2013"}
_MAYBE = {"possibly", "perhaps", "maybe"}
# Larger than any toll of one text: what stands above it is no count of people.
_LARGEST = 1_000_000_000


class Quantity(NamedTuple):
    """A number as said; ``start`` and ``end`` are token positions."""

    low: int | None
    best: int | None
    high: int | None
    operator: str
    start: int
    end: int


class _Cardinal(NamedTuple):
    value: float
    end: int
    is_round: bool = False


@lexicon.kept
def _small() -> dict[str, int]:
    units = lexicon.integers("numbers", "units")
    tens = lexicon.integers("numbers", "tens")
    pairs = {f"{t}-{u}": a + b for t, a in tens.items() for u, b in units.items()}
    return units | tens | pairs


@lexicon.kept
def _magnitudes() -> dict[str, int]:
    return lexicon.integers("numbers", "magnitudes")


@lexicon.kept
def _round_units() -> dict[str, int]:
    return lexicon.integers("numbers", "round_units")


@lexicon.kept
def _vague() -> lexicon.Phrases:
    return lexicon.phrases((word, word) for word in lexicon.load("numbers")["vague"])


@lexicon.kept
def _operators() -> lexicon.Phrases:
    return lexicon.listed(lexicon.load("numbers")["operators"])


@lexicon.kept
def _open_after() -> lexicon.Phrases:
    return lexicon.phrases((w, "") for w in lexicon.load("numbers")["open_after"])


def _is_parted(lowers: Sequence[str], at: int) -> bool:
    """Whether a blank parts the thousands: "1 200", but not in "on June 1 200"."""
    is_day = at > 0 and lowers[at - 1] in lexicon.load("dates")["months"]
    pair = " ".join(lowers[at : at + 2])
    return _PARTED.fullmatch(pair) is not None and not is_day


def _figures(lowers: Sequence[str], at: int) -> _Cardinal | None:
    """A number in figures: "1204", "1,204", "1 204"."""
    if _is_parted(lowers, at):
        return _Cardinal(float(lowers[at] + lowers[at + 1]), at + 2)
    if _DIGITS.fullmatch(lowers[at]):
        return _Cardinal(float(lowers[at].replace(",", "")), at + 1)
    return None


def _round(lowers: Sequence[str], at: int) -> _Cardinal | None:
    """A number said roundly: "half a dozen", "two-dozen"."""
    small, _, unit = lowers[at].partition("-")
    if small in _small() and unit in _round_units():
        return _Cardinal(_small()[small] * _round_units()[unit], at + 1, is_round=True)
    if lowers[at : at + 3] == ("half", "a", "dozen"):
        return _Cardinal(6, at + 3, is_round=True)
    return None


def _first(lowers: Sequence[str], at: int) -> _Cardinal | None:
    word, following = lowers[at], lowers[at + 1] if at + 1 < len(lowers) else ""
    if word in _small():
        return _Cardinal(_small()[word], at + 1)
    if word == "a" and (following in _magnitudes() or following in _round_units()):
        return _Cardinal(1, at + 1)
    figures = _figures(lowers, at) if word[0].isdigit() else None
    return figures or _round(lowers, at)


def _grow(lowers: Sequence[str], first: _Cardinal) -> _Cardinal:
    total, current, at = 0.0, first.value, first.end
    while at < len(lowers):
        word = lowers[at]
        if word in _round_units():
            return _Cardinal(
                total + current * _round_units()[word], at + 1, is_round=True
            )
        if word in _magnitudes():
            size = _magnitudes()[word]
            current *= size
            if size >= 1000:  # noqa: PLR2004 - "two thousand": what follows is added
                total, current = total + current, 0
            at += 1
            continue
        step = at + (word == "and" and at > first.end)
        small = _small().get(lowers[step]) if step < len(lowers) else None
        if small is None or not _continues(lowers[at - 1], total, current, small):
            break
        current, at = current + small, step + 1
    return _Cardinal(total + current, at)


def _continues(before: str, total: float, current: float, small: int) -> bool:
    """Whether a small number word belongs to the number before it."""
    if before in _magnitudes():
        return current % 100 == 0 or (total > 0 and current == 0)
    tens = lexicon.integers("numbers", "tens")
    return before in tens and 0 < small < 10  # noqa: PLR2004 - "seventy eight"


def _cardinal(lowers: Sequence[str], at: int) -> _Cardinal | None:
    if at >= len(lowers):
        return None
    first = _first(lowers, at)
    if first is None or first.is_round:
        return first
    found = _grow(lowers, first)
    is_whole = found.value == int(found.value) and found.value < _LARGEST
    return found if is_whole else None


def _range(lowers: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Lowest, highest and end of "12-15", "ten to fifteen", "between 3 and 5"."""
    is_between = lowers[at] == "between"
    begin = at + is_between
    if begin >= len(lowers):
        return None
    if digits := _DIGIT_RANGE.fullmatch(lowers[begin]):
        low, high = (int(part.replace(",", "")) for part in digits.groups())
        return (low, high, begin + 1) if low < high else None
    first = _cardinal(lowers, begin)
    if first is None or first.end >= len(lowers):
        return None
    joins = {"and", "to"} if is_between else _RANGE_WORDS
    last = _cardinal(lowers, first.end + 1) if lowers[first.end] in joins else None
    last = last or _maybe(lowers, first.end)
    if last is None or last.value <= first.value:
        return None
    return int(first.value), int(last.value), last.end


def _maybe(lowers: Sequence[str], at: int) -> _Cardinal | None:
    """The higher number of "four, possibly five," and "four but perhaps nine"."""
    at += lowers[at] in {",", "but", "and", "or"}
    if "".join(lowers[at : at + 1]) not in _MAYBE:
        return None
    found = _cardinal(lowers, at + 1)
    is_closed = found and lowers[found.end : found.end + 1] == (",",)
    return found._replace(end=found.end + 1) if found and is_closed else found


def bounds(operator: str, value: int) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of one figure under an operator of ``VALUES``."""
    if operator == "at_least":
        return value, value, None
    if operator == "more_than":
        return value + 1, value + 1, None
    if operator == "at_most":
        return None, None, value
    if operator == "less_than":
        return None, None, max(0, value - 1)
    return value, value, value


def _vague_at(lowers: Sequence[str], start: int, at: int) -> Quantity | None:
    found = lexicon.match(_vague(), lowers, at)
    if found is None:
        return None
    low, high = lexicon.load("numbers")["vague"][found[0]]
    is_open = high == "null" or lowers[start:at] == ("at", "least")
    most = None if is_open else int(high)
    return Quantity(int(low), None, most, "vague", start, at + found[1])


def _counted(
    lowers: Sequence[str], start: int, at: int, operator: str
) -> Quantity | None:
    if spread := _range(lowers, at):
        return Quantity(spread[0], None, spread[1], "range", start, spread[2])
    found = _cardinal(lowers, at)
    if found is None:
        return None
    if operator == "at_least" and (most := _up_to(lowers, found)):
        return Quantity(int(found.value), None, most[0], "range", start, most[1])
    if not operator:
        opened = lexicon.match(_open_after(), lowers, found.end)
        operator = "at_least" if opened else ""
        found = found._replace(end=found.end + (opened[1] if opened else 0))
    operator = operator or ("approximately" if found.is_round else "exact")
    return Quantity(*bounds(operator, int(found.value)), operator, start, found.end)


def _up_to(lowers: Sequence[str], least: _Cardinal) -> tuple[int, int] | None:
    """Highest and end of what follows "at least three": "and as many as 25"."""
    at = least.end
    while at < len(lowers) and lowers[at] in _BEFORE_MOST:
        at += 1
    most = lexicon.match(_operators(), lowers, at) if at > least.end else None
    if most is None or most[0] != "at_most":
        return None
    highest = _cardinal(lowers, at + most[1])
    if highest is None or highest.value <= least.value:
        return None
    return int(highest.value), highest.end + (lowers[highest.end :][:1] == (",",))


@lexicon.kept
def openings() -> frozenset[str]:
    """First words of quantities: most words are turned away by this alone."""
    names = {"a", "half", "between"}
    pairs = {f"{small}-{unit}" for small in _small() for unit in _round_units()}
    single = _small().keys() | _operators().keys() | _vague().keys()
    return frozenset(names | pairs | single)


def parse(lowers: Sequence[str], at: int) -> Quantity | None:
    """The quantity that starts at a token (lower-case words), or None.

    Example: ("at", "least", "nine", "miners") at 0 is 9/9/NULL, at_least, tokens 0-3.
    """
    if at >= len(lowers):
        return None
    if lowers[at] not in openings() and not lowers[at][0].isdigit():
        return None
    prefix = lexicon.match(_operators(), lowers, at)
    begin = at + (prefix[1] if prefix else 0)
    if begin >= len(lowers):
        return None
    # "Six died and as many were hurt" says how many, but not by itself.
    if lowers[begin] == "many" and lowers[max(0, begin - 1)] == "as":
        return None
    vague = _vague_at(lowers, at, begin)
    return vague or _counted(lowers, at, begin, prefix[0] if prefix else "")
