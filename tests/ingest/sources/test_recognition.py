"""Which reader a table has, and which member of its data set the table is."""

import pytest

from ingest.errors import DataError, UsageError
from ingest.recognition import fit, recognise
from ingest.records import Adapter, Member
from ingest.sources import ADAPTERS


def head(*rows: str) -> list[list[str]]:
    return [row.split(",") for row in rows]


@pytest.fixture
def twins(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two readers of one table."""
    for name in ("one", "two"):
        members = {"rows": Member(("a", "b"), headerless={3: ("a", "b", "c")})}
        twin = Adapter(name, name, "1", "x", "x", members, lambda *_: {})
        monkeypatch.setitem(ADAPTERS, name, twin)


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> None:
    member = Member(
        ("a", "b"), names={"b": ("old b",)}, headerless={3: ("a", "b", "c")}
    )
    adapter = Adapter("one", "one", "1", "x", "x", {"rows": member}, lambda *_: {})
    monkeypatch.setitem(ADAPTERS, "one", adapter)


def test_every_member_is_known_by_its_columns() -> None:
    for adapter in ADAPTERS.values():
        for name, member in adapter.members.items():
            found = recognise("any.csv", [[*member.needs, "more"]])
            assert found
            assert (found.adapter.name, found.member) == (adapter.name, name)


def test_a_table_of_nobody_has_no_reader() -> None:
    assert recognise("any.csv", head("x,y", "1,2")) is None


@pytest.mark.usefixtures("twins")
def test_two_readers_for_one_table_are_named() -> None:
    with pytest.raises(UsageError, match="can be read as one and two; say which"):
        recognise("any.csv", head("a,b"))


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize("name", ["b", "B ", "old_b", "Old B"])
def test_names_are_compared_without_case_and_marks(name: str) -> None:
    assert recognise("any.csv", head(f"a,{name},c"))


@pytest.mark.usefixtures("one")
def test_lines_above_a_known_header_are_passed_over() -> None:
    found = recognise("any.csv", head("Made by us", "", "a,b", "1,2"))
    assert found
    assert found.header == 2
    assert found.columns == ["a", "b"]


@pytest.mark.usefixtures("one")
def test_a_table_without_a_header_is_known_by_its_width() -> None:
    found = recognise("any.csv", head("1,2,3"))
    assert found
    assert (found.header, found.columns) == (None, ["a", "b", "c"])
    assert recognise("any.csv", head("1,2")) is None


def test_a_table_that_lacks_columns_is_told_which() -> None:
    adapter = ADAPTERS["maverick"]
    names = [n for n in adapter.members["reports"].needs if n != "event_id"]
    with pytest.raises(UsageError, match=r"any\.csv has no column 'event_id'"):
        fit(adapter, "any.csv", [names])
    with pytest.raises(DataError, match=r"any\.csv has no header"):
        fit(adapter, "any.csv", head("1,2"))
