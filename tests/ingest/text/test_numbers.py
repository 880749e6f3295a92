import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_to_num import text2num

from ingest.text.numbers import parse

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen"
ONES += " fourteen fifteen sixteen seventeen eighteen nineteen"
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"


def spelled(n: int) -> str:
    if n < 20:
        return ONES.split()[n]
    if n < 100:
        tens = TENS.split()[n // 10 - 2]
        return tens if n % 10 == 0 else f"{tens}-{spelled(n % 10)}"
    size, word = next(
        (s, w)
        for s, w in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred"))
        if n >= s
    )
    rest = f" and {spelled(n % size)}" if n % size else ""
    return f"{spelled(n // size)} {word}{rest}"


def tokens(text: str) -> tuple[str, ...]:
    return tuple(text.split())


@given(st.integers(0, 999_999_999))
def test_spelled_number_is_read_whole(n: int) -> None:
    words = tokens(spelled(n))
    quantity = parse(words, 0)
    assert quantity is not None
    assert (quantity.best, quantity.end) == (n, len(words))


@given(st.integers(0, 999_999), st.booleans(), st.booleans())
def test_words_are_read_as_text2num_reads_them(
    n: int,
    has_and: bool,  # noqa: FBT001 - hypothesis gives them by position
    has_hyphen: bool,  # noqa: FBT001 - as above
) -> None:
    said = spelled(n)
    said = said if has_and else said.replace(" and ", " ")
    said = said if has_hyphen else said.replace("-", " ")
    words = tokens(said)
    quantity = parse(words, 0)
    assert quantity is not None
    assert (quantity.best, quantity.end) == (text2num(said, "en"), len(words))


@given(st.integers(0, 999_999_999))
def test_figures_with_separators(n: int) -> None:
    quantity = parse((f"{n:,}",), 0)
    assert quantity is not None
    assert quantity.best == n


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at least nine", (9, 9, None, "at_least")),
        ("no fewer than 14", (14, 14, None, "at_least")),
        ("more than 60", (61, 61, None, "more_than")),
        ("up to 30", (None, None, 30, "at_most")),
        ("fewer than 30", (None, None, 29, "less_than")),
        ("about 40", (40, 40, 40, "approximately")),
        ("two dozen", (24, 24, 24, "approximately")),
        ("half a dozen", (6, 6, 6, "approximately")),
        ("between ten and fifteen", (10, None, 15, "range")),
        ("12-15", (12, None, 15, "range")),
        ("two or three", (2, None, 3, "range")),
        ("dozens of", (24, None, 99, "vague")),
        ("several hundred", (300, None, 999, "vague")),
        ("2.5 thousand", (2500, 2500, 2500, "exact")),
        ("nine or more", (9, 9, None, "at_least")),
    ],
)
def test_bounds(text: str, expected: tuple) -> None:
    quantity = parse(tokens(text), 0)
    assert quantity is not None
    assert (*quantity[:3], quantity.operator) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("six died and as many", (6, 6, 6, "exact")),
        ("twenty five died and as many", (25, 25, 25, "exact")),
        ("at least six died and as many", (6, 6, None, "at_least")),
        ("six died , as many fell and as many", (6, 6, 6, "exact")),
        ("six died and twice as many", None),
    ],
)
def test_as_many_is_the_whole_number_before(
    text: str, expected: tuple[object, ...] | None
) -> None:
    words = tokens(text)
    found = parse(words, len(words) - 2)
    assert (found and found[:4]) == expected


@pytest.mark.parametrize("text", ["2.5", "34-year-old", "second", "no", "a", "9th"])
def test_no_count(text: str) -> None:
    assert parse(tokens(text), 0) is None
