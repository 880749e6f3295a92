"""Groups of nouns: what a number counts."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ingest.text import lexicon, numbers, people
from ingest.text.numbers import Quantity
from ingest.text.organisations import Body
from ingest.text.people import Cell
from ingest.text.sentences import Sentence

# The words of a group are looked for so far, and no further.
REACH = 7
# So far behind a known noun another one may be the head: "police station guards".
_ATTRIBUTES = 4
# The value of a chunk that is a pronoun.
PRONOUN = "pronoun"
# The value of a chunk that goes on a list: "a Dane, Turk and Somali".
LISTED = "listed"
ONE = Quantity(1, 1, 1, "exact", 0, 0)
NONE = Quantity(0, 0, 0, "exact", 0, 0)


class Chunk(NamedTuple):
    """One symbol and the tokens that it stands for."""

    symbol: str
    first: int
    end: int
    # The measure of a trigger or of a counted outcome; the word of a conjunction.
    value: str = ""
    quantity: Quantity | None = None
    cell: Cell = Cell()


def row_of(chunks: Iterable[Chunk]) -> str:
    """The symbols of chunks, on which patterns work."""
    return "".join([chunk.symbol for chunk in chunks])


class Marks(NamedTuple):
    """Tokens of a sentence that are known to be something: token position -> end."""

    dates: dict[int, int]
    names: dict[int, int]
    places: dict[int, int]
    bodies: tuple[Body, ...] = ()


class Head(NamedTuple):
    """The head of a group of nouns: its symbol and the end of the group."""

    symbol: str
    end: int
    cell: Cell = Cell()
    measure: str = ""
    persons: int = 1


@lexicon.kept
def _triggers() -> lexicon.Phrases:
    entries = [
        (phrase, f"{symbol} {measure}")
        for measure, symbols in lexicon.load("triggers").items()
        for symbol, phrases in symbols.items()
        for phrase in phrases
    ]
    return lexicon.phrases(entries)


def openings() -> Iterable[str]:
    """The first words of outcomes."""
    return _triggers().keys()


@lexicon.kept
def _closed() -> frozenset[str]:
    """Words that end a group of nouns."""
    symbols = lexicon.load("grammar")["symbols"]
    single = {word for words in symbols.values() for word in words if " " not in word}
    return frozenset(single - lexicon.words("grammar", "transparent"))


@lexicon.kept
def _telling() -> frozenset[str]:
    """Of each phrase for an outcome the longest word, and words of other claims.

    A claim without any of them has to bring a word of its own.
    """
    # "Five of them were children"; "five were children".
    some = {n for n, noun in people.nouns().items() if noun.cell.age_group == "child"}
    said = [parts for found in _triggers().values() for parts, _ in found]
    said += [phrase.split() for phrase in lexicon.load("suicides")["own_words"]]
    return (
        frozenset(max(parts, key=len) for parts in said)
        | {"suicide", "them", "victims"}
        | some
    )


def may_tell(sentence: Sentence) -> bool:
    """Whether a sentence can hold a claim; most cannot, and are read no further."""
    return not _telling().isdisjoint(sentence.lowers)


def outcome(lowers: tuple[str, ...], at: int) -> tuple[str, str, int] | None:
    """Symbol, measure and length of the trigger at a token."""
    if at >= len(lowers) or lowers[at] not in _triggers():
        return None
    found = lexicon.match(_triggers(), lowers, at)
    if found is None:
        return None
    symbol, measure = found[0].split()
    return symbol, measure, found[1]


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def is_noun(sentence: Sentence, at: int) -> bool:
    """Whether a token is a known noun of people or of things, and no verb here."""
    word = sentence.lowers[at] if at < len(sentence.lowers) else ""
    if word not in people.nouns() and word not in people.things():
        return False
    said = outcome(sentence.lowers, at)
    return said is None or said[0] == "T"


def _known(sentence: Sentence, begin: int, at: int) -> Head | None:
    """The head of a group whose last word is known, or None."""
    lowers = sentence.lowers
    if said := outcome(lowers, at):
        symbol, measure, length = said
        cell = people.described(sentence.tokens[begin:at], Cell())
        return Head("F", at + length, cell, measure) if symbol == "T" else None
    words = sentence.tokens[begin:at]
    pair = people.nouns().get(f"{lowers[at - 1]} {lowers[at]}") if at > begin else None
    noun = pair or people.nouns().get(lowers[at])
    if noun:
        symbol = "P" if noun.is_plural else "A"
        cell = people.described(words, noun.cell)
        return Head(symbol, at + 1, cell, "", noun.persons)
    return Head("X", at + 1) if lowers[at] in people.things() else None


@lexicon.kept
def _stopping() -> frozenset[str]:
    """First words of what may end a group of nouns; most words end none."""
    determiners = lexicon.words("grammar", "determiners")
    return determiners.union(_triggers(), _closed(), numbers.openings())


def _stops(sentence: Sentence, marks: Marks, at: int) -> bool:
    lowers = sentence.lowers
    if not lowers[at][0].isalnum() or at in marks.dates or at in marks.names:
        return True
    if lowers[at][0].isalpha() and lowers[at] not in _stopping():
        return False
    if lowers[at] in lexicon.words("grammar", "determiners"):
        return True
    said = outcome(lowers, at)
    is_verb = said is not None and said[0] != "T"
    # "Eight named children".
    is_closed = lowers[at] in _closed() and not (
        lowers[at] == "named" and is_noun(sentence, at + 1)
    )
    return is_verb or is_closed or numbers.parse(lowers, at) is not None


def _is_outcome(sentence: Sentence, at: int) -> bool:
    """Whether a noun only says whose outcome follows: "civilian deaths"."""
    if sentence.lowers[at] not in lexicon.load("people")["adjectives"]:
        return False
    said = outcome(sentence.lowers, at + 1)
    return said is not None and said[0] == "T"


def _goes_on(sentence: Sentence, marks: Marks, at: int) -> bool:
    """Whether a noun of people follows: "police officers", "bomb disposal officer"."""
    if is_noun(sentence, at + 1) or _is_outcome(sentence, at):
        return True
    reach = range(at + 1, min(len(sentence.lowers), at + _ATTRIBUTES))
    for here in reach:
        if _stops(sentence, marks, here) or lexicon.words("grammar", "transparent") & {
            sentence.lowers[here]
        }:
            return False
        if sentence.lowers[here] in people.nouns():
            return True
    return False


def _words_of(sentence: Sentence, begin: int) -> Iterator[int]:
    """The tokens of a group of nouns without short forms: "Border Force (BF) guard"."""
    lowers, at = sentence.lowers, begin
    end = min(len(lowers), begin + REACH)
    while at < end:
        is_form = lowers[at] == "(" and lowers[at + 2 : at + 3] == (")",)
        at += 3 * (at > begin and is_form and sentence.tokens[at + 1].text.isupper())
        if at < len(lowers):
            yield at
        at += 1


def _extended(sentence: Sentence, known: Head) -> Head:
    """The head with a plural behind a noun without a plural s: "police trainers"."""
    lowers, end = sentence.lowers, known.end
    word = lowers[end] if end < len(lowers) else ""
    is_noun_of = known.symbol == "P" and not _is_plural(lowers[end - 1])
    is_open = is_noun_of and word.isalpha() and word not in _closed()
    is_open = is_open and outcome(lowers, end) is None
    return known._replace(end=end + 1) if is_open and _is_plural(word) else known


def head(sentence: Sentence, marks: Marks, begin: int) -> Head:
    """The head of the group of nouns that begins at a token.

    Known heads (people P and A, things X, outcomes F) end it, unless another known noun
    follows: "two police officers", "12 police cars". A group without a known head is U
    where its last word is a plural or a capital, else J; without a word it is B.
    """
    lowers, unknown = sentence.lowers, 0
    for at in _words_of(sentence, begin):
        if _stops(sentence, marks, at):
            break
        known = _known(sentence, begin, at)
        if known and not _goes_on(sentence, marks, at):
            return _extended(sentence, known)
        if known is None and lowers[at] not in lexicon.words("grammar", "transparent"):
            unknown = at + 1
            if _is_plural(lowers[at]) and not is_noun(sentence, at + 1):
                break
    return _unknown(sentence, begin, unknown)


def _unknown(sentence: Sentence, begin: int, end: int) -> Head:
    if end == 0:
        return Head("B", begin)
    last = sentence.tokens[end - 1]
    is_name = last.is_capital and not sentence.is_capitals
    symbol = "U" if _is_plural(last.lower) or is_name else "J"
    return Head(symbol, end, people.described(sentence.tokens[begin:end], Cell()))
