"""Names of persons to be hidden: a leaked name is worse than a word hidden in vain.

So the question is turned round. Every capitalised word is taken for a name unless it is
known to be harmless: a word of the lexicon, a place in the position of a place, an
abbreviation in capitals, or a word of a run that names an organisation.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.text import lexicon, people
from ingest.text.gazette import PlaceIndex, key_of
from ingest.text.sentences import Sentence

_LEXICONS = (
    *("actors", "causes", "dates", "grammar", "numbers", "people", "places"),
    *("scope", "things", "triggers", "voices"),
)
# Lists whose words are names of persons, or may be.
_NAMES = {("people", "given_names"), ("places", "never")}
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,6}s?")
_LONGEST_PLACE = 5


def _texts(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for key, value in entry.items():
            yield key
            yield from _texts(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from _texts(value)


@cache
def _harmless() -> frozenset[str]:
    """Every word of the lexicons, but for the lists of names."""
    loaded = {name: lexicon.load(name) for name in _LEXICONS}
    for name, key in _NAMES:
        loaded[name] = {k: v for k, v in loaded[name].items() if k != key}
    said = {word for text in _texts(loaded) for word in _WORD.findall(text.lower())}
    return frozenset(said | people.nouns().keys() | people.things())


@cache
def _leading() -> frozenset[str]:
    """Words after which a capitalised word may be a place."""
    said = lexicon.words("places", "locative") | lexicon.words("places", "directions")
    return said | {"from", "to", "into", "over", "across", "between", "through", "and"}


def _place_end(index: PlaceIndex, sentence: Sentence, at: int) -> int | None:
    """The end of a place that stands where a place stands, or None."""
    before = sentence.lowers[at - 1] if at else ""
    for end in range(min(len(sentence.tokens), at + _LONGEST_PLACE), at, -1):
        key = " ".join(key_of(token.text) for token in sentence.tokens[at:end])
        found = index.names.get(key, ())
        after = sentence.lowers[end : end + 1]
        is_placed = before in _leading() or lexicon.words("places", "areas") & {*after}
        is_country = any(name.place.kind == "country" for name in found)
        if found and (is_placed or is_country):
            return end
    return None


def _is_known(word: str) -> bool:
    pieces = _WORD.findall(word)
    return word in _harmless() or all(
        piece in _harmless() for part in pieces for piece in part.split("-")
    )


def _is_hidden(sentence: Sentence, at: int) -> bool:
    token = sentence.tokens[at]
    # "al-Khalil" begins with a small letter.
    if token.text.islower() or not token.text[0].isalpha() or _is_known(token.lower):
        return False
    if sentence.is_capitals:
        return True
    run = people.name_run(sentence, at)
    is_short = _ABBREVIATION.fullmatch(token.text) is not None
    return not (is_short or people.is_organisation(sentence, *run))


def _placed(
    index: PlaceIndex, sentence: Sentence, names: frozenset[int]
) -> frozenset[int]:
    """The tokens of places that stand where places stand."""
    found: set[int] = set()
    at = 0
    while at < len(sentence.tokens):
        end = _place_end(index, sentence, at)
        is_place = end is not None and names.isdisjoint(range(at, end))
        if is_place:
            found |= set(range(at, end or at))
        at = end if is_place and end else at + 1
    return frozenset(found)


def hidden(
    index: PlaceIndex, sentences: Sequence[Sentence], names: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """The spans of all words that may be names of persons, in order.

    ``names`` are, for each sentence, the tokens that the grammar took for persons. A
    word that stands as a place anywhere in the text is one everywhere in it.
    """
    pairs = list(zip(sentences, names, strict=True))
    placed = [_placed(index, sentence, own) for sentence, own in pairs]
    settled = {
        sentence.tokens[at].text
        for sentence, tokens in zip(sentences, placed, strict=True)
        for at in tokens
    }
    return [
        (token.start, token.end)
        for sentence, own in pairs
        for at, token in enumerate(sentence.tokens)
        if at in own or (token.text not in settled and _is_hidden(sentence, at))
    ]
