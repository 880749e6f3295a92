from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalise.place_names import spelling_key
from ingest.text import Reading
from ingest.text.gazette import key_of

Reads = Callable[..., Reading]


def places(reads: Reads, where: str) -> list[str]:
    frame = reads(f"A blast killed six people {where}.").records["report_places"]
    return frame["place_id"].to_list()


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ("in Idlib", ["GN1"]),
        ("in Idleb", ["GN1"]),
        ("in Idlib province", ["SY.12"]),
        ("in eastern Idlib", ["SY.12"]),
        ("in Saraqib, in Idlib province, Syria", ["GN2"]),
        ("in Tripoli", ["GN4"]),
        ("in Tripoli, Lebanon", ["GN3"]),
        ("in Haifa and Acre", ["GN5", "GN6"]),
        ("from Idlib", []),
        ("near the Idlib Health Ministry", []),
        ("in a town", []),
    ],
)
def test_place(where: str, expected: list[str], reads: Reads) -> None:
    assert places(reads, where) == expected


def test_alias_is_said(reads: Reads) -> None:
    frame = reads("A blast in Odessa killed six people.").records["report_places"]
    row = frame.row(0, named=True)
    assert (row["place_text"], row["location_method"]) == ("Odessa", "alias")


@pytest.mark.parametrize(
    "text",
    ["Officer Jordan Paris was injured.", "Syria said six people were killed."],
)
def test_no_place(text: str, reads: Reads) -> None:
    assert reads(text).records["report_places"].is_empty()


def test_capitals_need_a_preposition(reads: Reads) -> None:
    text = "PARIS POLICE KILLED SIX MEN IN GOMA."
    assert reads(text).records["report_places"]["place_id"].to_list() == ["GN11"]


# A character that Python's Unicode does not know yet has no category to agree on.
_KNOWN = st.characters(codec="utf-8", exclude_categories=["Cn", "Cs", "Co"])


@given(st.text(alphabet=_KNOWN, max_size=12))
def test_word_and_column_are_spelt_alike(word: str) -> None:
    column = pl.select(spelling_key(pl.lit(word))).item()
    assert key_of(word) == column
