from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.text import dates
from ingest.text.sentences import split

PUBLISHED = date(2024, 11, 30)  # a Saturday


def found(text: str, published: date | None = PUBLISHED) -> list[dates.Mention]:
    return [m for sentence in split(text) for m in dates.find(sentence, published)]


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("on Nov. 29", "2024-11-29", "2024-11-29", "day"),
        ("on 29 November 2023", "2023-11-29", "2023-11-29", "day"),
        ("on Dec. 30", "2023-12-30", "2023-12-30", "day"),
        ("on Friday", "2024-11-29", "2024-11-29", "day"),
        ("on Saturday", "2024-11-30", "2024-11-30", "day"),
        ("yesterday", "2024-11-29", "2024-11-29", "day"),
        ("overnight", "2024-11-29", "2024-11-30", "days"),
        ("overnight into Friday", "2024-11-28", "2024-11-29", "days"),
        ("on Nov. 27-29", "2024-11-27", "2024-11-29", "days"),
        ("last week", "2024-11-18", "2024-11-24", "week"),
        ("in October 2023", "2023-10-01", "2023-10-31", "month"),
        ("in 2015", "2015-01-01", "2015-12-31", "year"),
        ("eight years ago", "2016-01-01", "2016-12-31", "year"),
        ("on 24 NOVEMBER 1988", "1988-11-24", "1988-11-24", "day"),
        ("on 24 NOV 88 (EFE)", "1988-11-24", "1988-11-24", "day"),
        ("on 03/15/2008", "2008-03-15", "2008-03-15", "day"),
        ("on 15.03.2008", "2008-03-15", "2008-03-15", "day"),
        ("early on 3 March", "2024-03-03", "2024-03-03", "day"),
        ("on Nov. 28 and 29", "2024-11-28", "2024-11-29", "days"),
        ("on Nov. 28 and 29 people died", "2024-11-28", "2024-11-28", "day"),
        ("from Oct. 30 to Nov. 2", "2024-10-30", "2024-11-02", "days"),
        ("between Monday and Wednesday", "2024-11-25", "2024-11-27", "days"),
        ("from Wednesday to Saturday", "2024-11-27", "2024-11-30", "days"),
        ("Thursday night to Friday", "2024-11-28", "2024-11-29", "days"),
        ("overnight on Thursday", "2024-11-28", "2024-11-29", "days"),
        ("in March", "2024-03-01", "2024-03-31", "month"),
        ("late December", "2023-12-01", "2023-12-31", "month"),
        ("earlier this month", "2024-11-01", "2024-11-30", "month"),
        ("this week", "2024-11-25", "2024-11-30", "week"),
        ("last month", "2024-10-01", "2024-10-31", "month"),
        ("a day earlier", "2024-11-29", "2024-11-29", "day"),
        ("two weeks earlier", "2024-11-13", "2024-11-19", "week"),
    ],
)
def test_resolved(text: str, first: str, last: str, precision: str) -> None:
    (mention,) = found(text)
    assert (mention.earliest, mention.latest) == (
        date.fromisoformat(first),
        date.fromisoformat(last),
    )
    assert mention.precision == precision


@pytest.mark.parametrize("text", ["on Dec. 3, 2030", "on Feb. 30", "on 03/05/2014"])
def test_unresolved_keeps_the_words(text: str) -> None:
    (mention,) = found(text)
    assert mention.earliest is None
    assert mention.end > mention.start


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began on Nov. 12. The following day it ended.", "2024-11-13"),
        ("It began on Nov. 12 and ended two days later.", "2024-11-14"),
        ("It ended on Nov. 12. A day earlier it had begun.", "2024-11-11"),
        ("It began on Nov. 12. It ended the same day.", "2024-11-12"),
    ],
)
def test_counted_from_a_day_told_of_before(text: str, expected: str) -> None:
    told = None
    for sentence in split(text):
        mentions = dates.find(sentence, PUBLISHED, told)
        told = dates.last_day(mentions) or told
    assert told == date.fromisoformat(expected)


@pytest.mark.parametrize("text", ["the following day", "the same day"])
def test_counted_from_nothing(text: str) -> None:
    (mention,) = found(text)
    assert mention.earliest is None


def test_day_of_something_else_is_no_date() -> None:
    assert found("a day before the vote, two days before the feast") == []


def test_relative_date_needs_publication() -> None:
    (mention,) = found("on Friday", None)
    assert mention.earliest is None


def test_verb_is_no_month() -> None:
    assert found("they may 5 times march 3 miles") == []


WORDS = ["Nov. 29", "Monday", "overnight", "3 days ago", "a day earlier", "this week"]
WORDS += ["between Monday and Friday", "Oct. 30 to Nov. 2", "in May", "the day before"]


@given(st.dates(), st.sampled_from(WORDS))
def test_never_after_publication(published: date, text: str) -> None:
    for mention in found(f"It was {text}.", published):
        assert mention.latest is None or mention.latest <= published
