"""Who did it and how, from the words of a sentence."""

import re
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.sentences import Sentence

# An actor stands at most this many words before its verb.
_REACH = 4


class Actor(NamedTuple):
    """An actor as named in the text; offsets are characters of the whole text."""

    start: int
    end: int
    text: str
    certainty: str


class Cause(NamedTuple):
    """How the harm was done: the canonical method, and where its words stand."""

    start: int
    end: int
    method: str


@lexicon.kept
def _causes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{forms})\b"))
        for name, forms in lexicon.load("causes")["methods"]
    )


def cause(sentence: Sentence) -> Cause | None:
    """The method of harm that a sentence names, in the lexicon's canonical word."""
    text = _lowered(sentence)
    for name, form in _causes():
        if found := form.search(text):
            first, end = found.span()
            return Cause(sentence.start + first, sentence.start + end, name)
    return None


def _lowered(sentence: Sentence) -> str:
    """The sentence in lower case with as many characters as it has."""
    lower = sentence.text.lower()
    if len(lower) == len(sentence.text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in sentence.text)


@lexicon.kept
def _nouns() -> lexicon.Phrases:
    entries = [(noun, "noun") for noun in lexicon.load("actors")["nouns"]]
    entries += [(group, "group") for group in lexicon.load("people")["named_groups"]]
    return lexicon.phrases(entries)


def _is_demonym(sentence: Sentence, at: int) -> bool:
    demonyms = lexicon.words("actors", "demonyms")
    return 0 <= at < len(sentence.lowers) and sentence.lowers[at] in demonyms


def _acts(sentence: Sentence, end: int) -> bool:
    """Whether an attack verb follows before the clause turns."""
    for at in range(end, min(len(sentence.lowers), end + _REACH)):
        word = sentence.lowers[at]
        if word in lexicon.words("actors", "verbs"):
            return True
        if not word[0].isalnum() or word in {"was", "were", "by", "and", "been", "in"}:
            return False
    return False


def _is_agent(sentence: Sentence, first: int) -> bool:
    """Whether "by" stands before the actor ("killed by suspected militants")."""
    return "by" in sentence.lowers[max(0, first - 3) : first]


def _claims(sentence: Sentence, end: int) -> str | None:
    """The certainty of an actor that takes or refuses responsibility."""
    following = " ".join(sentence.lowers[end : end + 4])
    if re.match(r"(?:\w+ )?claimed (?:responsibility|the|credit)", following):
        return "claimed"
    if re.match(r"(?:\w+ )?denied (?:responsibility|involvement|the)", following):
        return "denied"
    return None


def _certainty(sentence: Sentence, first: int) -> str:
    before = set(sentence.lowers[max(0, first - 2) : first + 1])
    for name, forms in lexicon.load("actors")["certainty"].items():
        if before.intersection(forms):
            return str(name)
    return "known"


def _span(sentence: Sentence, first: int, end: int, certainty: str | None) -> Actor:
    start, last = sentence.tokens[first].start, sentence.tokens[end - 1].end
    sure = certainty or _certainty(sentence, first)
    return Actor(start, last, sentence.source[start:last], sure)


def _actor_at(sentence: Sentence, at: int) -> Actor | None:
    found = lexicon.match(_nouns(), sentence.lowers, at)
    first = at - 1 if found and _is_demonym(sentence, at - 1) else at
    if found:
        end = at + found[1]
        claimed = _claims(sentence, end)
        if claimed or _acts(sentence, end) or _is_agent(sentence, first):
            return _span(sentence, first, end, claimed)
        return None
    following = sentence.lowers[at + 1 : at + 3]
    owns = lexicon.words("actors", "means").intersection(following)
    is_force = lexicon.match(_nouns(), sentence.lowers, at + 1)
    if _is_demonym(sentence, at) and owns and not is_force:
        return _span(sentence, at, at + 1, None)
    return None


def find(sentence: Sentence, victims: frozenset[int]) -> list[Actor]:
    """The actors of a sentence; ``victims`` are tokens that speak of the harmed.

    An actor is a group of fighters, a force or a group known by name that stands before
    a verb of attack or after "by", or a nationality before its means ("Russian
    shelling"). Each is given once.
    """
    found: dict[str, Actor] = {}
    for at in range(len(sentence.tokens)):
        actor = None if at in victims else _actor_at(sentence, at)
        if actor:
            found.setdefault(actor.text.lower(), actor)
    return list(found.values())
