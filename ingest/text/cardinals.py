"""Numbers in words and figures, without what is said around them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.text import lexicon

_DIGITS = re.compile(r"\d{1,9}(?:\.\d{1,2})?|\d{1,3}(?:,\d{3}){1,3}")
_PARTED = re.compile(r"[1-9]\d{0,2} \d{3}")
# Larger than any toll of one text: what stands above it is no count of people.
_LARGEST = 1_000_000_000


class Cardinal(NamedTuple):
    """A number and the token behind it; ``is_round`` where it is said roundly."""

    value: float
    end: int
    is_round: bool = False


@lexicon.kept
def spelled() -> dict[str, int]:
    """Number words below a hundred."""
    units = lexicon.integers("numbers", "units")
    tens = lexicon.integers("numbers", "tens")
    pairs = {f"{t}-{u}": a + b for t, a in tens.items() for u, b in units.items()}
    return units | tens | pairs


@lexicon.kept
def _magnitudes() -> dict[str, int]:
    return lexicon.integers("numbers", "magnitudes")


@lexicon.kept
def round_units() -> dict[str, int]:
    """Units of numbers said roundly: "dozen"."""
    return lexicon.integers("numbers", "round_units")


def _is_parted(lowers: Sequence[str], at: int) -> bool:
    """Whether a blank parts the thousands: "1 200", but not in "on June 1 200"."""
    is_day = at > 0 and lowers[at - 1] in lexicon.load("dates")["months"]
    pair = " ".join(lowers[at : at + 2])
    return _PARTED.fullmatch(pair) is not None and not is_day


def _figures(lowers: Sequence[str], at: int) -> Cardinal | None:
    """A number in figures: "1204", "1,204", "1 204"."""
    if _is_parted(lowers, at):
        return Cardinal(float(lowers[at] + lowers[at + 1]), at + 2)
    if _DIGITS.fullmatch(lowers[at]):
        return Cardinal(float(lowers[at].replace(",", "")), at + 1)
    return None


def _round(lowers: Sequence[str], at: int) -> Cardinal | None:
    """A number said roundly: "half a dozen", "two-dozen"."""
    small, _, unit = lowers[at].partition("-")
    if small in spelled() and unit in round_units():
        return Cardinal(spelled()[small] * round_units()[unit], at + 1, is_round=True)
    if lowers[at : at + 3] == ("half", "a", "dozen"):
        return Cardinal(6, at + 3, is_round=True)
    return None


def _first(lowers: Sequence[str], at: int) -> Cardinal | None:
    word, following = lowers[at], lowers[at + 1] if at + 1 < len(lowers) else ""
    if word in spelled():
        return Cardinal(spelled()[word], at + 1)
    if word == "a" and (following in _magnitudes() or following in round_units()):
        return Cardinal(1, at + 1)
    figures = _figures(lowers, at) if word[0].isdigit() else None
    return figures or _round(lowers, at)


def _grow(lowers: Sequence[str], first: Cardinal) -> Cardinal:
    total, current, at = 0.0, first.value, first.end
    while at < len(lowers):
        word = lowers[at]
        if word in round_units():
            return Cardinal(
                total + current * round_units()[word], at + 1, is_round=True
            )
        if word in _magnitudes():
            size = _magnitudes()[word]
            current *= size
            if size >= 1000:  # noqa: PLR2004 - "two thousand": what follows is added
                total, current = total + current, 0
            at += 1
            continue
        step = at + (word == "and" and at > first.end)
        small = spelled().get(lowers[step]) if step < len(lowers) else None
        if small is None or not _continues(lowers[at - 1], total, current, small):
            break
        current, at = current + small, step + 1
    return Cardinal(total + current, at)


def _continues(before: str, total: float, current: float, small: int) -> bool:
    """Whether a small number word belongs to the number before it."""
    if before in _magnitudes():
        return current % 100 == 0 or (total > 0 and current == 0)
    tens = lexicon.integers("numbers", "tens")
    return before in tens and 0 < small < 10  # noqa: PLR2004 - "seventy eight"


def cardinal(lowers: Sequence[str], at: int) -> Cardinal | None:
    """The number that starts at a token: "1,204", "two hundred and six", "dozen"."""
    if at >= len(lowers):
        return None
    first = _first(lowers, at)
    if first is None or first.is_round:
        return first
    found = _grow(lowers, first)
    is_whole = found.value == int(found.value) and found.value < _LARGEST
    return found if is_whole else None
