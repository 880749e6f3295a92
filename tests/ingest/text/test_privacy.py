import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.text import PlaceIndex, find_names, read

# Invented words that are in no lexicon and no gazetteer.
SYLLABLES = st.sampled_from(["zor", "quen", "vlat", "omri", "hesk", "farz", "dulm"])
WORD = st.lists(SYLLABLES, min_size=2, max_size=3).map(
    lambda s: "".join(s).capitalize()
)
NAME = st.one_of(
    WORD,
    st.tuples(WORD, WORD).map(" ".join),
    st.tuples(WORD, st.sampled_from(["bin", "al-", "de"]), WORD).map(
        lambda parts: f"{parts[0]} {parts[1]} {parts[2]}".replace("- ", "-")
    ),
    st.tuples(WORD, WORD).map(lambda parts: f"J. {parts[0]}-{parts[1]}"),
    st.tuples(WORD, WORD).map("\n".join),
)
FRAMES = (
    "A strike killed {} and wounded two others.",
    "{} was killed by shelling in Idlib.",
    "{}, 34, was shot dead near Idlib.",
    "The blast killed {}, his wife and their three sons.",
    "Six people were killed, said {}, the mayor.",
    "Six people were killed, {} said.",
    "According to {}, four residents were injured.",
    "Gunmen abducted the son of {}.",
    "Two guards of {}'s house were wounded.",
    "Witnesses {} and his brother were injured.",
)


def names_in(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with every span masked by as many blocks."""
    for start, end in spans:
        text = text[:start] + "█" * (end - start) + text[end:]
    return text


@settings(max_examples=60, deadline=None)
@given(name=NAME, frame=st.sampled_from(FRAMES))
def test_invented_name_never_stays(index: PlaceIndex, name: str, frame: str) -> None:
    text = frame.format(name)
    spans = read(text, None, index).person_spans
    left = names_in(text, spans)
    for word in re.findall(r"[A-Z][a-z]{3,}", name):
        assert word not in left, left


@pytest.mark.parametrize("title", ["Vlatquen Zoromri dead in Idlib", "Hurt: Zorfarz"])
def test_name_in_a_title_is_found(index: PlaceIndex, title: str) -> None:
    left = names_in(title, find_names(title, index))
    assert not re.search("Vlat|Zor", left)
    assert ("Idlib" in left) == ("Idlib" in title)


def test_capitals_throughout_hide_what_is_not_known(index: PlaceIndex) -> None:
    text = "GUNMEN KILLED VLATQUEN ZOROMRI AND TWO SOLDIERS IN IDLIB."
    left = names_in(text, read(text, None, index).person_spans)
    assert left == "GUNMEN KILLED ████████ ███████ AND TWO SOLDIERS IN IDLIB."


@pytest.mark.parametrize(
    "text",
    [
        "Strikes on Idlib killed four, according to the Syrian Civil Defense.",
        "Russian shelling wounded 60 others, the United Nations said on Tuesday.",
        "In Idlib, 38 people were killed, the Observatory for Human Rights said.",
        "UN staff and AFP said that two SDF fighters died.",
    ],
)
def test_places_organisations_and_peoples_stay(index: PlaceIndex, text: str) -> None:
    assert read(text, None, index).person_spans == []


def test_organisation_is_no_victim(index: PlaceIndex) -> None:
    text = "The shelling wounded 60 others, the United Nations said."
    claims = read(text, None, index).records["claims"]
    assert claims["best"].to_list() == [60]


def test_place_before_a_number_is_no_person(index: PlaceIndex) -> None:
    claims = read("In Idlib, 38 civilians were killed.", None, index).records["claims"]
    assert [(c["best"], c["status"]) for c in claims.to_dicts()] == [(38, "civilian")]
