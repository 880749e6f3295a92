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
    ("where", "method"),
    [
        ("in Nowhere, in southern Idlib province", "admin_fallback"),
        ("in the village of Nowhere, Syria", "admin_fallback"),
        ("in Idlib province", "exact"),
        ("in Syria", "exact"),
    ],
)
def test_area_of_a_place_that_is_not_known(
    where: str, method: str, reads: Reads
) -> None:
    frame = reads(f"A blast killed six people {where}.").records["report_places"]
    assert frame["location_method"].to_list() == [method]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A blast in Saraqib, near Idlib, killed six people.", ["GN2"]),
        ("A blast killed six people 30 km north of Idlib.", ["GN1"]),
        (
            "A blast in Saraqib killed six. Ten were treated in a hospital in Idlib.",
            ["GN2"],
        ),
        ("A blast at a hospital in Idlib killed six people.", ["GN1"]),
        ("A bus from Haifa to Acre was hit, killing six people in Goma.", ["GN11"]),
        ("Paris police said a blast had killed six people.", ["GN7"]),
        ("LEBANON. A blast in Tripoli killed six people.", ["GN3"]),
        ("KHARKIV (AP) - A blast killed six people in Odessa.", ["GN9"]),
        ("A blast in Syria killed six people. It hit a market in Saraqib.", ["GN2"]),
        ("Jordan soldiers killed six people.", []),
        ("A blast killed six people in Goma. Lebanon condemned it.", ["GN11"]),
    ],
)
def test_where_it_happened(text: str, expected: list[str], reads: Reads) -> None:
    assert reads(text).records["report_places"]["place_id"].to_list() == expected


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
