"""Day or month first: told by the whole column, or not told."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise.date_forms import find_form
from ingest.normalise.periods import parse_period


@pytest.mark.parametrize(
    ("column", "form"),
    [
        (["03/04/2016", "20/03/2003"], "%d/%m/%Y"),
        (["03/04/2016", "03/20/2003"], "%m/%d/%Y"),
        (["3.4.2016", "20.3.2003"], "%d.%m.%Y"),
        (["03-04-2016", "20-03-2003"], "%d-%m-%Y"),
        (["20/03/2003 14:05", None, ""], "%d/%m/%Y"),
        (["20/03/03", "21/03/99"], "%d/%m/%y"),
        (["\u0662\u0660/\u0663/\u0662\u0660\u0660\u0663"], "%d/%m/%Y"),
        # Those of two digits say nothing beside those of four.
        (["03/20/03", "20/03/2003"], "%d/%m/%Y"),
        # Dates that need no form say nothing.
        (["2003-03-20", "20 Mar 2003", "12/2003", "03/25/2003"], "%m/%d/%Y"),
        (["03/04/2016", "12/12/2003"], None),
        (["13/04/2016", "04/13/2016"], None),
        (["32/04/2016"], None),
        (["20/03/2003", "20.03.2003"], None),
        (["20/03.2003"], None),
        (["99/03/20"], None),
        (["soon", None], None),
        ([], None),
    ],
)
def test_the_form_is_told_by_the_column(
    column: list[str | None], form: str | None
) -> None:
    assert find_form(pl.Series("said", column, pl.String)) == form


FORMS = ["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%m-%d-%Y"]


@settings(deadline=None)  # the machine may be busy
@given(
    st.lists(st.dates(date(1971, 1, 1), date(2099, 12, 31)), min_size=1),
    st.sampled_from(FORMS),
)
def test_a_form_that_is_told_gives_the_days_back(days: list[date], form: str) -> None:
    column = pl.Series("said", [day.strftime(form) for day in days])
    told = find_form(column)
    assert told in {form, None}
    assert (told is None) == all(day.day <= 12 for day in days)
    value, _ = parse_period(pl.col("said"), told)
    if told:
        read = column.to_frame().select(value.alias("period")).unnest("period")
        assert read["date_min"].to_list() == days


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.text() | st.from_regex(r"[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}")))
def test_no_column_breaks_it(column: list[str]) -> None:
    form = find_form(pl.Series("said", column, pl.String))
    assert form is None or {"%d", "%m"} <= {form[:2], form[3:5]}
