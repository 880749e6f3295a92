"""Dates in words against the day of publication: each form's own arithmetic.

A resolver takes what a form of ``dates`` matched and a day, and gives the first and the
last day and the precision (VALUES["date_precision"]), or None where it cannot tell.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from ingest.text import lexicon, numbers

# The newest year of two digits in a text whose day of publication is not known.
_LAST_YEAR = 2029
# No text looks back further than so many units; larger figures are not dates.
_FAR = 200

Resolved = tuple[date, date, str]
Resolver = Callable[[re.Match[str], date | None], Resolved | None]


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


def _days(first: date | None, last: date | None) -> Resolved | None:
    if first is None or last is None or last < first:
        return None
    return first, last, "day" if first == last else "days"


def _last_such(published: date | None, month: int, day: int) -> date | None:
    """The newest such day that is not after publication (29 February: in 8 years)."""
    if published is None:
        return None
    tries = (_day(published.year - back, month, day) for back in range(9))
    return next((found for found in tries if found and found <= published), None)


def _century(short: int, published: date | None) -> int:
    """The year of its last two digits, the newest that is not after publication."""
    last = published.year if published else _LAST_YEAR
    return next(year for year in range(last, last - 100, -1) if year % 100 == short)


def day_of_month(found: re.Match[str], published: date | None) -> Resolved | None:
    """A day of a month, or some days of it: "Nov. 29-30"."""
    part = found.groupdict()
    month = _months()[part["month"].lower()]
    if part.get("short"):
        part["year"] = _century(int(part["short"]), published)
    if part["year"]:
        first = _day(int(part["year"]), month, int(part["day"]))
    else:
        first = _last_such(published, month, int(part["day"]))
    if first is None or not part["until"]:
        return _days(first, first)
    return _days(first, _day(first.year, month, int(part["until"])))


def iso(found: re.Match[str], _: date | None) -> Resolved | None:
    """A day as in ISO 8601."""
    year, month, day = (int(part) for part in found.group(1, 2, 3))
    only = _day(year, month, day)
    return _days(only, only)


def slashes(found: re.Match[str], _: date | None) -> Resolved | None:
    """A day in figures, where only one reading of them is a day."""
    first, second, year = (int(part) for part in found.group(1, 3, 4))
    readings = {_day(year, first, second), _day(year, second, first)} - {None}
    # 03/05/2014 has two readings; neither is taken.
    only = readings.pop() if len(readings) == 1 else None
    return _days(only, only)


def month(found: re.Match[str], _: date | None) -> Resolved | None:
    """A month of a year."""
    month, year = _months()[found["month"].lower()], int(found["year"])
    if _day(year, month, 1) is None:
        return None
    return _whole_month(date(year, month, 1))


def month_alone(found: re.Match[str], published: date | None) -> Resolved | None:
    """The newest such month that has begun by publication."""
    first = _last_such(published, _months()[found["month"].lower()], 1)
    return _whole_month(first) if first else None


def _whole_month(first: date) -> Resolved:
    return first, first.replace(day=monthrange(first.year, first.month)[1]), "month"


def months_between(found: re.Match[str], published: date | None) -> Resolved | None:
    """From a day of one month to a day of another: "Nov. 29 to Dec. 2"."""
    month, until = (_months()[found[key].lower()] for key in ("month", "later"))
    if found["year"]:
        last = _day(int(found["year"]), until, int(found["until"]))
    else:
        last = _last_such(published, until, int(found["until"]))
    if last is None:
        return None
    return _days(_last_such(last, month, int(found["day"])), last)


def year(found: re.Match[str], _: date | None) -> Resolved | None:
    """A year."""
    year = int(found["year"])
    return date(year, 1, 1), date(year, 12, 31), "year"


def _last_weekday(before: date, name: str) -> date:
    """The newest such day of the week that is not after another."""
    return before - timedelta(days=(before.weekday() - _weekdays()[name.lower()]) % 7)


def weekday(found: re.Match[str], published: date | None) -> Resolved | None:
    """The newest such day of the week."""
    if published is None:
        return None
    only = _last_weekday(published, found["weekday"])
    return _days(only, only)


def night_to(found: re.Match[str], published: date | None) -> Resolved | None:
    """The night before such a day."""
    if published is None:
        return None
    only = _last_weekday(published, found["weekday"])
    return _days(only - timedelta(days=1), only)


def night_from(found: re.Match[str], published: date | None) -> Resolved | None:
    """The night after such a day."""
    if published is None:
        return None
    only = _last_weekday(published, found["weekday"])
    return _days(only, min(only + timedelta(days=1), published))


def weekdays_between(found: re.Match[str], published: date | None) -> Resolved | None:
    """From one day of the week to another."""
    if published is None:
        return None
    last = _last_weekday(published, found["until"])
    return _days(_last_weekday(last, found["weekday"]), last)


def same(_: re.Match[str], day: date | None) -> Resolved | None:
    """That day itself: "today", "the same day"."""
    return _days(day, day)


def overnight(_: re.Match[str], published: date | None) -> Resolved | None:
    """The night before publication."""
    return _days(published - timedelta(days=1) if published else None, published)


def last_week(_: re.Match[str], published: date | None) -> Resolved | None:
    """The week before that of publication, from Monday to Sunday."""
    if published is None:
        return None
    monday = published - timedelta(days=published.weekday() + 7)
    return monday, monday + timedelta(days=6), "week"


def ago(found: re.Match[str], published: date | None) -> Resolved | None:
    """So many days, weeks, months or years before publication."""
    count = numbers.parse((found["count"].lower(),), 0)
    if published is None or count is None or not 0 < (count.best or 0) < _FAR:
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
    return _whole_month(first)


def this(found: re.Match[str], published: date | None) -> Resolved | None:
    """The week, month or year of publication until that day: "earlier this month"."""
    if published is None:
        return None
    starts = {
        "week": published - timedelta(days=published.weekday()),
        "month": published.replace(day=1),
        "year": published.replace(month=1, day=1),
    }
    return starts[found["unit"].lower()], published, found["unit"].lower()


def last_month(_: re.Match[str], published: date | None) -> Resolved | None:
    """The month before that of publication."""
    if published is None:
        return None
    last = published.replace(day=1) - timedelta(days=1)
    return _whole_month(last.replace(day=1))


def last_year(_: re.Match[str], published: date | None) -> Resolved | None:
    """The year before that of publication."""
    if published is None:
        return None
    return date(published.year - 1, 1, 1), date(published.year - 1, 12, 31), "year"


def _count(found: re.Match[str]) -> int | None:
    """The days of "two days later"; "the day" and "a day" are one."""
    told = (found.groupdict().get("count") or "a").lower()
    if told in {"a", "the", "one"}:
        return 1
    count = numbers.parse((told,), 0)
    return count.best if count and count.best and count.best < _FAR else None


def later(found: re.Match[str], anchor: date | None) -> Resolved | None:
    """So many days behind another day: "the following day", "two days later"."""
    count = _count(found)
    only = anchor + timedelta(days=count) if anchor and count else None
    return _days(only, only)


def earlier(found: re.Match[str], anchor: date | None) -> Resolved | None:
    """So many days before another day: "a day earlier", "the day before"."""
    count = _count(found)
    only = anchor - timedelta(days=count) if anchor and count else None
    return _days(only, only)
