"""Explained texts: marks that nest, words for every code, a page that is safe."""

from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import explain, page
from ingest.extract import Extract, extract
from ingest.inputs import Text
from ingest.marks import Piece, pieces, visible
from ingest.records import VALUES

WORDS = (
    "Shelling of Saraqib on Monday killed three residents and wounded at least eight "
    "others, including two children, rescuers said."
)


def read(words: str, name: str = "a") -> Extract:
    return extract(Text(name, words, None, "en"))


def with_marks(text: str, *spans: tuple[int, int]) -> dict[str, Any]:
    """A text with spans as if they were its claims, numbered from 1."""
    claims = [
        {"claim_ref": str(n), "measure": "killed", "span_start": s, "span_end": e}
        for n, (s, e) in enumerate(spans, 1)
    ]
    return {"text": text, "claims": claims, "reports": []}


def drawn(piece: Piece) -> str:
    if piece.mark is None:
        return piece.words
    begun = f"<{piece.mark.label}{'+' * piece.is_continued}:"
    return begun if piece.event == "open" else ">"


@pytest.mark.parametrize(
    ("spans", "shown"),
    [
        ([], "abcdef"),
        ([(1, 3)], "a<1:bc>def"),
        ([(0, 6)], "<1:abcdef>"),
        ([(0, 2), (2, 4)], "<1:ab><2:cd>ef"),
        ([(0, 6), (1, 3)], "<1:a<2:bc>def>"),
        ([(1, 3), (0, 6)], "<2:a<1:bc>def>"),
        ([(1, 3), (1, 5)], "a<2:<1:bc>de>f"),
        ([(1, 3), (1, 3)], "a<1:<2:bc>>def"),
        ([(0, 4), (2, 6)], "<1:ab<2:cd>><2+:ef>"),
        ([(0, 3), (1, 4), (2, 5)], "<1:a<2:b<3:c>>><2+:<3+:d>><3+:e>f"),
        ([(2, 2)], "abcdef"),
    ],
)
def test_marks_nest_and_cross(spans: list[tuple[int, int]], shown: str) -> None:
    found = pieces(with_marks("abcdef", *spans))

    assert "".join(map(drawn, found)) == shown


SPAN = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(sorted)


@given(st.lists(SPAN, max_size=8))
def test_any_marks_cover_their_characters_and_no_others(spans: list[Any]) -> None:
    text = "abcdefghijkl"
    covered: dict[str, str] = {str(n + 1): "" for n in range(len(spans))}
    opened: list[str] = []
    for piece in pieces(with_marks(text, *map(tuple, spans))):
        if piece.event == "words":
            for label in opened:
                covered[label] += piece.words
        elif piece.event == "open":
            assert piece.mark
            assert piece.is_continued == bool(covered[piece.mark.label])
            opened.append(piece.mark.label)
        else:
            assert piece.mark
            assert opened.pop() == piece.mark.label, "an inner mark is ended first"
    assert not opened
    assert list(covered.values()) == [text[start:end] for start, end in spans]


def test_words_cannot_steer_a_terminal() -> None:
    assert visible("a\x1b[2Jb\rc\u202ed\x9be\tf\ng") == "a␛[2Jb␍c\ufffdd\ufffde\tf\ng"


def test_a_claim_in_words() -> None:
    _, claim, part = read(WORDS)["claims"]

    assert explain.claim_facts(claim, "en") == {
        "figure": "injured: low 8, best 8, high not stated",
        "said as": "“at least eight”, at least so many",
        "who": "victims: people of any group",
        "of": "this incident",
        "stance": "asserted, said by rescuers",
        "rule": "text.active: A verb of harm with its object: "
        '"shells killed four villagers".',
    }
    assert explain.claim_facts(part, "en")["links"] == "part of 2"
    assert explain.claim_facts(part, "en")["who"] == "victims: child"


def test_a_report_in_words() -> None:
    (report,) = read(WORDS)["reports"]

    assert explain.report_facts(report) == {
        "when": "“Monday”",
        "where": "Saraqib, Idlib, Syria (“Saraqib”, found by its name, within 4,000 m)",
        "how": "shelling → heavy weapons",
    }


MORE = {
    "hedge": "reportedly",
    "previous_value": 3,
    "transfer_from": "injured",
    "repeat_of_ref": "1",
    "supersedes_ref": "1",
    "period_start": "2024-01-01",
    "age_text": "under 5",
}


@pytest.mark.parametrize(
    "column", ["operator", "count_basis", "scope", "stance", "role"]
)
@pytest.mark.parametrize("more", [{}, MORE], ids=["bare", "full"])
def test_every_code_can_be_put_in_words(column: str, more: dict[str, Any]) -> None:
    (claim,) = read("Four people were killed in Homs.")["claims"]
    for code in VALUES[column]:
        told = explain.claim_facts(claim | more | {column: code}, "en")
        assert all(told.values())
        assert "None" not in str(told)


def test_a_figure_that_is_not_stated_is_not_none() -> None:
    found = read("There were no immediate reports of casualties in Homs.")

    assert explain.summary_facts(found)["killed"] == "not stated"
    (claim,) = found["claims"]
    assert explain.claim_facts(claim, "en")["figure"].endswith(": not stated")
    assert "which is not 0" in explain.claim_facts(claim, "en")["stance"]


class Page(HTMLParser):
    """The tags of a page, their attributes, and the words outside of its style."""

    EMPTY = ("meta",)

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.opened: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.EMPTY:
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.opened[-1:] != ["style"]:
            self.words += data


def parsed(*extracts: Extract) -> Page:
    made = Page()
    made.feed("".join(page.make(iter(extracts))))
    made.close()
    assert not made.opened
    return made


def test_a_page_is_whole_and_needs_nothing_else() -> None:
    made = parsed(read(WORDS), read("The council met.", "b"))

    names = [tag for tag, _ in made.tags]
    assert dict(made.tags)["html"] == {"lang": "en"}
    assert [name for name in names if name in {"h1", "h2"}] == ["h1", *["h2"] * 3]
    assert not {"script", "link", "img", "iframe"} & set(names)
    links = [told.get("href") or "#" for _, told in made.tags]
    ids = [told["id"] for _, told in made.tags if "id" in told]
    assert len(ids) == len(set(ids))
    assert all(link == "#" or link[1:] in ids for link in links)
    headers = [told for tag, told in made.tags if tag == "th"]
    assert {told["scope"] for told in headers} == {"col", "row"}
    assert "No figure about people was found." in made.words


def test_marks_of_a_page_say_in_words_what_they_are() -> None:
    made = parsed(read(WORDS))

    assert "1 killedkilled three residents" in made.words
    assert "3 injuredtwo children" in made.words
    assert "placeSaraqib" in made.words


HOSTILE = "<script>alert(1)</script>\x1b & Four <b onclick='x'>men</b> died in Homs."


def test_a_text_cannot_write_into_the_page() -> None:
    made = parsed(read(HOSTILE, HOSTILE))

    assert not {"script", "b onclick"} & {tag for tag, _ in made.tags}
    assert not [told for _, told in made.tags if "onclick" in told]
    # As heading, and in the text, which is cut at the marks.
    assert made.words.count("<script>alert(1)</script>␛ & ") == 2


def test_an_empty_page_says_so() -> None:
    assert "There was no text." in parsed().words
