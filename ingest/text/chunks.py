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

import re
from collections.abc import Sequence

from ingest.text import (
    ages,
    counted,
    groups,
    lexicon,
    numbers,
    people,
    singles,
    vocabulary,
)
from ingest.text.appositions import told_once
from ingest.text.groups import Chunk, Marks
from ingest.text.runs import AGE, PLACE, joined
from ingest.text.sentences import Sentence

_MARKS = {
    ",": ",",
    "(": ",",
    ")": ",",
    ";": ";",
    ":": ";",
    "—": ";",
    "\u2013": ";",
    "-": ";",
}


# "al-Farah" is a name.
_ARTICLE = re.compile(r"(?:al|el|ar|as|ash|ad|an|at|az)-[A-Z]")
_DIGIT = re.compile(r"\d")
# Endings of words that are rarely names: "cowardly", "occupation", "bombings".
_WORD_END = re.compile(
    r"(?:s|ly|ing|ed|[ts]ion|ment|ous|ity|ive|[ai]ble|[ct]ial|ical|ional)$"
)
_LONGEST_ACRONYM = 5
# So many words from "his" its body may stand: "his badly burned body".
_DESCRIBED = 4


@lexicon.kept
def _grammar() -> lexicon.Phrases:
    symbols = lexicon.load("grammar")["symbols"]
    return lexicon.listed(symbols)


@lexicon.kept
def _openers() -> frozenset[str]:
    """Words behind which one person may be told of."""
    ordinals = lexicon.words("grammar", "ordinals")
    return lexicon.words("grammar", "determiners") | ordinals | {"'s"}


@lexicon.kept
def _telling() -> frozenset[str]:
    """First words of everything but names and other words; half of a text has none."""
    groups_ = _openers() | lexicon.words("grammar", "pronouns") | {"no", "they"}
    closed = _grammar().keys() | _fractions().keys()
    nouns = people.nouns().keys() | people.things()
    demonyms = lexicon.words("actors", "demonyms")
    return groups_.union(numbers.openings(), groups.openings(), closed, nouns, demonyms)


@lexicon.kept
def _fractions() -> lexicon.Phrases:
    fractions = lexicon.load("grammar")["fractions"]
    return lexicon.phrases((word, value) for word, value in fractions.items())


def _trigger(sentence: Sentence, at: int) -> Chunk | None:
    said = groups.outcome(sentence.lowers, at)
    if said is None:
        return None
    symbol, measure, length = said
    # "fatally stabbed": the adverb is of the verb.
    if symbol == "%" and groups.outcome(sentence.lowers, at + 1):
        return None
    before = sentence.lowers[max(0, at - 1) : at]
    is_fatal = lexicon.words("grammar", "fatal_adverbs").intersection(before)
    if measure == "injured" and is_fatal:
        symbol, measure = symbol.replace("S", "K"), "killed"
    return Chunk(symbol, at, at + length, measure)


@lexicon.kept
def _bodies() -> lexicon.Phrases:
    return lexicon.phrases((b, "") for b in lexicon.load("grammar")["bodies"])


def _known_body(sentence: Sentence, at: int) -> Chunk | None:
    """The body of a person told of before: "his body", "their charred bodies"."""
    lowers = sentence.lowers
    if lowers[at] not in {"his", "her", "their", "'s"}:
        return None
    for begin in range(at + 1, min(len(lowers), at + _DESCRIBED)):
        if found := lexicon.match(_bodies(), lowers, begin):
            end = begin + found[1]
            # "His body guards".
            return None if groups.is_noun(sentence, end) else Chunk("d", at, end)
        # "His brother's body" is not his.
        if groups.is_noun(sentence, begin) or not lowers[begin][0].isalpha():
            return None
    return None


def _closed_class(sentence: Sentence, at: int) -> Chunk | None:
    lowers = sentence.lowers
    if body := _known_body(sentence, at):
        return body
    if lowers[at] in _fractions() and (part := lexicon.match(_fractions(), lowers, at)):
        length = part[1] - (lowers[at + part[1] - 1] == "of")
        return Chunk("Q", at, at + length, part[0])
    found = lexicon.match(_grammar(), lowers, at)
    if found is None:
        return None
    # "His body guards", "two named militants".
    if found[0] in "dg" and groups.is_noun(sentence, at + found[1]):
        return None
    counts = {"Z": groups.NONE, "R": groups.ONE}.get(found[0])
    return Chunk(found[0], at, at + found[1], lowers[at], counts)


def _group(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    lowers = sentence.lowers
    # "Lost a leg".
    said = groups.outcome(lowers, at)
    if said and said[0] == "t":
        return None
    is_figure = lowers[at][0].isdigit() or lowers[at].endswith("-year")
    if is_figure and (end := ages.age_end(lowers, at)):
        return Chunk("x", at, end, AGE, None, people.aged("-".join(lowers[at:end])))
    if found := counted.counted(sentence, marks, at):
        return found
    if lowers[at] == "no" and (negated := counted.negated(sentence, marks, at)):
        return negated
    if lowers[at] in lexicon.words("grammar", "pronouns"):
        return Chunk("A", at, at + 1, groups.PRONOUN, groups.ONE)
    if lowers[at] in _openers():
        return singles.determined(sentence, marks, at)
    return None


def _speaks(sentence: Sentence, at: int) -> bool:
    """Whether the capitalised words at a token are those of a speaker."""
    reach = sentence.tokens[at : at + groups.REACH]
    length = next((n for n, t in enumerate(reach) if not t.is_capital), len(reach))
    following = sentence.lowers[at + length : at + length + 1]
    return not lexicon.words("voices", "speech").isdisjoint(following)


def _named(sentence: Sentence, marks: Marks, at: int) -> Chunk | None:
    if at in marks.dates:
        return Chunk("x", at, marks.dates[at])
    for body in marks.bodies:
        # "Civil Defense volunteers" are people.
        if body.first == at and not groups.is_noun(sentence, body.end):
            return Chunk("x", at, body.end)
    if at in marks.names:
        symbol = "x" if _speaks(sentence, marks.names[at] - 1) else "C"
        return Chunk(symbol, at, marks.names[at], "", groups.ONE)
    if at in marks.places:
        return Chunk("x", at, marks.places[at], PLACE)
    return None


def _noun(
    sentence: Sentence, marks: Marks, at: int, before: Sequence[Chunk]
) -> Chunk | None:
    if not groups.is_noun(sentence, at):
        return None
    # "Her father and brother".
    row = "".join(chunk.symbol for chunk in before[-2:])
    is_kin = sentence.lowers[at] in lexicon.words("people", "kin")
    is_next = row == "A&" or (is_kin and row in {"A,", "C,", "C&", "E,", "E&", ",&"})
    # "Blast kills farmer" of a headline.
    is_next = is_next or "".join(chunk.symbol for chunk in before[-1:]) in {"V", "G"}
    head = groups.head(sentence, marks, at)
    if one := singles.bare(marks, at, head, is_next=is_next):
        return one
    is_object = before and before[-1].symbol in "KSVG"
    symbol = "X" if is_object and head.symbol == "X" else "x"
    symbol = "P" if head.symbol == "P" else symbol
    return Chunk(symbol, at, max(head.end, at + 1), "", None, head.cell)


def _may_be_name(sentence: Sentence, at: int) -> bool:
    """Whether a word has a capital of its own; a text in capitals tells by the word."""
    token = sentence.tokens[at]
    if not (token.is_capital or _ARTICLE.match(token.text)) or _DIGIT.search(
        token.text
    ):
        return False
    if token.lower in lexicon.words("actors", "demonyms"):
        return False
    if at > 0 and not sentence.is_capitals:
        # "IED" and "NGO" are no names.
        return len(token.text) > _LONGEST_ACRONYM or not token.text.isupper()
    if token.lower in lexicon.words("people", "given_names"):
        return True
    is_word = len(token.text) > 2 and not _WORD_END.search(token.lower)  # noqa: PLR2004 - initials
    return is_word and token.lower not in vocabulary.harmless()


def _other(sentence: Sentence, at: int) -> Chunk | None:
    token = sentence.tokens[at]
    if token.lower in lexicon.words("grammar", "transparent"):
        return None
    # "Were unintentionally killed".
    if token.lower.endswith("ly") and groups.outcome(sentence.lowers, at + 1):
        return None
    if not token.text[0].isalnum():
        mark = _MARKS.get(token.text)
        return Chunk(mark, at, at + 1) if mark else None
    is_name = _may_be_name(sentence, at) and not _speaks(sentence, at)
    return Chunk(
        "E" if is_name else "x", at, at + 1, "", groups.ONE if is_name else None
    )


def _aside(sentence: Sentence, at: int) -> int | None:
    """The end of short brackets that count nobody: "(BCL)", "(64 years old)"."""
    if sentence.tokens[at].text != "(":
        return None
    reach = range(at + 1, min(len(sentence.tokens), at + groups.REACH))
    end = next((n for n in reach if sentence.tokens[n].text == ")"), None)
    if end is None or ages.is_age(sentence, at + 1, end):
        return end and end + 1
    is_counting = any(numbers.parse(sentence.lowers, n) for n in range(at, end))
    return None if is_counting else end + 1


def _told(
    sentence: Sentence, marks: Marks, at: int, before: Sequence[Chunk]
) -> Chunk | None:
    """What the words of the lexicons tell at a token."""
    word = sentence.lowers[at]
    is_figure = word[0].isdigit() or word.endswith("-year")
    if not is_figure and word not in _telling():
        return None
    return (
        _group(sentence, marks, at)
        or _trigger(sentence, at)
        or _closed_class(sentence, at)
        or singles.listed(sentence, at, before)
        or _noun(sentence, marks, at, before)
    )


def chunk(sentence: Sentence, marks: Marks) -> list[Chunk]:
    """The chunks of a sentence in order; each token belongs to one at most."""
    found: list[Chunk] = []
    at = 0
    while at < len(sentence.tokens):
        if end := _aside(sentence, at):
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
            _named(sentence, marks, at)
            or _told(sentence, marks, at, found)
            or _other(sentence, at)
        )
        if here:
            found.append(here)
        at = here.end if here else at + 1
    return told_once(sentence, joined(sentence, found))
