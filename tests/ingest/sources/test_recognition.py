"""Which adapter reads a set of files."""

import pytest

from ingest.errors import UsageError
from ingest.records import Adapter
from ingest.sources import ADAPTERS, find_member, recognise


def test_every_member_is_known_by_its_columns() -> None:
    for adapter in ADAPTERS.values():
        for member, columns in adapter.members.items():
            assert find_member(adapter, "any.csv", [*columns, "more"]) == member
        headers = {name: list(need) for name, need in adapter.members.items()}
        assert recognise(headers) is adapter


def test_files_of_two_data_sets_are_no_set() -> None:
    mixed = {
        name: list(next(iter(ADAPTERS[name].members.values())))
        for name in ("ucdp_ged", "maverick")
    }
    assert recognise(mixed) is None
    assert recognise({}) is None
    assert recognise({"any.csv": ["a", "b"]}) is None


def test_two_readers_for_one_file_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("a", "b")
    for name in ("one", "two"):
        twin = Adapter(name, name, "1", "x", "x", {"rows": columns}, lambda *_: {})
        monkeypatch.setitem(ADAPTERS, name, twin)
    with pytest.raises(UsageError, match="can be read as one and two; say which"):
        recognise({"any.csv": list(columns)})


def test_a_file_that_lacks_columns_is_told_which() -> None:
    adapter = ADAPTERS["maverick"]
    header = [name for name in adapter.members["reports"] if name != "event_id"]
    with pytest.raises(UsageError, match=r"any\.csv has no column 'event_id'"):
        find_member(adapter, "any.csv", header)
