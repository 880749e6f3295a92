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


def test_relative_date_needs_publication() -> None:
    (mention,) = found("on Friday", None)
    assert mention.earliest is None


def test_verb_is_no_month() -> None:
    assert found("they may 5 times march 3 miles") == []


@given(st.dates(), st.sampled_from(["Nov. 29", "Monday", "overnight", "3 days ago"]))
def test_never_after_publication(published: date, text: str) -> None:
    for mention in found(f"It was {text}.", published):
        assert mention.latest is None or mention.latest <= published
