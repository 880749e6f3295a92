"""Who did it and how, from the words of a sentence."""

import re
from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.organisations import Body
from ingest.text.sentences import Sentence

# An actor stands at most this many words before its verb.
_REACH = 4
# So many words around it may say who claims or is blamed.
_AROUND = 7
# The letters of a short form: "the MILF".
_SHORT_FORM = range(3, 7)


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
def _causes() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The methods, and a group for the forms of each: at a word the first one wins."""
    methods = lexicon.load("causes")["methods"]
    forms = "|".join(rf"({forms})\b" for _, forms in methods)
    return tuple(name for name, _ in methods), re.compile(forms)


@lexicon.kept
def _any_cause() -> re.Pattern[str]:
    """Where a method is named; many forms are told apart faster without groups."""
    forms = "|".join(form for _, form in lexicon.load("causes")["methods"])
    # It only looks ahead, so that no form hides another one that begins within it.
    return re.compile(rf"\b(?=(?:{forms})\b)")


def cause(sentence: Sentence) -> Cause | None:
    """The method of harm that a sentence names, in the lexicon's canonical word."""
    spots = [found.start() for found in _any_cause().finditer(sentence.lowered)]
    if not spots:
        return None
    names, forms = _causes()
    matches = [forms.match(sentence.lowered, spot) for spot in spots]
    told = [(found.lastindex or 0, found) for found in matches if found]
    method, found = min(told, key=itemgetter(0))
    first, end = found.span(method)
    return Cause(sentence.start + first, sentence.start + end, names[method - 1])


@lexicon.kept
def _nouns() -> lexicon.Phrases:
    entries = [(noun, "noun") for noun in lexicon.load("actors")["nouns"]]
    entries += [(group, "group") for group in lexicon.load("people")["named_groups"]]
    return lexicon.phrases(entries)


@lexicon.kept
def _openings() -> frozenset[str]:
    """The words that an actor may begin with; most words are turned away here."""
    return lexicon.words("actors", "demonyms") | _nouns().keys()


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


@lexicon.kept
def _behind(heading: str) -> re.Pattern[str]:
    """The forms of a list, at the start of the words behind a name."""
    return re.compile("|".join(lexicon.load("actors")[heading]))


@lexicon.kept
def _before(heading: str) -> re.Pattern[str]:
    """The forms of a list, at the end of the words before a name."""
    return re.compile(rf"\b(?:{'|'.join(lexicon.load('actors')[heading])})$")


def _attributed(sentence: Sentence, first: int, end: int) -> str | None:
    """The certainty of an actor that takes, refuses or is given the responsibility."""
    after = " ".join(sentence.lowers[end : end + _AROUND])
    before = " ".join(sentence.lowers[max(0, first - _AROUND) : first])
    for certainty in ("claimed", "denied", "alleged", "suspected"):
        if _behind(f"{certainty}_after").match(after):
            return certainty
        if _before(f"{certainty}_before").search(before):
            return certainty
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


def _noun_at(sentence: Sentence, at: int, named: dict[int, int]) -> Actor | None:
    """A group of fighters with whose they are, a force, or a group known by name."""
    found = lexicon.match(_nouns(), sentence.lowers, at)
    if found is None:
        return None
    before = next((first for first, end in named.items() if end == at), at)
    first, end = before - _is_demonym(sentence, before - 1), at + found[1]
    said = _attributed(sentence, first, end)
    if said or _acts(sentence, end) or _is_agent(sentence, first):
        return _span(sentence, first, end, said)
    return None


def _nation_at(sentence: Sentence, at: int) -> Actor | None:
    """A nationality before its means: "Russian shelling"."""
    if not _is_demonym(sentence, at):
        return None
    following = sentence.lowers[at + 1 : at + 3]
    owns = lexicon.words("actors", "means").intersection(following)
    is_force = lexicon.match(_nouns(), sentence.lowers, at + 1)
    return _span(sentence, at, at + 1, None) if owns and not is_force else None


@lexicon.kept
def _no_groups() -> frozenset[str]:
    return lexicon.words("actors", "states") | lexicon.words("voices", "speech")


def _bodies(sentence: Sentence, known: Iterable[Body]) -> dict[int, int]:
    """Names that may be those of armed groups: first token -> end.

    A name with a head of such groups ("Front", "Army of N"), or a short form.
    """
    armed = lexicon.words("actors", "armed")
    shorts = () if sentence.is_capitals else sentence.capitals
    never = _no_groups()
    found = {
        at: at + 1
        for at in shorts
        if len(text := sentence.tokens[at].text) in _SHORT_FORM and text.isupper()
        if text.isalpha() and sentence.lowers[at] not in never
    }
    for body in known:
        if not armed.isdisjoint(sentence.lowers[body.first : body.end]):
            found[body.first] = body.end
    return found


def _body(sentence: Sentence, first: int, end: int) -> Actor | None:
    """A named group: what it did or claims, or what it is blamed for."""
    said = _attributed(sentence, first, end)
    before = " ".join(sentence.lowers[max(0, first - _AROUND) : first])
    is_member = _before("members").search(before) is not None
    does = _acts(sentence, end) and (is_member or end - first > 1)
    agent = _is_agent(sentence, first - is_member) or _before("agents").search(before)
    return _span(sentence, first, end, said) if said or does or agent else None


def find(
    sentence: Sentence, victims: frozenset[int], bodies: Iterable[Body] = ()
) -> list[Actor]:
    """The actors of a sentence; ``victims`` are tokens that speak of the harmed.

    An actor is a group of fighters, a force or a group known by name that stands before
    a verb of attack or after "by", claims or is blamed, or a nationality before its
    means ("Russian shelling"). Of ``bodies``, the organisations of the sentence, those
    that bear arms by their name are actors likewise. Each is given once.
    """
    found: dict[str, Actor] = {}
    named = _bodies(sentence, bodies)
    done = 0
    for at in sorted({*named, *lexicon.openings(_openings(), sentence.lowers)}):
        if at < done or at in victims:
            continue
        end = named.get(at, at + 1)
        actor = _body(sentence, at, end) if at in named else None
        actor = actor or _noun_at(sentence, at, named) or _nation_at(sentence, at)
        if actor:
            found.setdefault(actor.text.lower(), actor)
            done = end
    return list(found.values())
