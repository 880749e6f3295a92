"""Dates in words, resolved against the day of publication.

A date is an interval with a precision (VALUES["date_precision"]). It is never after
publication: a day without a year is the last such day before it, a date in the future
stays unresolved. Nothing is read from a text that states no date.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ingest.text import days, lexicon
from ingest.text.days import Resolver
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


def _any(heading: str) -> str:
    return "|".join(sorted(lexicon.load("dates")[heading], key=len, reverse=True))


def _counts() -> str:
    """Number words; a verb before "days later" is none."""
    numbers = lexicon.load("numbers")
    tens, units = ("|".join(numbers[key]) for key in ("tens", "units"))
    return rf"(?:{tens})(?:-(?:{units}))?|{units}|an?|several|few|many"


# Behind "and" only a day of the month may follow: "May 5 and 12 people died" has one.
_NO_PEOPLE = r"(?!\s(?!in|at|on|near|by|as|when|after|and)[a-z])"


# What a form has one of (``_kinds``), the form, and how it is resolved.
_Form = tuple[str, re.Pattern[str], Resolver]


@lexicon.kept
def _forms() -> tuple[_Form, ...]:
    """Each form of a date; the first that matches wins."""
    months, weekdays = _any("months"), _any("weekdays")
    month = rf"(?P<month>{months})\b\.?"
    until = (
        rf"(?:\s?(?:-|\u2013|to|and(?=\s\d+\b{_NO_PEOPLE}))\s?(?P<until>\d{{1,2}})\b)?"
    )
    day = rf"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?{until}"
    year = r"(?P<year>(?:19|20)\d\d)"
    short = r"(?:'|\u2019)?(?P<short>\d\d)(?=\s*(?:[(,.;)-]|$))"
    weekday = rf"(?P<weekday>{weekdays})"
    night = r"(?:\s(?:night|evening))?"
    to = "into|to|until|through"
    count = rf"(?P<count>\d{{1,3}}|{_counts()})"
    unit = r"(?P<unit>day|week|month|year)"
    later = rf"(?:to|until|and|-|\u2013)\s?(?P<later>{months})\b\.?\s(?P<until>\d\d?)"
    forms: tuple[tuple[str, str, Resolver], ...] = (
        ("figure", r"((?:19|20)\d\d)-(\d\d)-(\d\d)", days.iso),
        ("figure", r"(\d\d?)([/.])(\d\d?)\2((?:19|20)\d\d)", days.slashes),
        (
            "month",
            rf"{month}\s(?P<day>\d\d?)\s?{later}\b(?:,?\s{year}\b)?",
            days.months_between,
        ),
        ("month", rf"{month}\s{day}\b(?:,?\s{year}\b)?", days.day_of_month),
        (
            "month",
            rf"{day}\s(?:of\s)?{month}(?:,?\s(?:{year}\b|{short}))?",
            days.day_of_month,
        ),
        ("month", rf"{month},?\s{year}\b", days.month),
        (
            "weekday",
            rf"(?:between|from)\s{weekday}{night}\s(?:and|{to})\s(?P<until>{weekdays})\b",
            days.weekdays_between,
        ),
        (
            "weekday",
            rf"{weekday}{night}\s?(?:{to}|-|\u2013)\s?(?P<until>{weekdays})\b",
            days.weekdays_between,
        ),
        ("weekday", rf"overnight (?:in)?to {weekday}\b", days.night_to),
        ("weekday", rf"in the night to {weekday}\b", days.night_to),
        ("weekday", rf"overnight (?:on )?{weekday}\b", days.night_from),
        ("weekday", rf"{weekday}\b", days.weekday),
        (
            "month",
            rf"(?:in|since|during|early|late|mid)[ -]{month}(?!\s?\d)",
            days.month_alone,
        ),
        ("word", r"yesterday|last night", days.earlier),
        (
            "word",
            r"today|this (?:morning|afternoon|evening)|earlier in the day",
            days.same,
        ),
        ("word", r"overnight|tonight", days.overnight),
        ("word", r"last week", days.last_week),
        ("word", r"last month", days.last_month),
        ("word", r"(?:earlier )?this (?P<unit>week|month)\b", days.this),
        ("word", r"earlier this (?P<unit>year)\b", days.this),
        ("word", rf"{count}\s{unit}s?\sago\b", days.ago),
        ("word", rf"{count}\s(?P<unit>week|month|year)s?\searlier\b", days.ago),
        ("word", r"last year", days.last_year),
        (
            "figure",
            rf"(?:in|of|since|during|from|before|after|early|late|mid)[ -]{year}\b",
            days.year,
        ),
    )
    return _compiled(forms)


@lexicon.kept
def _anchored() -> tuple[_Form, ...]:
    """The forms that count from a day told of before."""
    count = rf"(?P<count>\d{{1,2}}|{_counts()})"
    # "A day before the vote" counts from the vote.
    before = r"before(?!\s\w)"
    return _compiled(
        (
            ("word", r"the (?:following|next) (?:day|morning|night)", days.later),
            ("word", rf"{count}\sdays?\s(?:later|afterwards)", days.later),
            ("word", rf"the previous day|the day (?:earlier|{before})", days.earlier),
            ("word", rf"{count}\sdays?\s(?:earlier|{before})", days.earlier),
            ("word", r"(?:the same|that) (?:day|morning|night|evening)", days.same),
        )
    )


def _compiled(forms: tuple[tuple[str, str, Resolver], ...]) -> tuple[_Form, ...]:
    return tuple(
        (kind, re.compile(rf"\b(?:{form})", re.IGNORECASE), resolve)
        for kind, form, resolve in forms
    )


_WORDS = "ago|earlier|yesterday|today|tonight|overnight|days?"
_WORDS += "|last (?:night|week|month|year)|this (?:morning|afternoon|evening|week)"
_WORDS += "|this month|(?:that|same|following|next) (?:day|morning|night|evening)"
_FIGURES = r"\d[/.-]\d|\b(?:19|20)\d\d\b"


@lexicon.kept
def _hint() -> re.Pattern[str]:
    """What every date has one of; most sentences have none.

    A form of other words has to add one of them to ``_WORDS``.
    """
    names = f"{_any('months')}|{_any('weekdays')}|{_WORDS}"
    return re.compile(rf"\b(?:{names})\b|{_FIGURES}")


@lexicon.kept
def _kinds() -> re.Pattern[str]:
    """The same by kind: without a month no form with a month need be tried."""
    named = f"(?P<month>(?:{_any('months')})\\b)|(?P<weekday>{_any('weekdays')})"
    return re.compile(rf"\b(?:{named}|(?P<word>{_WORDS}))|(?P<figure>{_FIGURES})")


_SINCE = re.compile(r"\bsince\b[\w\s,]{0,12}$", re.IGNORECASE)


def _mention(
    found: re.Match[str],
    resolve: Resolver,
    anchor: date | None,
    published: date | None,
) -> Mention:
    try:
        resolved = resolve(found, anchor)
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


def find(
    sentence: Sentence, published: date | None, told: date | None = None
) -> list[Mention]:
    """The dates of a sentence in order of their place; spans do not overlap.

    ``told`` is the day that was told of last before it, from which "the following day"
    is counted. Offsets are characters of the whole text.
    """
    if not _hint().search(sentence.lowered):
        return []
    kinds = {found.lastgroup for found in _kinds().finditer(sentence.lowered)}
    taken: list[Mention] = []
    spans: set[int] = set()

    def free(form: re.Pattern[str]) -> list[re.Match[str]]:
        every = form.finditer(sentence.source, sentence.start, sentence.end)
        found = [
            m for m in every if spans.isdisjoint(range(*m.span())) and _is_named(m)
        ]
        spans.update(at for m in found for at in range(*m.span()))
        return found

    def tried(forms: Iterable[_Form]) -> Iterator[tuple[re.Match[str], Resolver]]:
        for kind, form, resolve in forms:
            if kind in kinds:
                yield from ((found, resolve) for found in free(form))

    for found, resolve in tried(_forms()):
        taken.append(_mention(found, resolve, published, published))
    for found, resolve in tried(_anchored()):
        anchor = last_day(m for m in taken if m.end <= found.start()) or told
        if anchor is None and resolve is days.earlier:
            anchor = published
        taken.append(_mention(found, resolve, anchor, published))
    return sorted(taken, key=lambda mention: mention.start)


def last_day(mentions: Iterable[Mention]) -> date | None:
    """The day that is told of last, where one is told to the day."""
    told = [m for m in mentions if m.precision == "day"]
    return max(told, key=lambda m: m.start).earliest if told else None
