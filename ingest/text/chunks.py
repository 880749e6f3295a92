"""Sentences as a row of symbols, on which the grammar of patterns.py works.

Symbols of groups of people:
    N  counted people           "four civilians"
    U  counted, head unknown    "six Shias"
    B  a bare number            "25 others", "seven"
    A  one person, not counted  "a taxi driver", "the third guard"
    C  a named person           "Omar Farah";  E  another capitalised name
    J  one of an unknown noun   "a carpenter"
    P  people without a number  "civilians";  Z  "no civilians"
    F  a number of outcomes     "six fatalities";  Y  "no casualties"
    X  a number of other things "12 cars"
The others are closed classes (grammar.yml) and triggers (triggers.yml);
x is any other word. Adverbs and articles carry no structure and make no symbol.
"""

from collections.abc import Sequence

from ingest.text import (
    ages,
    counted,
    groups,
    lexicon,
    numbers,
    people,
    signals,
    singles,
)
from ingest.text.appositions import told_once
from ingest.text.groups import Chunk, Marks
from ingest.text.neighbours import joined
from ingest.text.others import other, speaks
from ingest.text.people import NOBODY, aged
from ingest.text.runs import AGE, PLACE
from ingest.text.sentences import Sentence
from ingest.text.signals import closed_class, trigger

# So many words and marks are in brackets that may be left out.
_ASIDE = 12


@lexicon.kept
def _openers() -> frozenset[str]:
    """Words behind which one person may be told of."""
    ordinals = lexicon.words("grammar", "ordinals")
    return lexicon.words("grammar", "determiners") | ordinals | {"'s"}


@lexicon.kept
def _telling() -> frozenset[str]:
    """First words of everything but names and other words; half of a text has none.

    Whatever a step of ``_told`` begins with has to be here.
    """
    nouns = people.nouns().keys() | people.things()
    demonyms = lexicon.words("actors", "demonyms")
    return _counting().union(signals.openings(), nouns, demonyms)


@lexicon.kept
def _counting() -> frozenset[str]:
    """First words of people, counted or not, and of ages."""
    words = _openers() | lexicon.words("grammar", "pronouns") | {"no", "they"}
    return words.union(ages.LISTING, numbers.openings())


def _age(lowers: tuple[str, ...], at: int) -> Chunk | None:
    """An age in several words, or a list of ages."""
    if told := ages.listed(lowers, at):
        return Chunk("x", at, told[1], AGE, None, people.aged_all(told[0]))
    is_figure = lowers[at][0].isdigit() or lowers[at].endswith("-year")
    if is_figure and (end := ages.age_end(lowers, at)):
        return Chunk("x", at, end, AGE, None, people.aged("-".join(lowers[at:end])))
    return None


def _group(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    lowers = sentence.lowers
    if age := _age(lowers, at):
        return age
    if found := counted.counted(sentence, marks, at):
        return found
    if lowers[at] == "no" and (negated := counted.negated(sentence, marks, at)):
        return negated
    if pronoun := _pronoun(lowers[at], at):
        return pronoun
    if lowers[at] in _openers():
        return singles.determined(sentence, marks, at)
    return None


def _pronoun(word: str, at: int) -> Chunk | None:
    """People told of before: "he", "they"."""
    if word == "they":
        return Chunk("P", at, at + 1, groups.PRONOUN)
    is_one = word in lexicon.words("grammar", "pronouns")
    return Chunk("A", at, at + 1, groups.PRONOUN, groups.ONE) if is_one else None


def _named(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    if at in marks.dates:
        return Chunk("x", at, marks.dates[at])
    for body in marks.bodies:
        # "Civil Defense volunteers" are people.
        if body.first == at and not groups.is_noun(sentence, body.end):
            return Chunk("x", at, body.end)
    if at in marks.names:
        symbol = "x" if speaks(sentence, marks.names[at] - 1) else "C"
        return Chunk(symbol, at, marks.names[at], "", groups.ONE)
    if at in marks.places:
        return Chunk("x", at, marks.places[at], PLACE)
    return None


def _is_next(noun: str, before: Sequence[Chunk]) -> bool:
    """Whether a noun without a determiner is one person: "her father and brother"."""
    row = groups.row_of(before[-2:])
    is_kin = noun in lexicon.words("people", "kin")
    is_next = row == "A&" or (is_kin and row in {"A,", "C,", "C&", "E,", "E&", ",&"})
    # "Blast kills farmer", "two dead, including gunman" of a headline.
    return is_next or row.endswith(("V", "G", "i"))


def _noun(
    sentence: Sentence, marks: Marks, at: int, before: Sequence[Chunk]
) -> Chunk | None:
    # "His wife and four-year-old daughter": the age is of the noun behind it.
    is_aged = aged(sentence.lowers[at]) != NOBODY
    if not groups.is_noun(sentence, at + is_aged):
        return None
    is_next = _is_next(sentence.lowers[at + is_aged], before)
    if is_aged and not is_next:
        return None
    head = groups.head(sentence, marks, at)
    if one := singles.bare(marks, at, head, is_next=is_next):
        return one
    is_object = before and before[-1].symbol in "KSVG"
    symbol = "X" if is_object and head.symbol == "X" else "x"
    symbol = "P" if head.symbol == "P" else symbol
    return Chunk(symbol, at, max(head.end, at + 1), "", None, head.cell)


def _aside(sentence: Sentence, at: int) -> int | None:
    """The end of short brackets that count nobody: "(BCL)", "(64 years old)"."""
    reach = range(at + 1, min(len(sentence.tokens), at + _ASIDE))
    end = next((n for n in reach if sentence.tokens[n].text == ")"), None)
    if end is None or ages.is_age(sentence, at + 1, end):
        return end and end + 1
    is_counting = any(numbers.parse(sentence.lowers, n) for n in range(at, end))
    # "Killed 16 (initially 12)".
    is_former = sentence.lowers[at + 1] in lexicon.words("grammar", "former")
    return None if is_counting and not is_former else end + 1


def _told(
    sentence: Sentence, marks: Marks, at: int, before: Sequence[Chunk]
) -> Chunk | None:
    """What the words of the lexicons tell at a token."""
    word = sentence.lowers[at]
    is_figure = word[0].isdigit() or word.endswith(("-year", "-old"))
    if not is_figure and word not in _telling():
        return None
    said = groups.outcome(sentence.lowers, at)
    # What is suffered may look like a person: "lost a leg".
    if said and said[0] == "t":
        return trigger(sentence, at, said)
    is_group = is_figure or word in _counting()
    is_closed = word in signals.openings()
    return (
        (_group(sentence, marks, at) if is_group else None)
        or (trigger(sentence, at, said) if said else None)
        or (closed_class(sentence, at) if is_closed else None)
        or singles.listed(sentence, at, before)
        or _noun(sentence, marks, at, before)
    )


def chunk(sentence: Sentence, marks: Marks) -> list[Chunk]:
    """The chunks of a sentence in order; each token belongs to one at most."""
    found: list[Chunk] = []
    bodies = {body.first for body in marks.bodies}
    known = bodies.union(marks.dates, marks.names, marks.places)
    at = 0
    while at < len(sentence.tokens):
        if sentence.lowers[at] == "(" and (end := _aside(sentence, at)):
            if found and found[-1].end == at:
                age = ages.told(sentence.lowers, at + 1)
                cell = found[-1].cell.narrowed(people.aged(age))
                found[-1] = found[-1]._replace(cell=cell)
                # "Omar (4)" is no place.
                if age and found[-1].value == PLACE:
                    found[-1] = found[-1]._replace(symbol="E", quantity=groups.ONE)
            at = end
            continue
        here = (
            (_named(sentence, marks, at) if at in known else None)
            or _told(sentence, marks, at, found)
            or other(sentence, at)
        )
        if here:
            found.append(here)
        at = here.end if here else at + 1
    return told_once(sentence, joined(sentence, found))
