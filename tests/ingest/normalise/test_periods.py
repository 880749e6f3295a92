"""Periods: which dates and ranges are read, how precise they are, what is refused."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise.dates import YEARS
from ingest.normalise.periods import parse_parts, parse_period
from ingest.records import VALUES

Period = tuple[date, date, str]


def parse(
    text: str | None, form: str | None = None
) -> tuple[Period | None, str | None]:
    value, fault = parse_period(pl.col("said"), form)
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    period, reason = frame.select(value.alias("value"), fault.alias("fault")).row(0)
    return period and tuple(period.values()), reason


def day(text: str) -> Period:
    return date.fromisoformat(text), date.fromisoformat(text), "day"


def span(first: str, last: str, precision: str) -> Period:
    return date.fromisoformat(first), date.fromisoformat(last), precision


@pytest.mark.parametrize(
    "text",
    [
        "2003-03-20",
        "2003-3-20",
        "2003/03/20",
        "2003-03-20 00:00:00.000",
        "2003-03-20T23:59:59Z",
        "2003-03-20T23:59+03:00",
        "20 Mar 2003",
        "20 MARCH 2003",
        "20-Mar-2003",
        "20th March, 2003",
        "20 Mar 2003 3:05 pm",
        "March 20, 2003",
        "Mar. 20, 2003",
        "37700",
        "37700.75",
        "20 آذار 2003",
        "20 مارس 2003",
        "٢٠ مارس ٢٠٠٣",
        "20 آذار/مارس 2003",
        "20 ﻣﺎﺭﺱ 2003",
    ],
)
def test_a_day_is_read_as_written(text: str) -> None:
    assert parse(text) == (day("2003-03-20"), None)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2003-02", span("2003-02-01", "2003-02-28", "month")),
        ("February 2003", span("2003-02-01", "2003-02-28", "month")),
        ("02/2003", span("2003-02-01", "2003-02-28", "month")),
        ("شباط 2003", span("2003-02-01", "2003-02-28", "month")),
        ("2003", span("2003-01-01", "2003-12-31", "year")),
        ("1970", span("1970-01-01", "1970-12-31", "year")),
        ("3-5 Mar 2003", span("2003-03-03", "2003-03-05", "days")),
        ("\u0663-\u0665 آذار ٢٠٠٣", span("2003-03-03", "2003-03-05", "days")),
        ("March 3\u20135, 2003", span("2003-03-03", "2003-03-05", "days")),
        ("30 Mar - 2 Apr 2003", span("2003-03-30", "2003-04-02", "days")),
        ("Mar 30 - Apr 2, 2003", span("2003-03-30", "2003-04-02", "days")),
        ("30 Dec 2003 - 2 Jan 2004", span("2003-12-30", "2004-01-02", "days")),
        ("2003-03-03 to 2003-03-05", span("2003-03-03", "2003-03-05", "days")),
        ("2003-03-03/2003-03-09", span("2003-03-03", "2003-03-09", "week")),
        ("2003-03-03/2003-03-03", day("2003-03-03")),
        ("March-April 2003", span("2003-03-01", "2003-04-30", "year")),
        ("2003-2004", span("2003-01-01", "2004-12-31", "year")),
    ],
)
def test_a_period_has_the_precision_of_its_length(text: str, period: Period) -> None:
    assert parse(text) == (period, None)


LEVANT = (
    "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني"
)
GULF = "يناير,فبراير,مارس,أبريل,مايو,يونيو,يوليو,أغسطس,سبتمبر,أكتوبر,نوفمبر,ديسمبر"


@pytest.mark.parametrize("names", [f"{LEVANT},كانون الأول", GULF])
def test_months_have_two_arabic_names(names: str) -> None:
    for month, name in enumerate(names.split(","), start=1):
        assert parse(f"2 {name} 2026") == (day(f"2026-{month:02}-02"), None)


@pytest.mark.parametrize("blank", [None, "", " "])
def test_a_blank_is_null_and_no_fault(blank: str | None) -> None:
    assert parse(blank) == (None, None)


UNTOLD = "day or month first cannot be told from the column; name the format"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("1970-01-01", "stands for no date"),
        ("1970-01-01T00:00:00Z", "stands for no date"),
        ("25569", "stands for no date"),
        ("20244-01-01", "the year is outside 1900 to 2100"),
        ("1753-01-01", "the year is outside 1900 to 2100"),
        ("2003-01-01 to 2203-01-01", "the year is outside 1900 to 2100"),
        ("99999", "the year is outside 1900 to 2100"),
        ("2003-03-05 to 2003-03-01", "ends before it begins"),
        ("30 Dec - 2 Jan 2004", "ends before it begins"),
        ("2016-02-30", "not a date"),
        ("2003-03-03 to 2003-02-30", "not a date"),
        ("2016-13", "not a date"),
        ("March", "not a date"),
        ("2003\u00b2", "not a date"),
        ("yesterday", "not a date"),
        ("2016-01-01 and later", "not a date"),
        ("03/04/2016", UNTOLD),
        ("31/04/2016", UNTOLD),
        ("3.4.16 14:05", UNTOLD),
    ],
)
def test_a_fault_is_told_and_gives_no_period(text: str, fault: str) -> None:
    assert parse(text) == (None, fault)


def test_day_and_month_are_told_apart_only_by_the_form() -> None:
    assert parse("03/04/2016", "%d/%m/%Y") == (day("2016-04-03"), None)
    assert parse("03/04/2016 14:05", "%m/%d/%Y") == (day("2016-03-04"), None)
    assert parse("3.4.16", "%d.%m.%y") == (day("2016-04-03"), None)
    assert parse("2016-04-03", "%d/%m/%Y") == (day("2016-04-03"), None)
    assert parse("31/31/2016", "%d/%m/%Y") == (None, "not a date like %d/%m/%Y")
    assert parse("01/01/1970", "%d/%m/%Y") == (None, "stands for no date")


DAYS = st.dates(date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)).filter(
    lambda found: found != date(1970, 1, 1)
)
FORMS = [
    *("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d", "%d %b %Y", "%d %B %Y", "%d-%b-%Y"),
    *("%B %d, %Y", "%b %d %Y"),
]
NAMED = ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]


@settings(deadline=None)  # the machine may be busy
@given(DAYS, st.sampled_from(FORMS))
def test_every_day_comes_back(found: date, form: str) -> None:
    assert parse(found.strftime(form)) == ((found, found, "day"), None)


@settings(deadline=None)  # the machine may be busy
@given(DAYS, st.sampled_from(NAMED))
def test_every_day_comes_back_in_a_form_that_is_named(found: date, form: str) -> None:
    assert parse(found.strftime(form), form) == ((found, found, "day"), None)


@settings(deadline=None)  # the machine may be busy
@given(DAYS.filter(lambda found: found >= date(1927, 5, 18)))
def test_every_serial_day_comes_back(found: date) -> None:
    serial = (found - date(1899, 12, 30)).days
    assert parse(str(serial)) == ((found, found, "day"), None)


@settings(deadline=None)  # the machine may be busy
@given(DAYS, DAYS, st.sampled_from(["{} to {}", "{}/{}", "{} - {}", "{} \u2013 {}"]))
def test_every_range_comes_back(one: date, other: date, form: str) -> None:
    first, last = sorted((one, other))
    period, _ = parse(form.format(first, last))
    assert period
    assert period[:2] == (first, last)


SIGNS = st.text(alphabet="0123456789 -/.:,@tozmarchsep\u0663\u0622\u0630\u0627\u0631")


@settings(deadline=None)  # the machine may be busy
@given(st.text() | SIGNS, st.sampled_from([None, "%d/%m/%Y"]))
def test_every_text_is_a_period_or_a_fault_or_blank(
    text: str, form: str | None
) -> None:
    period, fault = parse(text, form)
    assert period is None or fault is None
    if period:
        assert period[0] <= period[1]
        assert period[2] in VALUES["date_precision"]


def parse_columns(*cells: str | None) -> tuple[Period | None, str | None]:
    names = [f"c{number}" for number in range(6)]
    row = dict(zip(names, (*cells, *[None] * 3), strict=False))
    frame = pl.DataFrame([row], schema=dict.fromkeys(names, pl.String))
    year, month, day, *last = map(pl.col, names)
    value, fault = parse_parts((year, month, day), (last[0], last[1], last[2]))
    period, reason = frame.select(value.alias("value"), fault.alias("fault")).row(0)
    return period and tuple(period.values()), reason


@pytest.mark.parametrize(
    ("cells", "period"),
    [
        (("2003", "3", "20"), day("2003-03-20")),
        (("2003.0", "03.0", "20.0"), day("2003-03-20")),
        (("2003", "2", "0"), span("2003-02-01", "2003-02-28", "month")),
        (("2003", "", None), span("2003-01-01", "2003-12-31", "year")),
        (("1970", "1", "1"), day("1970-01-01")),
        (
            ("2003", "3", "20", "2003", "3", "22"),
            span("2003-03-20", "2003-03-22", "days"),
        ),
        (
            ("2003", None, None, "2004", "2", None),
            span("2003-01-01", "2004-02-29", "year"),
        ),
        ((None, "0", ""), None),
    ],
)
def test_a_period_in_columns(
    cells: tuple[str | None, ...], period: Period | None
) -> None:
    assert parse_columns(*cells) == (period, None)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        (("2003", "2", "30"), "not a date"),
        (("2003", "13", "1"), "not a date"),
        (("2003", None, "3"), "a month without a year, or a day without a month"),
        ((None, "3", None), "a month without a year, or a day without a month"),
        (("2003", "May", "3"), "not the number of a year, a month or a day"),
        (("203", "5", "3"), "the year is outside 1900 to 2100"),
    ],
)
def test_columns_that_are_no_date(cells: tuple[str | None, ...], reason: str) -> None:
    assert parse_columns(*cells) == (None, reason)


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (("2003", "3", "1"), "ends before it begins"),
        (("2003", "4", "31"), "not a date"),
        ((None, "4", "1"), "a month without a year, or a day without a month"),
    ],
)
def test_a_last_day_at_fault_leaves_the_first(
    last: tuple[str | None, ...], reason: str
) -> None:
    assert parse_columns("2003", "3", "20", *last) == (day("2003-03-20"), reason)


@settings(deadline=None)
@given(st.dates(date(YEARS[0], 1, 1), date(YEARS[1], 12, 31)))
def test_any_day_in_columns_is_that_day(any_day: date) -> None:
    cells = (str(any_day.year), str(any_day.month), str(any_day.day))
    assert parse_columns(*cells) == (day(any_day.isoformat()), None)
