"""Text into sentences of tokens, each with its offsets in the text as it was given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from ingest.text import lexicon

# Letters with the combining marks that may follow them.
_WORD = r"[^\W\d_][\w\u0300-\u036f]*"
_TOKEN = re.compile(
    rf"\d+(?:[.,:/]\d+)*[^\W\d_]*(?:[-\u2013](?:\d+(?:[.,]\d+)*|{_WORD}))*"
    r"|(?:[^\W\d_]\.){2,}"
    rf"|{_WORD}(?:['\u2019](?![sS]\b){_WORD})*(?:[-\u2013]['\u2019]?[^\W_][\w\u0300-\u036f]*)*"
    r"|['\u2019][sS]\b|[^\w\s]"
)
_END = re.compile(
    r"[.!?…]+[\"'”\u2019)\]]*(?=\s|$)|\n[ \t\r]*\n|\n|(?<=[a-z])\.(?=[A-Z])"
)
_LAST_WORD = re.compile(r"[\w.]{1,12}$")
# A sentence of more tokens, twice the longest ever met in the news, is no sentence: it
# is cut, so that no step over pairs of its words costs more than the text is long.
_LONGEST = 600
# A line this much shorter than the longest one was ended on purpose.
_SHORT_LINE = 0.75


class Token(NamedTuple):
    """One word, figure or mark; offsets are characters of the whole text."""

    text: str
    start: int
    end: int
    lower: str
    # Whether it begins with a capital letter.
    is_capital: bool
    # Whether it is a word with a capital anywhere: "Farah", "al-Farah", "O'Neil". A
    # word of a script without capitals has none that could be missed, so it counts.
    has_capital: bool


@dataclass(frozen=True)
class Sentence:
    """A sentence or a line that stands for one."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    # The text as given, shared by all sentences.
    source: str
    is_headline: bool = False

    @cached_property
    def text(self) -> str:
        """The words of the sentence."""
        return self.source[self.start : self.end]

    @cached_property
    def lowers(self) -> tuple[str, ...]:
        """The words in lower case, one a token."""
        return tuple([token.lower for token in self.tokens])

    @cached_property
    def lowered(self) -> str:
        """The text in lower case, with as many characters as it has."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The different words in lower case: most phrases are missed by this alone."""
        return frozenset(self.lowers)

    @cached_property
    def capitals(self) -> tuple[int, ...]:
        """The tokens that have a capital."""
        return tuple([at for at, token in enumerate(self.tokens) if token.has_capital])

    @cached_property
    def is_capitals(self) -> bool:
        """Whether the sentence is in capitals throughout, as old wire text is."""
        return self.text.isupper()


@lru_cache(maxsize=16_384)
def _forms(word: str) -> tuple[str, bool, bool]:
    """What a token holds of its word; the words of news are few."""
    lower = word.lower()
    is_uncased = word[0].isalpha() and lower == word.upper()
    has_capital = lower != word or is_uncased
    return lower.replace("\u2019", "'"), word[0].isupper(), has_capital


def _is_abbreviation(text: str, dot: int) -> bool:
    found = _LAST_WORD.search(text, max(0, dot - 12), dot)
    if found is None:
        return False
    word = found.group().lower()
    is_initial = len(word) == 1 and found.group().isupper()
    return is_initial or "." in word or word in lexicon.words("dates", "abbreviations")


def _is_line_end(text: str, at: int, longest: int) -> bool:
    start = text.rfind("\n", 0, at) + 1
    following = text[at + 1 : at + 40].lstrip()
    is_item = following[:1] in {"-", "*", "•", "\u2013"}
    is_short = len(text[start:at].rstrip()) < _SHORT_LINE * longest
    return is_item or (is_short and not following[:1].islower())


def _is_end(text: str, found: re.Match[str], longest: int) -> bool:
    mark = found.group()
    if mark.count("\n") > 1:
        return True
    if mark == "\n":
        return _is_line_end(text, found.start(), longest)
    following = text[found.end() : found.end() + 40].lstrip()
    if following[:1].islower():
        return False
    if mark.strip("\"'”\u2019)]") == "." and _is_abbreviation(text, found.start()):
        # "in the U.S. The army" ends; "Nov. 29" and "Gen. Smith" do not.
        return text[max(0, found.start() - 2)] == "." and following[:3] == "The"
    return True


def _bounds(text: str) -> list[tuple[int, int]]:
    # Lines are scanned once for the longest, so that the cost stays linear.
    longest = max((len(line) for line in text.split("\n")), default=0)
    ends = [m.end() for m in _END.finditer(text) if _is_end(text, m, longest)]
    starts = [0, *ends]
    return list(zip(starts, [*ends, len(text)], strict=True))


def _tokens(text: str, start: int, end: int) -> tuple[Token, ...]:
    found = _TOKEN.finditer(text, start, end)
    return tuple([Token(m[0], m.start(), m.end(), *_forms(m[0])) for m in found])


def _pieces(tokens: tuple[Token, ...]) -> Iterator[tuple[Token, ...]]:
    """The tokens of a sentence; of an endless one cut at marks, or where it must be."""
    start = 0
    while len(tokens) - start > _LONGEST:
        middle, end = start + _LONGEST // 2, start + _LONGEST
        ends = range(end, middle, -1)
        end = next((at for at in ends if tokens[at - 1].text in {",", ";"}), end)
        yield tokens[start:end]
        start = end
    yield tokens[start:]


def split(text: str) -> list[Sentence]:
    """The sentences of a text, in order; those without a word are left out.

    A headline is a first line that ends without a full stop and has text after it.
    """
    sentences: list[Sentence] = []
    for start, end in _bounds(text):
        for tokens in _pieces(_tokens(text, start, end)):
            if not any(token.text[0].isalnum() for token in tokens):
                continue
            # Sentences are cut at their tokens, so that no blank enters a span.
            bounds = tokens[0].start, tokens[-1].end
            is_headline = not sentences and tokens[-1].text not in {".", "!", "?"}
            is_headline = is_headline and text[end:].strip() != ""
            sentences.append(Sentence(*bounds, tokens, text, is_headline))
    return sentences
