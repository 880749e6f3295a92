"""Where a name of the gazetteer stands as a place, and where it may be a person.

Thousands of villages bear the names of people. So the words around decide: "in Salim"
is a place, "the wife of Salim" is not, and "killed Salim" is not, however large the
town is. What is decided here only hides or shows words; ``places`` reads where it was.
"""

import re
from typing import NamedTuple

from ingest.text import lexicon, people
from ingest.text.gazette import Named, PlaceIndex, key_of
from ingest.text.sentences import Sentence

_LONGEST = 5
# Inhabitants from which a place is known well enough to follow "on" or "at", and from
# which its name alone says what it is; a metropolis speaks for its country.
_TOWN, _CITY, _METROPOLIS = 15_000, 300_000, 1_000_000


class Placed(NamedTuple):
    """A name of the gazetteer in a sentence, as token positions; ``key`` is spelt."""

    first: int
    end: int
    key: str
    named: tuple[Named, ...]
    # Whether the words around it say that it is a place.
    is_told: bool
    # Whether they do or its weight does.
    is_sure: bool


def _after(sentence: Sentence, end: int) -> str:
    return sentence.lowers[end] if end < len(sentence.lowers) else ""


@lexicon.kept
def harming() -> frozenset[str]:
    """The verbs of harm to people."""
    groups = lexicon.load("triggers")
    verbs = [
        word
        for measure in ("killed", "injured", "abducted", "detained", "missing")
        for symbol in "KGVSI"
        for word in groups[measure].get(symbol, ())
    ]
    return frozenset(verbs)


def is_subject(sentence: Sentence, end: int) -> bool:
    """Whether what ends here speaks, is harmed or has an age, as persons do."""
    lowers, after = sentence.lowers, _after(sentence, end)
    if after in lexicon.words("voices", "speech") | {"died"}:
        return True
    if after == "," and re.fullmatch(r"\d{1,2}", _after(sentence, end + 1)):
        return not _after(sentence, end + 2)[:1].isalpha()
    is_listed = after in {"and", ","} and {"was", "were"} & {*lowers[end + 2 : end + 3]}
    is_passive = after in {"was", "were", "is", "has", "had", "be", "been"} or is_listed
    return bool(is_passive and harming().intersection(lowers[end + 1 : end + 5]))


def is_object(sentence: Sentence, first: int) -> bool:
    """Whether it is what somebody harmed, or who did it: "killed N", "by N"."""
    before = sentence.lowers[first - 1] if first else ""
    return before == "by" or before in harming()


def is_titled(sentence: Sentence, first: int) -> bool:
    """Whether a title or a noun of one person stands before: "Dr. N", "driver N"."""
    lowers = sentence.lowers
    back = 2 if first > 1 and lowers[first - 1] == "." else 1
    before = lowers[first - back] if first >= back else ""
    noun = people.nouns().get(before)
    return before in lexicon.words("people", "titles") or (
        noun is not None and not noun.is_plural
    )


def _largest(named: tuple[Named, ...]) -> int:
    sizes = [
        _METROPOLIS if n.place.kind == "country" else n.place.population for n in named
    ]
    return max(sizes)


def _is_told(
    sentence: Sentence, first: int, end: int, named: tuple[Named, ...]
) -> bool:
    lowers = sentence.lowers
    # "In the Gaza Strip".
    begin = first - 1 if first > 1 and lowers[first - 1] == "the" else first
    before, after = lowers[begin - 1] if begin else "", _after(sentence, end)
    if end - first > 1 and lowers[end - 1] in lexicon.words("places", "areas"):
        return True
    if before in lexicon.words("places", "inside"):
        return after not in {"'s", "\u2019s"} or _largest(named) >= _TOWN
    if after in lexicon.words("places", "followed"):
        is_settled = after in lexicon.words("places", "settlements")
        return begin < first or before == "the" or is_settled
    if before == "of":
        return lowers[begin - 2] in lexicon.words("places", "owned")
    return before in lexicon.words("places", "beside") and _largest(named) >= _TOWN


def _is_personal(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words around speak of a person."""
    return (
        is_titled(sentence, first)
        or is_object(sentence, first)
        or is_subject(sentence, end)
    )


def _weighed(
    sentence: Sentence, first: int, end: int, key: str, named: tuple[Named, ...]
) -> Placed | None:
    """The place, where it is one: sure of it, or by its own weight."""
    is_given = sentence.lowers[first] in lexicon.words("people", "given_names")
    is_state = _largest(named) >= _METROPOLIS
    is_told = _is_told(sentence, first, end, named)
    before = sentence.lowers[first - 1] if first else ""
    if is_given:
        # "Farah province" and "in Farah", but never "at Farah" or "Farah" alone.
        is_told = is_told and before not in lexicon.words("places", "beside")
        return Placed(first, end, key, named, is_told, is_told) if is_told else None
    if _is_personal(sentence, first, end) and not (is_told or is_state):
        return None
    is_heavy = end - first > 1 or _largest(named) >= _CITY
    return Placed(first, end, key, named, is_told, is_told or is_heavy)


@lexicon.kept
def _never() -> frozenset[str]:
    """Words that are no place by themselves, though some place bears their name."""
    symbols = lexicon.load("grammar")["symbols"].values()
    return lexicon.words("places", "never").union(*symbols)


def _at(index: PlaceIndex, sentence: Sentence, at: int) -> Placed | None:
    reach = min(index.reach(sentence.tokens[at].text), _LONGEST)
    if not reach:
        return None
    keys = [key_of(token.text) for token in sentence.tokens[at : at + reach]]
    for size in range(len(keys), 0, -1):
        named = index.find(" ".join(keys[:size])) if keys[size - 1] else ()
        if named and (size > 1 or sentence.lowers[at] not in _never()):
            return _weighed(sentence, at, at + size, " ".join(keys[:size]), named)
    return None


def _holds(other: Placed, one: Placed) -> bool:
    """Whether a place is the area or the country of another ("Saraqib, Idlib")."""
    areas = {n.place.admin1_id for n in one.named} | {
        n.place.country_id for n in one.named
    }
    return not areas.isdisjoint(n.place.place_id for n in other.named)


def _follows(sentence: Sentence, before: Placed, here: Placed) -> bool:
    """Whether a name is as sure as the one before it: "in Haifa and Acre"."""
    between = sentence.lowers[before.end : here.first]
    if not before.is_sure or between not in {("and",), ("or",), (",",)}:
        return False
    is_known = _holds(here, before) or _largest(here.named) >= _TOWN
    return is_known or between != (",",)


def find(index: PlaceIndex, sentence: Sentence) -> list[Placed]:
    """The names of the gazetteer in a sentence that may stand for places.

    A name where a person is spoken of is left out.
    """
    found: list[Placed] = []
    for at in sentence.capitals:
        before = found[-1] if found else None
        here = _at(index, sentence, at) if not before or at >= before.end else None
        if here and before and _follows(sentence, before, here):
            here = here._replace(is_told=before.is_told, is_sure=True)
        found += [here] if here else []
    return found
