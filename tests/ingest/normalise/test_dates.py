"""Dates: which are read, which are refused, and how precise they are."""

from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise.dates import (
    day_of,
    order_fault,
    parse_date,
    parse_epoch,
    parse_stamp,
    precision_of,
)


def parse(text: str | None, form: str | None = None) -> tuple[date | None, str | None]:
    value, fault = parse_date(pl.col("said"), form)
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    ((day, reason),) = frame.select(value.alias("v"), fault.alias("f")).rows()
    return day, reason


@pytest.mark.parametrize(
    "text",
    [
        "2003-03-20",
        " 2003-03-20 ",
        "2003-3-20",
        "2003-03-20 00:00:00.000",
        "2003-03-20T23:59:59Z",
        "2003-03-20T23:59+03:00",
        "20 Mar 2003",
        "20 March 2003",
    ],
)
def test_a_day_is_read_as_written(text: str) -> None:
    assert parse(text) == (date(2003, 3, 20), None)


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_blank_is_null_and_no_fault(blank: str | None) -> None:
    assert parse(blank) == (None, None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("20244-01-01", "the year is outside 1900 to 2100"),
        ("1753-01-01", "the year is outside 1900 to 2100"),
        ("2101-01-01", "the year is outside 1900 to 2100"),
        ("2016-02-30", "not a date"),
        ("2016-13-01", "not a date"),
        ("03/04/2016", "not a date"),
        ("2016", "not a date"),
        ("yesterday", "not a date"),
        ("2016-01-01 and later", "not a date"),
    ],
)
def test_a_fault_is_told_and_gives_no_day(text: str, fault: str) -> None:
    assert parse(text) == (None, fault)


def test_day_and_month_are_told_apart_only_by_the_form() -> None:
    assert parse("03/04/2016", "%d/%m/%Y") == (date(2016, 4, 3), None)
    assert parse("03/04/2016", "%m/%d/%Y") == (date(2016, 3, 4), None)
    assert parse("2016-04-03", "%d/%m/%Y") == (None, "not a date like %d/%m/%Y")
    assert parse("03/04/1016", "%d/%m/%Y")[1] == "the year is outside 1900 to 2100"


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_comes_back(day: date) -> None:
    assert parse(day.isoformat()) == (day, None)
    assert parse(day.strftime("%d %b %Y")) == (day, None)


@pytest.mark.parametrize(
    ("days", "precision"),
    [
        *((1, "day"), (2, "days"), (6, "days"), (7, "week")),
        *((8, "month"), (31, "month"), (32, "year"), (365, "year")),
    ],
)
def test_precision_follows_the_length(days: int, precision: str) -> None:
    start = date(2016, 1, 1)
    frame = pl.DataFrame({"a": [start], "b": [start + timedelta(days=days - 1)]})
    assert frame.select(precision_of(pl.col("a"), pl.col("b"))).item() == precision


def test_an_interval_that_ends_early_is_a_fault() -> None:
    frame = pl.DataFrame({"a": [date(2016, 1, 2)], "b": [date(2016, 1, 1)]})
    assert frame.select(order_fault(pl.col("a"), pl.col("b"))).item()
    assert frame.select(order_fault(pl.col("b"), pl.col("a"))).item() is None


@pytest.mark.parametrize(
    ("text", "stamp", "precision"),
    [
        ("2024", (2024, 1, 1), "year"),
        ("2024-11", (2024, 11, 1), "month"),
        ("2024-11-30", (2024, 11, 30), "day"),
        ("2024-11-30T18:05", (2024, 11, 30, 18, 5), "time"),
        ("2024-11-30 01:00:00+03:00", (2024, 11, 29, 22), "time"),
    ],
)
def test_a_publication_date_keeps_its_precision(
    text: str, stamp: tuple[int, ...], precision: str
) -> None:
    assert parse_stamp(text) == (datetime(*stamp), precision)


@pytest.mark.parametrize("text", ["", "soon", "24", "20244", "2024-13", "30/11/2024"])
def test_what_is_no_publication_date_is_none(text: str) -> None:
    assert parse_stamp(text) is None


@given(st.text())
def test_no_text_breaks_a_publication_date(text: str) -> None:
    found = parse_stamp(text)
    assert found is None or 1900 <= found[0].year <= 2100


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-11-30", date(2024, 11, 30)),
        ("2024-11-30T18:00", date(2024, 11, 30)),
        ("2024-11", None),
        ("2024", None),
    ],
)
def test_no_day_is_made_of_a_month(text: str, day: date | None) -> None:
    assert day_of(*(parse_stamp(text) or ())) == day


def test_what_has_no_date_has_no_day() -> None:
    assert day_of(None, None) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("1646077433", datetime(2022, 2, 28, 19, 43, 53)),
        (" 1646077433.0 ", datetime(2022, 2, 28, 19, 43, 53)),
        ("", None),
        (None, None),
    ],
)
def test_a_moment_of_unix_time(text: str | None, moment: datetime | None) -> None:
    assert epoch(text) == (moment, None)


# Milliseconds, a date, a sign, words.
@pytest.mark.parametrize(
    "text", ["1646077433000", "2022-02-28", "-5", "soon", "9" * 40]
)
def test_no_moment_of_unix_time(text: str) -> None:
    assert epoch(text) == (None, "not a moment in seconds since 1970")


@given(st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)))
def test_every_second_is_read_back(moment: datetime) -> None:
    whole = moment.replace(microsecond=0)
    seconds = (whole - datetime(1970, 1, 1)) // timedelta(seconds=1)
    assert epoch(str(seconds)) == (whole, None)


def epoch(text: str | None) -> tuple[datetime | None, str | None]:
    value, fault = parse_epoch(pl.col("said"))
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    ((moment, reason),) = frame.select(value.alias("v"), fault.alias("f")).rows()
    return moment, reason
