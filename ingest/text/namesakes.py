"""Which of the places of one name is meant, by what the whole text says of where it is.

A country or an area named in the text decides, then the places that are named with it,
then nationalities, then the main spelling and the population.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log10
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.gazette import Named, Place
from ingest.text.sentences import Sentence

# Inhabitants from which a place is known the world over, and speaks for its country.
_KNOWN = 300_000
# Inhabitants from which a name is rather this place than a namesake of a village.
_TOWN = 15_000
# Inhabitants from which it is taken for a place where the words do not say so.
_CITY = 100_000
# So many words before a name may be of the kind "the northern Iraqi town of".
_BEFORE = 4
# What each piece of evidence weighs, in powers of ten of inhabitants.
_COUNTRY, _AREA, _KIND, _NATION, _VOTES = 5.0, 4.0, 4.0, 0.75, 2.0
_MAIN, _STATE = 1.0, 2.5
# What a country and an area without inhabitants stated weigh.
_SIZES = {"country": 7.0, "admin1": 4.5, "city": 3.0}


class Candidates(NamedTuple):
    """The places that a name in a sentence may stand for; token positions."""

    first: int
    end: int
    named: tuple[Named, ...]
    # How near it is to what happened (``nearness``).
    rank: int
    # Whether the words say that an area is meant.
    is_area: bool
    # Whether the words say that it is a place.
    is_told: bool
    # The country of the nationality right before it: "the Iraqi town of N".
    nation: str | None = None


class Context(NamedTuple):
    """What the whole text says of where it is, as ids."""

    countries: frozenset[str | None]
    areas: frozenset[str | None]
    nations: frozenset[str | None]
    # The countries of its large cities.
    seen: frozenset[str | None]
    # The share of the mentions whose largest place is of a country.
    votes: dict[str | None, float]


def nation(sentence: Sentence, first: int) -> str | None:
    """The country of a nationality right before a place: "the Iraqi town of N"."""
    known = lexicon.load("places")["nationalities"]
    places = lexicon.words("places", "owned") | lexicon.words("places", "directions")
    for word in reversed(sentence.lowers[max(0, first - _BEFORE) : first]):
        if word in known:
            return str(known[word])
        if word not in places | {"of", "'s", "-"}:
            return None
    return None


@lexicon.kept
def _peoples() -> dict[str, str]:
    """The country of each nationality, in the singular and the plural."""
    known = lexicon.load("places")["nationalities"]
    singular = {word: country for word, country in known.items() if word[-1] != "s"}
    return singular | {f"{word}s": country for word, country in known.items()}


def nations(sentence: Sentence) -> frozenset[str | None]:
    """The countries whose people a sentence names: "Iraqi police", "two Iraqis"."""
    known = _peoples()
    return frozenset(known[word] for word in known.keys() & sentence.words)


def _size(place: Place) -> float:
    stated = log10(place.population) if place.population else 0.0
    return max(stated, _SIZES[place.kind])


def is_known(place: Place) -> bool:
    """Whether a name alone says what it is: a country, a large city."""
    return place.kind == "country" or place.population >= _KNOWN


def context(found: Iterable[Candidates], sentences: Sequence[Sentence]) -> Context:
    """What the names of a text say together."""
    countries: set[str | None] = set()
    areas: set[str | None] = set()
    seen: set[str | None] = set()
    votes = Counter[str | None]()
    for one in found:
        main = [n.place for n in one.named if n.is_canonical or n.place.kind != "city"]
        kinds = {place.kind for place in main}
        countries |= {p.country_id for p in main if p.kind == "country"}
        if one.is_area or kinds == {"admin1"}:
            areas |= {p.admin1_id for p in main if p.kind == "admin1"}
        largest = max((n.place for n in one.named), key=_size)
        votes[largest.country_id] += 1
        seen |= {largest.country_id} if is_known(largest) else set()
    total = max(1, votes.total())
    shares = {country: count / total for country, count in votes.items()}
    peoples = frozenset[str | None]().union(*map(nations, sentences))
    return Context(
        frozenset(countries), frozenset(areas), peoples, frozenset(seen), shares
    )


def _score(one: Candidates, named: Named, said: Context) -> tuple[float, str]:
    place = named.place
    evidence = (
        _COUNTRY * (place.country_id in said.countries),
        _COUNTRY * (place.country_id == one.nation),
        _AREA * (place.admin1_id in said.areas and not one.is_area),
        _NATION * (place.country_id in said.nations),
        _VOTES * said.votes.get(place.country_id, 0.0),
        _MAIN * named.is_canonical,
        _STATE * (named.is_canonical and place.kind == "country"),
        -_KIND * ((place.kind == "admin1") != one.is_area and place.kind != "country"),
        _size(place),
    )
    return sum(evidence), place.place_id


def chosen(one: Candidates, said: Context) -> Named | None:
    """The place that is meant; None where the name is rather that of something else.

    A name that does not stand as a place must be that of a country or a large city, or
    the main name of a place in a country that the text speaks of. A village in
    a country that nothing else in the text lies in is a namesake of what is meant.
    """
    best = max(one.named, key=lambda named: _score(one, named, said))
    place = best.place
    if is_known(place):
        return best
    is_near = place.country_id in said.countries | said.nations | said.seen
    is_alone = not said.countries | said.seen
    is_town = place.population >= _TOWN or place.kind == "admin1"
    is_told = one.is_told and (is_near or is_town or is_alone)
    is_weighty = place.population >= _CITY or (is_near and best.is_canonical)
    return best if is_told or (is_weighty and (is_near or is_alone)) else None
