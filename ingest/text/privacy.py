"""Names of persons to be hidden: a leaked name is worse than a word hidden in vain.

So the question is turned round. Every word with a capital is taken for a name unless it
is known to be harmless: a closed-class word, a place in the position of a place
(``positions``), a word of an organisation, an ordinary word where the capital is the
sentence's and not its own. What stands beside a name is part of it ("Hope Farah").
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.text import lexicon, organisations, people, positions, vocabulary
from ingest.text.gazette import PlaceIndex
from ingest.text.groups import Marks
from ingest.text.sentences import Sentence

# What is known of a word with a capital.
_NAME, _SOFT, _TITLE, _PLAIN = "name", "soft", "title", "plain"
_ARTICLES = {"the", "a", "an", "this", "these", "those"}
_OPENINGS = {'"', "“", "\u2018", ":", "-", "—", "\u2013", "*", "•"}
_PIECE = re.compile(r"[-\u2013]")
# From this share of capitals on a line is a headline in which every word has one.
_HEADLINE = 0.6


class _Known(NamedTuple):
    """What the whole text says: places that it names as such, and short forms."""

    places: frozenset[str]
    acronyms: frozenset[str]
    gazetteer: PlaceIndex


def _is_headline(sentence: Sentence) -> bool:
    if sentence.tokens[-1].text in {".", "!", "?"}:
        return False
    words = [t for t in sentence.tokens if t.text[0].isalpha() and len(t.text) > 3]  # noqa: PLR2004 - articles and prepositions stay small
    return sum(t.is_capital for t in words) >= max(3, _HEADLINE * len(words))


def _is_lent(sentence: Sentence, at: int, *, is_headline: bool) -> bool:
    """Whether the capital may be that of the sentence, and not the word's own."""
    if at == 0 or is_headline or sentence.is_capitals:
        return True
    before = sentence.tokens[at - 1].text
    return before in _OPENINGS or before.lower() in _ARTICLES


def _is_title(sentence: Sentence, at: int) -> bool:
    """Whether a noun or a title of a person, with a name behind it."""
    word, following = sentence.lowers[at], sentence.tokens[at + 1 : at + 3]
    noun = people.nouns().get(word)
    is_noun = word in lexicon.words("people", "titles") or noun is not None
    names = [token for token in following if token.text != "."][:1]
    return is_noun and any(token.has_capital for token in names)


def _is_alone(sentence: Sentence, at: int) -> bool:
    """Whether an ordinary word is used as a person is: "Hope was killed"."""
    word = sentence.lowers[at]
    if word in people.things() or sentence.is_capitals:
        return False
    owns = sentence.lowers[at + 1 : at + 2] == ("'s",) and word in people.nouns()
    is_subject = positions.is_subject(sentence, at + 1)
    return owns or is_subject or positions.is_object(sentence, at)


def _of_pieces(word: str, known: _Known) -> bool:
    """Whether all capitalised pieces of "Iran-backed", "Post-Election" are harmless."""
    pieces = [piece for piece in _PIECE.split(word) if piece != piece.lower()]
    return _PIECE.search(word) is not None and all(
        piece.lower() in vocabulary.harmless()
        or piece in known.acronyms
        or piece.lower() in known.places
        or known.gazetteer.is_country(piece)
        for piece in pieces
    )


def _is_month(sentence: Sentence, at: int) -> bool:
    """Whether a month is one: "in May", and not "killed May"."""
    before = sentence.lowers[at - 1] if at else ""
    is_told = before in {"in", "since", "last", "until", "early", "late", "mid"}
    return is_told and sentence.lowers[at] in lexicon.load("dates")["months"]


def _kind(sentence: Sentence, at: int, known: _Known, *, is_headline: bool) -> str:
    token = sentence.tokens[at]
    word = token.lower
    if word in lexicon.words("people", "given_names"):
        return _PLAIN if _is_month(sentence, at) else _NAME
    if len(word) == 1:
        # "J. Farah": a letter is part of a name only beside one.
        return _SOFT
    if word in vocabulary.closed() or token.text.rstrip(".") in known.acronyms:
        return _PLAIN
    if _is_title(sentence, at):
        return _TITLE
    is_lent = _is_lent(sentence, at, is_headline=is_headline)
    if word in vocabulary.ordinary() and is_lent and not _is_alone(sentence, at):
        return _SOFT
    return _PLAIN if _of_pieces(token.text, known) else _NAME


def _organised(sentence: Sentence, body: organisations.Body) -> Iterator[int]:
    """The harmless words of an organisation: "Shaam News Network", "Farah Army" not.

    Behind the head ordinary words are harmless, before it every word if the head is one
    of the press or a council: those are named by made-up words.
    """
    given, press = (
        lexicon.words(*key)
        for key in (("people", "given_names"), ("organisations", "press"))
    )
    is_named = body.is_known or sentence.lowers[body.head] in press
    for at in range(body.first, body.end):
        word = sentence.lowers[at]
        is_free = is_named and at <= body.head and word not in given
        if is_free or word in vocabulary.harmless():
            yield at


def _beside(sentence: Sentence, at: int, step: int) -> int:
    """The next word, past the full stop of an initial."""
    dot = at + step
    is_dot = 0 <= dot < len(sentence.tokens) and sentence.tokens[dot].text == "."
    return dot + step if is_dot else dot


def _spread(sentence: Sentence, kinds: dict[int, str]) -> None:
    """Take the words beside a name for parts of it: "Hope Farah", "Farah Bishop".

    In a sentence in capitals every word stands beside one, so only a noun of a person
    behind a name is told there ("OMAR BISHOP").
    """
    if _NAME not in kinds.values():
        return
    for at in sorted(kinds, reverse=True):
        if sentence.is_capitals:
            break
        if kinds[at] == _SOFT and kinds.get(_beside(sentence, at, 1)) == _NAME:
            kinds[at] = _NAME
    for at in sorted(kinds):
        is_open = kinds[at] in {_SOFT, _TITLE}
        if sentence.is_capitals:
            is_open = is_open and sentence.lowers[at] in people.nouns()
        if is_open and kinds.get(_beside(sentence, at, -1)) == _NAME:
            kinds[at] = _NAME


def _span(sentence: Sentence, at: int) -> tuple[int, int] | None:
    """The span of a name; an initial has its full stop, a bare letter tells nothing."""
    token, following = sentence.tokens[at], sentence.tokens[at + 1 : at + 2]
    if len(token.text) > 1:
        return token.start, token.end
    is_initial = following and following[0].text == "."
    return (token.start, following[0].end) if is_initial else None


def _names(
    sentence: Sentence, own: Marks, placed: Sequence[positions.Placed], known: _Known
) -> Iterator[int]:
    """The tokens of a sentence that may be names."""
    persons = {at for span in own.names.items() for at in range(*span)}
    days = {at for span in own.dates.items() for at in range(*span)}
    bodies = {at for body in own.bodies for at in _organised(sentence, body)}
    kinds = dict.fromkeys(days | bodies, _PLAIN)
    for place in placed:
        if place.is_sure or place.key in known.places:
            kinds |= dict.fromkeys(range(place.first, place.end), _SOFT)
    kinds |= dict.fromkeys(persons, _NAME)
    is_headline = _is_headline(sentence)
    for at in sentence.capitals:
        if at not in kinds:
            kinds[at] = _kind(sentence, at, known, is_headline=is_headline)
    _spread(sentence, kinds)
    return (at for at in sorted(kinds) if kinds[at] == _NAME)


def _short_forms(
    sentences: Sequence[Sentence], marks: Sequence[Marks]
) -> Iterator[str]:
    """The short forms of organisations that the text itself gives: "(SNHR)"."""
    for sentence, own in zip(sentences, marks, strict=True):
        for body in own.bodies:
            inner = [token.text for token in sentence.tokens[body.end : body.end + 3]]
            words = [t.text for t in sentence.tokens[body.first : body.end]]
            initials = "".join(word[0] for word in words if word[0].isupper())
            if inner[:1] == ["("] and inner[-1:] == [")"] and inner[1] == initials:
                yield inner[1]


def hidden(
    index: PlaceIndex,
    sentences: Sequence[Sentence],
    marks: Sequence[Marks],
    placed: Sequence[Sequence[positions.Placed]],
) -> list[tuple[int, int]]:
    """The spans of all words that may be names of persons, in order.

    ``placed`` are the places of each sentence (``positions.find``).

    A name that stands as a place somewhere in the text is one everywhere in it, but not
    where a person is spoken of.
    """
    known = _Known(
        frozenset(place.key for own in placed for place in own if place.is_sure),
        lexicon.words("organisations", "acronyms").union(
            _short_forms(sentences, marks)
        ),
        index,
    )
    spans = (
        _span(sentence, at)
        for sentence, own, places in zip(sentences, marks, placed, strict=True)
        for at in _names(sentence, own, places, known)
    )
    return [span for span in spans if span]
