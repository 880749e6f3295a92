"""Names of columns: what is taken for one name, and what is not."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise.column_names import (
    CUT,
    arrange,
    column_key,
    find_column,
    fits,
    index_columns,
    list_lacking,
)
from ingest.records import Member

LONG = "Number of attacks on health facilities in which a weapon was used or shown"
MEMBER = Member(
    needs=("killed", LONG),
    takes=("place",),
    names={"killed": ("No. dead", "Kidanpped")},
    lacks=("gtd_only",),
)


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Location ", "location"),
        ("\ufefflocation", "location"),
        ("Male_Health-Workers  Injured ", "male health workers injured"),
        ("No. dead", "no dead"),
        ("KILLED", "killed"),
        ("\uff4b\uff49\uff4c\uff4c\uff45\uff44", "killed"),
    ],
)
def test_a_name_is_compared_without_case_marks_and_blanks(
    theirs: str, ours: str
) -> None:
    assert column_key(theirs) == ours


def test_tags_are_no_names() -> None:
    assert column_key("#affected+killed") != column_key("affected killed")


@given(st.text())
def test_a_key_is_its_own_key(name: str) -> None:
    assert column_key(column_key(name)) == column_key(name)


@pytest.mark.parametrize("name", ["killed", "Killed ", "no dead", "KIDANPPED"])
def test_older_names_and_typos_are_found(name: str) -> None:
    assert find_column(MEMBER, "killed", index_columns([name])) == name


def test_trap_16_a_name_is_found_by_what_is_left_of_it() -> None:
    cut = LONG[:CUT]
    assert find_column(MEMBER, LONG, index_columns([cut])) == cut
    assert find_column(MEMBER, LONG, index_columns([LONG[: CUT - 1]])) is None
    # A short name that others begin with is another name.
    assert find_column(MEMBER, "place", index_columns(["place of birth"])) is None


def test_trap_16_of_two_columns_with_one_name_the_exact_one_or_the_first() -> None:
    assert find_column(MEMBER, "killed", index_columns(["Killed ", "KILLED"])) == (
        "Killed "
    )
    assert find_column(MEMBER, "killed", index_columns(["Killed ", "killed"])) == (
        "killed"
    )


def test_a_member_fits_with_all_that_it_needs_and_nothing_that_it_lacks() -> None:
    whole = ["Killed", LONG.upper()]
    assert fits(MEMBER, index_columns(whole))
    assert not fits(MEMBER, index_columns([*whole, "GTD only"]))
    assert list_lacking(MEMBER, index_columns(["Killed"])) == [LONG]


def test_columns_come_under_our_names_and_one_that_is_absent_is_null() -> None:
    theirs = {"No. dead": ["4"], LONG[:CUT]: ["x"], "more": ["y"]}
    batch = pl.DataFrame({**theirs, "line": [2], "file_name": ["a.csv"]})
    found = arrange(MEMBER, batch)
    assert found.columns == ["killed", LONG, "place", "line", "file_name"]
    assert found.row(0) == ("4", "x", None, 2, "a.csv")
