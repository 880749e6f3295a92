"""Figures in words and signs: stated, stated as unknown, or absent."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.normalise.counts import MOST, as_point, parse_figure
from ingest.normalise.faults import sift
from ingest.normalise.rows import claim
from ingest.records import VALUES

Figure = dict[str, Any]


def parse(text: str | None) -> tuple[Figure | None, str | None]:
    value, fault = parse_figure(pl.col("said"))
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    figure, reason = frame.select(value.alias("value"), fault.alias("fault")).row(0)
    return figure, reason


@pytest.mark.parametrize(
    ("text", "bounds", "operator"),
    [
        ("25", (25, 25, 25), "exact"),
        ("0", (0, 0, 0), "exact"),
        ("1.204", (1204, 1204, 1204), "exact"),
        ("4-4", (4, 4, 4), "exact"),
        ("4-6", (4, None, 6), "range"),
        ("4\u20136", (4, None, 6), "range"),
        ("2 \u2013 3", (2, None, 3), "range"),
        ("2 to 3", (2, None, 3), "range"),
        ("Between 2 and 3", (2, None, 3), "range"),
        ("1,204 - 1,300", (1204, None, 1300), "range"),
        ("1 204 \u2013 1 300", (1204, None, 1300), "range"),
        ("\u0664\u2013\u0666", (4, None, 6), "range"),
        ("12+", (12, 12, None), "at_least"),
        ("12 +", (12, 12, None), "at_least"),
        ("at least 12", (12, 12, None), "at_least"),
        ("\u226512", (12, 12, None), "at_least"),
        (">12", (13, 13, None), "more_than"),
        ("more than 12", (13, 13, None), "more_than"),
        ("<5", (None, None, 4), "less_than"),
        ("<1", (None, None, 0), "less_than"),
        ("\u22645", (None, None, 5), "at_most"),
        ("up to 5", (None, None, 5), "at_most"),
        ("~40", (40, 40, 40), "approximately"),
        ("c. 40", (40, 40, 40), "approximately"),
        ("c.40", (40, 40, 40), "approximately"),
        ("About 40", (40, 40, 40), "approximately"),
        ("approx. 1,200", (1200, 1200, 1200), "approximately"),
    ],
)
def test_a_figure_is_read_with_its_words(
    text: str, bounds: tuple[int | None, ...], operator: str
) -> None:
    low, best, high = bounds
    figure = {"low": low, "best": best, "high": high}
    assert parse(text) == (figure | {"operator": operator, "value_text": text}, None)


@pytest.mark.parametrize(
    "text",
    [
        *("Unknown", "unk", "UNK.", "n/k", "not known", "?", "\u061f"),
        *("\u063a\u064a\u0631 \u0645\u0639\u0631\u0648\u0641", " unknown "),
    ],
)
def test_stated_as_unknown_is_a_figure_without_bounds(text: str) -> None:
    figure = {"low": None, "best": None, "high": None}
    assert parse(text) == (figure | {"operator": "unknown", "value_text": text}, None)


@pytest.mark.parametrize("blank", [None, "", "  ", "\u00a0", "\u200f"])
def test_absent_is_null_and_no_fault(blank: str | None) -> None:
    assert parse(blank) == (None, None)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("several", "not a number"),
        ("dozens", "not a number"),
        ("n/a", "not a number"),
        ("2 and 3", "not a number"),
        ("> 12+", "not a number"),
        ("at least 2-3", "not a number"),
        ("2-3-4", "not a number"),
        ("#-5", "not a number"),
        ("at least #", "not a number"),
        ("-3", "a negative count"),
        ("at least 2.5", "not a whole number"),
        ("2.000 - 3", "one dot before three noughts: decimals or thousands"),
        ("2 - 10000001", "more than 10,000,000 people"),
        ("6-4", "the range ends below its start"),
        ("<0", "fewer than none"),
    ],
)
def test_a_fault_is_told_and_gives_no_figure(text: str, fault: str) -> None:
    assert parse(text) == (None, fault)


COUNTS = st.integers(0, MOST)
SIGNS = st.text(alphabet="0123456789 ,.'-+<>~?#toandbetwu\u2013\u0664\u066c")


@settings(deadline=None)  # the machine may be busy
@given(st.text() | SIGNS)
def test_every_text_is_a_figure_or_a_fault_or_blank(text: str) -> None:
    figure, fault = parse(text)
    assert figure is None or fault is None
    if figure:
        assert figure["operator"] in VALUES["operator"]
        assert figure["value_text"] == text
        bounds = [figure[name] for name in ("low", "best", "high")]
        stated = [bound for bound in bounds if bound is not None]
        assert stated == sorted(stated)
        assert bool(stated) == (figure["operator"] != "unknown")


@settings(deadline=None)  # the machine may be busy
@given(COUNTS, COUNTS, st.sampled_from(["{:,}-{:,}", "{} to {}", "between {} and {}"]))
def test_every_range_comes_back(one: int, other: int, form: str) -> None:
    low, high = sorted((one, other))
    figure, _ = parse(form.format(low, high))
    assert figure
    assert (figure["low"], figure["high"]) == (low, high)


@pytest.mark.parametrize(
    ("text", "bounds", "operator"),
    [
        ("25", (None, 25, None), "point"),
        ("0", (None, 0, None), "point"),
        ("4-6", (4, None, 6), "range"),
        ("12+", (12, 12, None), "at_least"),
        ("Unknown", (None, None, None), "unknown"),
        (None, None, None),
    ],
)
def test_a_plain_figure_of_a_data_set_may_be_a_point(
    text: str | None, bounds: tuple[int | None, ...] | None, operator: str | None
) -> None:
    frame = pl.DataFrame({"said": [text]}, schema={"said": pl.String})
    figure, _ = parse_figure(pl.col("said"))
    found = frame.select(as_point(figure).alias("figure")).item()
    told = found and (found["low"], found["best"], found["high"])
    assert (told, found and found["operator"]) == (bounds, operator)


def test_a_claim_is_made_of_what_is_stated_and_of_nothing_else() -> None:
    texts = ["4-6", "unknown", None, "many", "25"]
    batch = pl.DataFrame(
        {"report_ref": list("abcde"), "line": range(2, 7), "killed": texts}
    ).with_columns(file_name=pl.lit("f"))
    rows, rejects = sift(batch, {"killed": parse_figure(pl.col("killed"))})
    claims = claim(rows, "killed", pl.col("killed"), measure="killed")
    columns = ("report_ref", "low", "best", "high", "operator", "range_basis")
    assert claims.select(*columns, "value_text").rows() == [
        ("a", 4, None, 6, "range", "count", "4-6"),
        ("b", None, None, None, "unknown", None, "unknown"),
        ("e", 25, 25, 25, "exact", None, "25"),
    ]
    assert rejects.select("line", "value", "reason").rows() == [
        (5, "many", "not a number")
    ]
