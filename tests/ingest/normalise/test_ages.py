"""Ages: which are read, in days of life, and who is a child."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise.ages import ADULT_AGE, OLDEST, parse_age
from ingest.records import VALUES

Age = dict[str, Any]
YEAR = 365.25


def parse(text: str | None) -> tuple[Age | None, str | None]:
    value, fault = parse_age(pl.col("said"))
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    age, reason = frame.select(value.alias("value"), fault.alias("fault")).row(0)
    return age, reason


@pytest.mark.parametrize(
    ("text", "low", "high", "group"),
    [
        ("32", 11688, 12052, "adult"),
        ("\u0663\u0662", 11688, 12052, "adult"),
        ("25.0", 9131, 9495, "adult"),
        ("aged 32", 11688, 12052, "adult"),
        ("32y", 11688, 12052, "adult"),
        ("4 years", 1461, 1825, "child"),
        ("4 years old", 1461, 1825, "child"),
        ("4-year-old", 1461, 1825, "child"),
        ("3 months", 91, 120, "child"),
        ("3 weeks", 21, 27, "child"),
        ("10 days", 10, 10, "child"),
        ("Less than a day", 0, 0, "child"),
        ("0", 0, 364, "child"),
        ("infant", 0, 364, "child"),
        ("under 5", 0, 1825, "child"),
        ("1-10", 365, 4016, "child"),
        ("6\u20138 months", 182, 272, "child"),
        ("17", 6209, 6573, "child"),
        ("17-18", 6209, 6938, "unknown"),
        ("18", 6574, 6938, "adult"),
        ("18+", 6574, None, "adult"),
        ("16+", 5844, None, "unknown"),
        ("65 and over", 23741, None, "adult"),
        ("60s", 21915, 25566, "adult"),
        ("10s", 3652, 7304, "unknown"),
        ("child", 0, 6573, "child"),
        ("adult", 6574, None, "adult"),
        ("unknown", None, None, "unknown"),
        ("?", None, None, "unknown"),
    ],
)
def test_an_age_is_an_interval_in_days(
    text: str, low: int | None, high: int | None, group: str
) -> None:
    age = {"age_low_days": low, "age_high_days": high, "age_group": group}
    assert parse(text) == (age, None)


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_blank_is_null_and_no_fault(blank: str | None) -> None:
    assert parse(blank) == (None, None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("several", "not an age"),
        ("-5", "not an age"),
        ("2.5", "not an age"),
        ("15s", "not an age"),
        ("#", "not an age"),
        ("6 months to 2 years", "not an age"),
        ("121", "more than 120 years"),
        ("1985", "more than 120 years"),
        ("2000 months", "more than 120 years"),
        ("10-1", "the age ends below its start"),
        ("under 0", "the age ends below its start"),
    ],
)
def test_a_fault_is_told_and_gives_no_age(text: str, fault: str) -> None:
    assert parse(text) == (None, fault)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(0, OLDEST), st.sampled_from(["{}", "{}.0", "{} years", "{} yrs"]))
def test_every_age_in_years_comes_back(years: int, form: str) -> None:
    age, _ = parse(form.format(years))
    assert age
    assert age["age_low_days"] == int(years * YEAR)
    assert age["age_group"] == ("child" if years < ADULT_AGE else "adult")


SIGNS = st.text(alphabet="0123456789 .-+<#sundermonthyawk\u0663")


@settings(deadline=None)  # the machine may be busy
@given(st.text() | SIGNS)
def test_every_text_is_an_age_or_a_fault_or_blank(text: str) -> None:
    age, fault = parse(text)
    assert age is None or fault is None
    if age:
        low, high = age["age_low_days"], age["age_high_days"]
        assert age["age_group"] in VALUES["age_group"]
        assert high is None or 0 <= low <= high
