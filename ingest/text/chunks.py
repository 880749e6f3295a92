"""Sentences as a row of symbols, on which the grammar of patterns.py works.

Symbols of groups of people:
    N  counted people           "four civilians"
    U  counted, head unknown    "six Shias"
    B  a bare number            "25 others", "seven"
    A  one person, not counted  "a taxi driver", "the third guard"
    C  a named person           "Omar Farah";  E  another capitalised name
    P  people without a number  "civilians";  Z  "no civilians"
    F  a number of outcomes     "six fatalities";  Y  "no casualties"
    X  a number of other things "12 cars"
The others are closed classes (lexicon/grammar.yml) and triggers (lexicon/triggers.yml);
x is any other word. Adverbs and articles carry no structure and make no symbol.
"""

import re
from functools import cache
from typing import NamedTuple

from ingest.text import lexicon, numbers, people
from ingest.text.numbers import Quantity
from ingest.text.people import Cell
from ingest.text.sentences import Sentence

_REACH = 7
_MARKS = {
    ",": ",",
    "(": ",",
    ")": ",",
    ";": ";",
    ":": ";",
    "—": ";",
    "–": ";",
    "-": ";",
}
_ONE = Quantity(1, 1, 1, "exact", 0, 0)
_NONE = Quantity(0, 0, 0, "exact", 0, 0)


class Chunk(NamedTuple):
    """One symbol and the tokens that it stands for."""

    symbol: str
    first: int
    end: int
    # The measure of a trigger or of a counted outcome; the word of a conjunction.
    value: str = ""
    quantity: Quantity | None = None
    cell: Cell = Cell()


class Marks(NamedTuple):
    """Tokens of a sentence that are known to be something: token position -> end."""

    dates: dict[int, int]
    names: dict[int, int]
    places: dict[int, int]


class _Head(NamedTuple):
    symbol: str
    end: int
    cell: Cell = Cell()
    measure: str = ""
    count: int = 1


@cache
def _triggers() -> lexicon.Phrases:
    entries = [
        (phrase, f"{symbol} {measure}")
        for measure, symbols in lexicon.load("triggers").items()
        for symbol, phrases in symbols.items()
        for phrase in phrases
    ]
    return lexicon.phrases(entries)


@cache
def _grammar() -> lexicon.Phrases:
    symbols = lexicon.load("grammar")["symbols"]
    return lexicon.listed(symbols)


@cache
def _fractions() -> lexicon.Phrases:
    fractions = lexicon.load("grammar")["fractions"]
    return lexicon.phrases((word, value) for word, value in fractions.items())


@cache
def _closed() -> frozenset[str]:
    """Words that end a group of nouns."""
    symbols = lexicon.load("grammar")["symbols"]
    single = {word for words in symbols.values() for word in words if " " not in word}
    return frozenset(single - lexicon.words("grammar", "transparent"))


def _outcome(lowers: tuple[str, ...], at: int) -> tuple[str, str, int] | None:
    """Symbol, measure and length of the trigger at a token."""
    found = lexicon.match(_triggers(), lowers, at)
    if found is None:
        return None
    symbol, measure = found[0].split()
    return symbol, measure, found[1]


def _is_plural(word: str) -> bool:
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))


def _is_noun(sentence: Sentence, at: int) -> bool:
    word = sentence.lowers[at] if at < len(sentence.lowers) else ""
    if word not in people.nouns() and word not in people.things():
        return False
    outcome = _outcome(sentence.lowers, at)
    return outcome is None or outcome[0] == "T"


def _known(sentence: Sentence, begin: int, at: int) -> _Head | None:
    """The head of a group whose last word is known, or None."""
    lowers = sentence.lowers
    if outcome := _outcome(lowers, at):
        symbol, measure, length = outcome
        return _Head("F", at + length, Cell(), measure) if symbol == "T" else None
    words = sentence.tokens[begin:at]
    pair = people.nouns().get(" ".join(lowers[max(begin, at - 1) : at + 1]))
    noun = pair or people.nouns().get(lowers[at])
    if noun:
        symbol = "P" if noun.is_plural else "A"
        cell = people.described(words, noun.cell)
        return _Head(symbol, at + 1, cell, "", noun.count)
    return _Head("X", at + 1) if lowers[at] in people.things() else None


def _stops(sentence: Sentence, marks: Marks, at: int) -> bool:
    lowers = sentence.lowers
    if not lowers[at][0].isalnum() or at in marks.dates or at in marks.names:
        return True
    outcome = _outcome(lowers, at)
    is_verb = outcome is not None and outcome[0] != "T"
    return is_verb or lowers[at] in _closed() or numbers.parse(lowers, at) is not None


def _head(sentence: Sentence, marks: Marks, begin: int) -> _Head:
    """The head of the group of nouns that begins at a token.

    Known heads (people P and A, things X, outcomes F) end it, unless another known noun
    follows: "two police officers", "12 police cars". A group without a known head is U
    where its last word is a plural or a capital, else it has no noun: B.
    """
    lowers, unknown = sentence.lowers, 0
    for at in range(begin, min(len(lowers), begin + _REACH)):
        if _stops(sentence, marks, at):
            break
        known = _known(sentence, begin, at)
        if known and not (_is_noun(sentence, at + 1) and known.symbol != "F"):
            return known
        if known is None and lowers[at] not in lexicon.words("grammar", "transparent"):
            unknown = at + 1
            if _is_plural(lowers[at]) and not _is_noun(sentence, at + 1):
                break
    return _unknown(sentence, begin, unknown)


def _unknown(sentence: Sentence, begin: int, end: int) -> _Head:
    if end == 0:
        return _Head("B", begin)
    last = sentence.tokens[end - 1]
    is_name = last.is_capital and not sentence.is_capitals
    if _is_plural(last.lower) or is_name:
        return _Head("U", end, people.described(sentence.tokens[begin:end], Cell()))
    return _Head("B", begin)


def _skip_elliptic(sentence: Sentence, at: int) -> int:
    """Past "others", "more" and "of the" after a number."""
    lowers = sentence.lowers
    elliptic = lexicon.words("grammar", "elliptic")
    while at < len(lowers) and lowers[at] in elliptic:
        at += 1
    determiners = lexicon.words("grammar", "determiners") | {"these", "those"}
    if lowers[at : at + 1] == ("of",) and determiners.intersection(
        lowers[at + 1 : at + 2]
    ):
        is_outcome = at + 2 < len(lowers) and _outcome(lowers, at + 2)
        is_number = at + 2 < len(lowers) and numbers.parse(lowers, at + 2)
        return at if is_outcome or is_number else at + 2
    return at


def _counted(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """A number and what it counts."""
    quantity = numbers.parse(sentence.lowers, at)
    if quantity is None:
        return None
    begin = _skip_elliptic(sentence, quantity.end)
    head = _head(sentence, marks, begin)
    symbol = {"P": "N", "A": "N"}.get(head.symbol, head.symbol)
    if symbol == "B" and _is_measure_of_things(sentence, quantity):
        symbol = "X"
    return Chunk(symbol, at, head.end, head.measure, quantity, head.cell)


def _is_measure_of_things(sentence: Sentence, quantity: Quantity) -> bool:
    """Money, shares, clock times and years count no people."""
    before = sentence.lowers[max(0, quantity.start - 1) : quantity.start]
    after = sentence.lowers[quantity.end : quantity.end + 1]
    is_year = (
        re.fullmatch(r"(?:19|20)\d\d", sentence.lowers[quantity.end - 1]) is not None
    )
    is_money = bool({"$", "£", "€", "#", "no", "aged", "age", "@"}.intersection(before))
    return is_money or is_year or after in {("%",), ("/",), ("°",)}


def _other_one(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """ "The other" or "another" without a noun: one more of the same people."""
    words = sentence.lowers[at : at + 2]
    length = 2 if words == ("the", "other") else int(words[0] == "another")
    end = at + length
    if not length or numbers.parse(sentence.lowers, end) is not None:
        return None
    head = _head(sentence, marks, end)
    return Chunk("A", at, end, "", _ONE) if head.symbol == "B" else None


def _single(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """One person behind a determiner, an ordinal or a possessive."""
    lowers = sentence.lowers
    if elliptic := _other_one(sentence, marks, at):
        return elliptic
    begin = at + 1
    while begin < len(lowers) and lowers[begin] in lexicon.words("grammar", "ordinals"):
        begin += 1
    if lowers[begin : begin + 2] == ("family", "of"):
        quantity = numbers.parse(lowers, begin + 2)
        return Chunk("B", at, quantity.end, "", quantity) if quantity else None
    head = _head(sentence, marks, begin)
    if head.symbol != "A":
        return None
    # "his wife Huda": the name belongs to the person.
    end = marks.names.get(head.end, head.end)
    one = _ONE._replace(low=head.count, best=head.count, high=head.count)
    return Chunk("A", at, end, "", one, head.cell)


def _bare_single(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """One person without a determiner: a headline's, or one followed by a name."""
    head = _head(sentence, marks, at)
    is_named = head.end in marks.names
    if head.symbol != "A" or not (at == 0 or is_named):
        return None
    return Chunk("A", at, marks.names.get(head.end, head.end), "", _ONE, head.cell)


def _negated(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    """ "No civilians", "no casualties"."""
    head = _head(sentence, marks, at + 1)
    zero = _NONE
    if head.symbol == "F":
        return Chunk("Y", at, head.end, head.measure, zero)
    if head.symbol in {"P", "A"}:
        return Chunk("Z", at, head.end, "", zero, head.cell)
    return None


def _trigger(sentence: Sentence, at: int) -> Chunk | None:
    outcome = _outcome(sentence.lowers, at)
    if outcome is None:
        return None
    symbol, measure, length = outcome
    before = sentence.lowers[max(0, at - 1) : at]
    if symbol == "S" and lexicon.words("grammar", "fatal_adverbs").intersection(before):
        symbol, measure = "K", "killed"
    return Chunk(symbol, at, at + length, measure)


def _closed_class(sentence: Sentence, at: int) -> Chunk | None:
    lowers = sentence.lowers
    if part := lexicon.match(_fractions(), lowers, at):
        return Chunk("Q", at, at + part[1], part[0])
    found = lexicon.match(_grammar(), lowers, at)
    if found is None:
        return None
    counts = {"Z": _NONE, "R": _ONE}.get(found[0])
    return Chunk(found[0], at, at + found[1], lowers[at], counts)


def _group(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    lowers = sentence.lowers
    if counted := _counted(sentence, marks, at):
        return counted
    if lowers[at] == "no" and (negated := _negated(sentence, marks, at)):
        return negated
    openers = lexicon.words("grammar", "determiners") | {"'s"}
    if lowers[at] in openers | lexicon.words("grammar", "ordinals"):
        return _single(sentence, marks, at)
    return None


def _named(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    if at in marks.dates:
        return Chunk("x", at, marks.dates[at])
    if at in marks.names:
        return Chunk("C", at, marks.names[at], "", _ONE)
    if at in marks.places:
        return Chunk("x", at, marks.places[at])
    return None


def _noun(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    if not _is_noun(sentence, at):
        return None
    if single := _bare_single(sentence, marks, at):
        return single
    head = _head(sentence, marks, at)
    symbol = "P" if head.symbol == "P" else "x"
    return Chunk(symbol, at, max(head.end, at + 1), "", None, head.cell)


def _other(sentence: Sentence, at: int) -> Chunk | None:
    token = sentence.tokens[at]
    if token.lower in lexicon.words("grammar", "transparent"):
        return None
    if not token.text[0].isalnum():
        mark = _MARKS.get(token.text)
        return Chunk(mark, at, at + 1) if mark else None
    is_name = token.is_capital and at > 0 and not sentence.is_capitals
    is_name = is_name and token.lower not in lexicon.words("actors", "demonyms")
    return Chunk("E" if is_name else "x", at, at + 1, "", _ONE if is_name else None)


def chunk(sentence: Sentence, marks: Marks) -> list[Chunk]:
    """The chunks of a sentence in order; each token belongs to one at most."""
    found: list[Chunk] = []
    at = 0
    while at < len(sentence.tokens):
        here = (
            _named(sentence, marks, at)
            or _group(sentence, marks, at)
            or _trigger(sentence, at)
            or _closed_class(sentence, at)
            or _noun(sentence, marks, at)
            or _other(sentence, at)
        )
        if here:
            found.append(here)
        at = here.end if here else at + 1
    return found
