"""Counts: what is a number of people, what is a fault, what a figure claims."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise.counts import MOST, bounds, parse_count

NOUGHTS = [0x30, 0x660, 0x6F0, 0xFF10]


def in_script(text: str, nought: int) -> str:
    """The text with its digits in the script whose nought is given."""
    return text.translate({0x30 + digit: nought + digit for digit in range(10)})


def parse(*texts: str | None) -> list[tuple[int | None, str | None]]:
    value, fault = parse_count(pl.col("said"))
    frame = pl.DataFrame({"said": texts}, schema={"said": pl.String})
    return frame.select(value.alias("value"), fault.alias("fault")).rows()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("25", 25),
        (" 25 ", 25),
        ("0", 0),
        ("007", 7),
        ("1,204", 1204),
        ("1 204", 1204),
        ("1\u00a0204", 1204),
        ("1\u202f204", 1204),
        ("300.0", 300),
        ("1,204,000.00", 1204000),
        ("1.204", 1204),
        ("1.000.000", 1000000),
        ("300380.0", 300380),
        ("2000.000", 2000),
        ("0.000", 0),
        ("1'204", 1204),
        ("1\u2019204", 1204),
        ("\u0661\u0662", 12),
        ("\u0661\u066c\u0662\u0660\u0664", 1204),
        ("\u06f4\u06f2", 42),
        ("\uff11\uff0c\uff12\uff10\uff14", 1204),
        ("\u200f25", 25),
        (str(MOST), MOST),
    ],
)
def test_a_whole_number_is_read(text: str, count: int) -> None:
    assert parse(text) == [(count, None)]


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_is_null_and_no_fault(blank: str | None) -> None:
    assert parse(blank) == [(None, None)]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("dozens", "not a number"),
        ("4-6", "not a number"),
        ("2 \u2013 3", "not a number"),
        ("25²", "not a number"),
        ("0,204", "not a whole number"),
        ("0.204", "not a whole number"),
        ("\u0662\u066b\u0665", "not a whole number"),
        ("1,2,3", "not a number"),
        ("2.000", "one dot before three noughts: decimals or thousands"),
        ("12,34", "not a whole number"),
        ("2.5", "not a whole number"),
        ("-3", "a negative count"),
        ("\u22123", "a negative count"),
        ("10000001", "more than 10,000,000 people"),
        ("9" * 30, "more than 10,000,000 people"),
        ("1e3", "not a number"),
        ("NaN", "not a number"),
    ],
)
def test_a_fault_is_told_and_gives_no_value(text: str, fault: str) -> None:
    assert parse(text) == [(None, fault)]


SEPARATORS = [",", " ", "'", "\u2019", "\u00a0", "\u202f", "\u066c"]


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, MOST), st.sampled_from(["{}", "{:,}", "{}.0", " {} "]))
def test_every_count_comes_back(count: int, form: str) -> None:
    assert parse(form.format(count)) == [(count, None)]


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, MOST), st.sampled_from(SEPARATORS), st.sampled_from(NOUGHTS))
def test_every_count_comes_back_in_every_script(
    count: int, separator: str, nought: int
) -> None:
    text = f"{count:,}".replace(",", separator)
    assert parse(in_script(text, nought)) == [(count, None)]


@settings(deadline=None)  # the machine may be busy
@given(st.integers(1001, MOST).filter(lambda count: count % 1000))
def test_a_dot_may_part_thousands(count: int) -> None:
    assert parse(f"{count:,}".replace(",", ".")) == [(count, None)]


@settings(deadline=None)  # the machine may be busy
@given(st.text())
def test_a_text_is_a_value_or_a_fault_or_blank(text: str) -> None:
    ((value, fault),) = parse(text)
    assert (value is None) or (fault is None)
    # Polars strips Unicode white space, as Python does but for four separators.
    assert value is not None or fault is not None or not text.strip()


@pytest.mark.parametrize(
    ("said", "claimed"),
    [
        ((4, None, 4), (4, 4, 4, "exact", None, "4//4")),
        ((4, 4, 4), (4, 4, 4, "exact", None, "4/4/4")),
        ((0, 0, 0), (0, 0, 0, "exact", None, "0/0/0")),
        ((2, None, 6), (2, None, 6, "range", "count", "2//6")),
        ((0, 0, 110), (0, 0, 110, "range", "count", "0/0/110")),
        ((9, 7, 8), (9, 7, 8, "range", "count", "9/7/8")),
        ((4, 5, 4), (4, 5, 4, "range", "count", "4/5/4")),
        ((3, None, None), (3, 3, None, "at_least", None, "3//")),
        ((None, None, 9), (None, None, 9, "at_most", None, "//9")),
        ((None, 7, None), (None, 7, None, "point", None, "/7/")),
    ],
)
def test_bounds_say_what_was_published(
    said: tuple[int | None, ...], claimed: tuple[object, ...]
) -> None:
    names = ("low", "best", "high")
    frame = pl.DataFrame([said], schema=dict.fromkeys(names, pl.Int64), orient="row")
    assert frame.select(bounds(*map(pl.col, names))).row(0) == claimed
