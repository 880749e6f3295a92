"""Quantities of people in words and figures, with their bounds.

Bounds follow the data model: exact n is n/n/n, at least n is n/n/NULL, more than n is
n+1/n+1/NULL, at most n is NULL/NULL/n, less than n is NULL/NULL/n-1, about n is n/n/n,
a to b is a/NULL/b, a vague word is what the table in the lexicon numbers.yml allows.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.cardinals import Cardinal, cardinal, round_units, spelled

_DIGIT_RANGE = re.compile(
    r"(\d{1,7}|\d{1,3}(?:,\d{3})+)[-\u2013](\d{1,7}|\d{1,3}(?:,\d{3})+)"
)
# What may stand between "at least three" and "as many as 25".
_BEFORE_MOST = {",", "and", "or", "but", "possibly", "perhaps"}
# A share this near to a number is one; the thirds of the lexicon have four places.
_WHOLE = 0.01
# So many words and marks have brackets between the bounds of a range.
_ASIDE = 6
_RANGE_WORDS = {"to", "or", "-", "\u2013"}
_MAYBE = {"possibly", "perhaps", "maybe"}


class Quantity(NamedTuple):
    """A number as said; ``start`` and ``end`` are token positions."""

    low: int | None
    best: int | None
    high: int | None
    operator: str
    start: int
    end: int


@lexicon.kept
def _vague() -> lexicon.Phrases:
    return lexicon.phrases((word, word) for word in lexicon.load("numbers")["vague"])


@lexicon.kept
def _operators() -> lexicon.Phrases:
    return lexicon.listed(lexicon.load("numbers")["operators"])


@lexicon.kept
def _after() -> lexicon.Phrases:
    """Operators that stand behind the number: "ten or more", "ten at most"."""
    found = lexicon.load("numbers")
    return lexicon.listed(
        {"at_least": found["open_after"], "at_most": found["closed_after"]}
    )


def _range(lowers: Sequence[str], at: int) -> tuple[int, int, int] | None:
    """Lowest, highest and end of "12-15", "ten to fifteen", "between 3 and 5"."""
    is_between = lowers[at] == "between"
    begin = at + is_between
    if begin >= len(lowers):
        return None
    if digits := _DIGIT_RANGE.fullmatch(lowers[begin]):
        low, high = (int(part.replace(",", "")) for part in digits.groups())
        return (low, high, begin + 1) if low < high else None
    first = cardinal(lowers, begin)
    if first is None or first.end >= len(lowers):
        return None
    joins = {"and", "to"} if is_between else _RANGE_WORDS
    end = _past_aside(lowers, first.end) if is_between else first.end
    last = cardinal(lowers, end + 1) if lowers[end] in joins else None
    last = last or _maybe(lowers, first.end)
    if last is None or last.value <= first.value:
        return None
    return int(first.value), int(last.value), last.end


def _past_aside(lowers: Sequence[str], at: int) -> int:
    """Past short brackets: "between four (Reuters) and nine (AFP)"."""
    words = lowers[at : min(at + _ASIDE, len(lowers) - 1)]
    return at + words.index(")") + 1 if words[:1] == ("(",) and ")" in words else at


def _maybe(lowers: Sequence[str], at: int) -> Cardinal | None:
    """The higher number of "four, possibly five," and "four but perhaps nine"."""
    at += lowers[at] in {",", "but", "and", "or"}
    if "".join(lowers[at : at + 1]) not in _MAYBE:
        return None
    found = cardinal(lowers, at + 1)
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


def share_of(whole: Quantity | None, fraction: str) -> Quantity | None:
    """A share of a number in people ("half of the 30"), where that has a best one."""
    if whole is None or whole.best is None:
        return None
    exact = whole.best * float(fraction)
    value = round(exact)
    operator = "exact" if abs(value - exact) < _WHOLE else "approximately"
    return Quantity(value, value, value, operator, 0, 0)


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
    found = cardinal(lowers, at)
    if found is None:
        return None
    if operator == "at_least" and (most := _up_to(lowers, found)):
        return Quantity(int(found.value), None, most[0], "range", start, most[1])
    if not operator and (said := lexicon.match(_after(), lowers, found.end)):
        operator = said[0]
        found = found._replace(end=found.end + said[1])
    operator = operator or ("approximately" if found.is_round else "exact")
    return Quantity(*bounds(operator, int(found.value)), operator, start, found.end)


def _up_to(lowers: Sequence[str], least: Cardinal) -> tuple[int, int] | None:
    """Highest and end of what follows "at least three": "and as many as 25"."""
    at = least.end
    while at < len(lowers) and lowers[at] in _BEFORE_MOST:
        at += 1
    most = lexicon.match(_operators(), lowers, at) if at > least.end else None
    if most is None or most[0] != "at_most":
        return None
    highest = cardinal(lowers, at + most[1])
    if highest is None or highest.value <= least.value:
        return None
    return int(highest.value), highest.end + (lowers[highest.end :][:1] == (",",))


def _as_many(lowers: Sequence[str], at: int) -> Quantity | None:
    """The number told before: "six died and as many were hurt"."""
    before = lowers[max(0, at - 1) : at]
    is_compared = tuple(lowers[at + 2 : at + 3]) == ("as",)
    if is_compared or {"twice", "times", "half"}.intersection(before):
        return None
    told, here = None, 0
    # Whole numbers, not the "five" of "twenty five"; "as many" before tells none.
    while here < at:
        found = None if _is_as_many(lowers, here) else parse(lowers, here)
        told, here = (found, found.end) if found else (told, here + 1)
    return told._replace(start=at, end=at + 2) if told else None


def _is_as_many(lowers: Sequence[str], at: int) -> bool:
    return tuple(lowers[at : at + 2]) == ("as", "many")


@lexicon.kept
def openings() -> frozenset[str]:
    """First words of quantities: most words are turned away by this alone.

    Of operators and vague numbers they are read off the lexicon; a quantity that begins
    with a word of its own has to be named here.
    """
    names = {"a", "as", "half", "between"}
    pairs = {f"{small}-{unit}" for small in spelled() for unit in round_units()}
    single = spelled().keys() | _operators().keys() | _vague().keys()
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
    if prefix is None and _is_as_many(lowers, at):
        return _as_many(lowers, at)
    # "Twice as many" is no number by itself.
    if at and _is_as_many(lowers, at - 1):
        return None
    vague = _vague_at(lowers, at, begin)
    return vague or _counted(lowers, at, begin, prefix[0] if prefix else "")
