"""Dates in words, resolved against the day of publication.

A date is an interval with a precision (VALUES["date_precision"]). It is never after
publication: a day without a year is the last such day before it, a date in the future
stays unresolved. Nothing is read from a text that states no date.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from ingest.text import lexicon, numbers
from ingest.text.sentences import Sentence

# Older than this at publication, and not the lead's own date: told for comparison.
OLD = timedelta(days=60)


class Mention(NamedTuple):
    """A date in the text; the days are NULL where the words cannot be resolved."""

    start: int
    end: int
    earliest: date | None
    latest: date | None
    precision: str | None
    is_since: bool = False


_Resolved = tuple[date, date, str]
_Resolver = Callable[[re.Match[str], date | None], _Resolved | None]


@lexicon.kept
def _months() -> dict[str, int]:
    return lexicon.integers("dates", "months")


@lexicon.kept
def _weekdays() -> dict[str, int]:
    return lexicon.integers("dates", "weekdays")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _days(first: date | None, last: date | None) -> _Resolved | None:
    if first is None or last is None or last < first:
        return None
    return first, last, "day" if first == last else "days"


def _last_such(published: date | None, month: int, day: int) -> date | None:
    """The newest such day that is not after publication (29 February: in 8 years)."""
    if published is None:
        return None
    tries = (_day(published.year - back, month, day) for back in range(9))
    return next((found for found in tries if found and found <= published), None)


def _day_of_month(found: re.Match[str], published: date | None) -> _Resolved | None:
    part = found.groupdict()
    month = _months()[part["month"].lower()]
    if part["year"]:
        first = _day(int(part["year"]), month, int(part["day"]))
    else:
        first = _last_such(published, month, int(part["day"]))
    if first is None or not part["until"]:
        return _days(first, first)
    return _days(first, _day(first.year, month, int(part["until"])))


def _iso(found: re.Match[str], _: date | None) -> _Resolved | None:
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    only = _day(year, month, day)
    return _days(only, only)


def _slashes(found: re.Match[str], _: date | None) -> _Resolved | None:
    first, second, year = (int(part) for part in found.group(1, 2, 3))
    readings = {_day(year, first, second), _day(year, second, first)} - {None}
    # 03/05/2014 has two readings; neither is taken.
    only = readings.pop() if len(readings) == 1 else None
    return _days(only, only)


def _month(found: re.Match[str], _: date | None) -> _Resolved | None:
    month, year = _months()[found["month"].lower()], int(found["year"])
    if _day(year, month, 1) is None:
        return None
    return date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month"


def _year(found: re.Match[str], _: date | None) -> _Resolved | None:
    year = int(found["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _weekday(found: re.Match[str], published: date | None) -> _Resolved | None:
    if published is None:
        return None
    back = (published.weekday() - _weekdays()[found["weekday"].lower()]) % 7
    only = published - timedelta(days=back)
    first = only - timedelta(days=1) if found["before"] else only
    return _days(first, only)


def _yesterday(_: re.Match[str], published: date | None) -> _Resolved | None:
    only = published - timedelta(days=1) if published else None
    return _days(only, only)


def _today(_: re.Match[str], published: date | None) -> _Resolved | None:
    return _days(published, published)


def _overnight(_: re.Match[str], published: date | None) -> _Resolved | None:
    return _days(published - timedelta(days=1) if published else None, published)


def _last_week(_: re.Match[str], published: date | None) -> _Resolved | None:
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday() + 7)
    return monday, monday + timedelta(days=6), "week"


def _ago(found: re.Match[str], published: date | None) -> _Resolved | None:
    count = numbers.parse((found["count"].lower(),), 0)
    # No text looks back further than this; larger figures are not dates.
    if published is None or count is None or not 0 < (count.best or 0) < 200:  # noqa: PLR2004
        return None
    back, unit = count.best or 0, found["unit"].lower()
    if unit == "day":
        only = published - timedelta(days=back)
        return only, only, "day"
    if unit == "week":
        last = published - timedelta(days=7 * back - 3)
        return last - timedelta(days=6), last, "week"
    months = back * (12 if unit == "year" else 1)
    month = published.year * 12 + published.month - 1 - months
    first = date(month // 12, month % 12 + 1, 1)
    if unit == "year":
        return date(first.year, 1, 1), date(first.year, 12, 31), "year"
    return first, first.replace(day=monthrange(first.year, first.month)[1]), "month"


def _last_year(_: re.Match[str], published: date | None) -> _Resolved | None:
    if published is None:
        return None
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), "year"


def _any(heading: str) -> str:
    return "|".join(sorted(lexicon.load("dates")[heading], key=len, reverse=True))


@lexicon.kept
def _forms() -> tuple[tuple[re.Pattern[str], _Resolver], ...]:
    """Each form of a date and how it is resolved; the first that matches wins."""
    month = rf"(?P<month>{_any('months')})\b\.?"
    until = r"(?:\s?(?:-|\u2013|to|and)\s?(?P<until>\d{1,2}))?"
    day = rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{until}"
    year = r"(?P<year>(?:19|20)\d\d)"
    weekday = rf"(?P<weekday>{_any('weekdays')})"
    count = r"(?P<count>\d{1,3}|[a-z]{1,9}(?:-[a-z]{3,5})?)"
    forms: tuple[tuple[str, _Resolver], ...] = (
        (r"((?:19|20)\d\d)-(\d\d)-(\d\d)", _iso),
        (r"(\d\d?)/(\d\d?)/((?:19|20)\d\d)", _slashes),
        (rf"{month}\s{day}\b(?:,?\s{year}\b)?", _day_of_month),
        (rf"{day}\s(?:of\s)?{month}(?:,?\s{year}\b)?", _day_of_month),
        (rf"{month},?\s{year}\b", _month),
        (rf"(?P<before>overnight (?:in)?to |in the night to ){weekday}\b", _weekday),
        (rf"(?P<before>(?!)x)?{weekday}\b", _weekday),
        (r"yesterday|the previous day|last night", _yesterday),
        (r"today|this morning|earlier in the day", _today),
        (r"overnight|tonight", _overnight),
        (r"last week", _last_week),
        (rf"{count}\s(?P<unit>day|week|month|year)s?\s(?:ago|earlier)", _ago),
        (r"last year", _last_year),
        (
            rf"(?:in|of|since|during|from|before|after|early|late|mid)[ -]{year}\b",
            _year,
        ),
    )
    compiled = (re.compile(rf"\b(?:{form})", re.IGNORECASE) for form, _ in forms)
    return tuple(zip(compiled, (resolve for _, resolve in forms), strict=True))


_SINCE = re.compile(r"\bsince\b[\w\s,]{0,12}$", re.IGNORECASE)


def _mention(
    found: re.Match[str], resolve: _Resolver, published: date | None
) -> Mention:
    try:
        resolved = resolve(found, published)
    except (ValueError, OverflowError):  # before the first year of the calendar
        resolved = None
    if resolved and published and resolved[0] > published:
        resolved = None
    head = found.string[max(0, found.start() - 20) : found.start()]
    is_since = bool(_SINCE.search(head)) or found.group()[:5].lower() == "since"
    if resolved is None:
        return Mention(*found.span(), None, None, None, is_since)
    first, last, precision = resolved
    last = min(last, published) if published else last
    return Mention(*found.span(), first, last, precision, is_since)


def _is_named(found: re.Match[str]) -> bool:
    """Months stand with a capital: "may 5" is no date."""
    month = found.groupdict().get("month")
    return month is None or month[0].isupper()


def find(sentence: Sentence, published: date | None) -> list[Mention]:
    """The dates of a sentence in order of their place; spans do not overlap.

    Offsets are characters of the whole text.
    """
    taken: list[Mention] = []
    spans: set[int] = set()
    for pattern, resolve in _forms():
        for found in pattern.finditer(sentence.source, sentence.start, sentence.end):
            if spans.isdisjoint(range(*found.span())) and _is_named(found):
                spans.update(range(*found.span()))
                taken.append(_mention(found, resolve, published))
    return sorted(taken, key=lambda mention: mention.start)
