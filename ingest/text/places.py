"""Places in words: which gazetteer entry a name stands for, by context.

The gazetteer is passed in once as a frame (``ingest.gazetteer.COLUMNS``). A place is a
run of capitalised words that the gazetteer knows. Among namesakes a named country or
area decides, then the countries of the other places of the text, then the canonical
spelling, then the population.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.text import lexicon, people
from ingest.text.gazette import Named, Place, PlaceIndex, key_of
from ingest.text.sentences import Sentence

_LONGEST = 5
# A single word that begins a sentence has its capital from there, so that only a
# well-known name is taken.
_KNOWN_POPULATION = 100_000


class Mention(NamedTuple):
    """A place in a sentence; ``first`` and ``end`` are token positions."""

    first: int
    end: int
    place: Place
    method: str


class _Candidates(NamedTuple):
    first: int
    end: int
    named: tuple[Named, ...]
    is_area: bool


@lexicon.kept
def _never() -> frozenset[str]:
    grammar = lexicon.load("grammar")
    closed = {word for words in grammar["symbols"].values() for word in words}
    triggers = lexicon.load("triggers").values()
    closed |= {word for group in triggers for words in group.values() for word in words}
    closed |= lexicon.words("grammar", "transparent") | lexicon.words("places", "never")
    closed |= lexicon.words("actors", "demonyms") | lexicon.words("actors", "nouns")
    closed |= lexicon.words("actors", "verbs") | lexicon.words("people", "named_groups")
    closed |= lexicon.words("places", "areas") | lexicon.words("places", "directions")
    return frozenset(closed | people.nouns().keys() | people.things())


@lexicon.kept
def _harming() -> frozenset[str]:
    """Verbs whose object is a person: "killed Salim" names no place."""
    groups = lexicon.load("triggers").values()
    return frozenset(w for g in groups for s in "KGVS" for w in g.get(s, ()))


def _is_free(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words are a name of their own, not a piece of a longer one."""
    tokens, lowers = sentence.tokens, sentence.lowers
    following = lowers[end] if end < len(lowers) else ""
    if following in lexicon.words("places", "organisation"):
        return False
    if first and lowers[first - 1] in _harming():
        return False
    before = tokens[first - 1] if first else None
    is_piece = first > 1 and before is not None and before.is_capital
    return not is_piece or sentence.is_capitals or lowers[first - 1] in _never()


def _is_acting(sentence: Sentence, end: int) -> bool:
    """Whether a country here says or does something: then it is no place."""
    following = sentence.lowers[end : end + 1]
    verbs = lexicon.words("actors", "verbs") | lexicon.words("voices", "speech")
    return not verbs.isdisjoint(following)


def _is_elsewhere(sentence: Sentence, first: int) -> bool:
    before = " ".join(sentence.lowers[max(0, first - 2) : first])
    forms = lexicon.load("places")["elsewhere"]
    return any(before == form or before.endswith(" " + form) for form in forms)


def _named(
    index: PlaceIndex, sentence: Sentence, at: int, end: int
) -> tuple[Named, ...]:
    key = " ".join(key_of(token.text) for token in sentence.tokens[at:end])
    found = index.find(key)
    if end - at > 1 or not found:
        return found
    if sentence.is_capitals:
        before = sentence.lowers[at - 1] if at else ""
        is_told = before in lexicon.words("places", "locative")
        return tuple(name for name in found if is_told and name.is_canonical)
    if at == 0:
        return tuple(
            name
            for name in found
            if name.place.kind == "country"
            or (name.is_canonical and name.place.population >= _KNOWN_POPULATION)
        )
    return found


def _is_area(sentence: Sentence, first: int, end: int) -> bool:
    after = sentence.lowers[end : end + 1]
    before = sentence.lowers[max(0, first - 1) : first]
    areas, directions = (lexicon.words("places", k) for k in ("areas", "directions"))
    # "the province of Idlib".
    is_owned = before == ("of",) and areas.intersection(
        sentence.lowers[first - 2 :][:1]
    )
    return bool(
        areas.intersection(after) or directions.intersection(before) or is_owned
    )


def _candidates_at(
    index: PlaceIndex, sentence: Sentence, at: int
) -> _Candidates | None:
    for end in range(min(len(sentence.tokens), at + _LONGEST), at, -1):
        is_word = end - at == 1 and sentence.lowers[at] in _never()
        if is_word or not sentence.tokens[end - 1].text[0].isalnum():
            continue
        named = _named(index, sentence, at, end)
        if _is_acting(sentence, end):
            named = tuple(name for name in named if name.place.kind != "country")
        if named and _is_free(sentence, at, end):
            return _Candidates(at, end, named, _is_area(sentence, at, end))
    return None


def _candidates(
    index: PlaceIndex, sentence: Sentence, taken: frozenset[int]
) -> list[_Candidates]:
    found, at = [], 0
    while at < len(sentence.tokens):
        here = None
        token = sentence.tokens[at]
        if token.is_capital and at not in taken and index.may_open(token.text):
            here = _candidates_at(index, sentence, at)
        if here:
            found.append(here)
        at = here.end if here else at + 1
    return found


class _Context(NamedTuple):
    """What the whole text says of where it is."""

    countries: frozenset[str | None]
    areas: frozenset[str | None]
    votes: Counter[str | None]


def _context(found: Iterable[_Candidates]) -> _Context:
    countries, areas, votes = set(), set(), Counter[str | None]()
    for mention in found:
        kinds: dict[str, list[Place]] = {}
        for place, is_canonical in mention.named:
            if is_canonical or place.kind == "country":
                kinds.setdefault(place.kind, []).append(place)
        countries |= {place.country_id for place in kinds.get("country", [])}
        if mention.is_area or "city" not in kinds:
            areas |= {place.admin1_id for place in kinds.get("admin1", [])}
        votes.update({place.country_id for group in kinds.values() for place in group})
    return _Context(frozenset(countries), frozenset(areas), votes)


_KIND_RANK = {"country": 2, "city": 1, "admin1": 0}


def _chosen(mention: _Candidates, context: _Context) -> Mention:
    def score(named: Named) -> tuple[object, ...]:
        place = named.place
        return (
            place.country_id in context.countries,
            (place.kind == "admin1") == mention.is_area,
            place.admin1_id is not None and place.admin1_id in context.areas,
            context.votes[place.country_id],
            named.is_canonical,
            _KIND_RANK[place.kind],
            place.population,
            place.place_id,
        )

    best = max(mention.named, key=score)
    method = "exact" if best.is_canonical else "alias"
    return Mention(mention.first, mention.end, best.place, method)


def find(
    index: PlaceIndex,
    sentences: Sequence[Sentence],
    taken: Sequence[frozenset[int]],
) -> list[list[Mention]]:
    """The places of each sentence; ``taken`` are tokens that belong to other names.

    Places in the words "from N", "flown to N" are not where it happened and left out.
    """
    found = [
        _candidates(index, sentence, tokens)
        for sentence, tokens in zip(sentences, taken, strict=True)
    ]
    context = _context(mention for group in found for mention in group)
    return [
        [_chosen(m, context) for m in group if not _is_elsewhere(sentence, m.first)]
        for sentence, group in zip(sentences, found, strict=True)
    ]


def smallest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the areas and countries that hold another of them.

    "Saraqib, in Idlib province, Syria" is one place; each place is given once.
    """
    once = {m.place.place_id: m for m in reversed(list(mentions))}
    places = [m.place for m in once.values()]
    held = {p.admin1_id for p in places if p.kind == "city"}
    held |= {p.country_id for p in places if p.kind != "country"}
    kept = [m for key, m in once.items() if key not in held]
    return sorted(kept, key=lambda mention: mention.first)
