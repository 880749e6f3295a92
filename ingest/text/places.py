"""Places in words: where it happened, with the words that say so.

The gazetteer is passed in once as a frame (``ingest.gazetteer.COLUMNS``). A place is a
name of the gazetteer that stands as one (``positions``); which of its namesakes it is
the whole text decides (``namesakes``).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.text import lexicon, namesakes, nearness, people
from ingest.text.gazette import Place
from ingest.text.namesakes import Candidates
from ingest.text.nearness import BESIDE, HERE, TOLD
from ingest.text.positions import Placed
from ingest.text.sentences import Sentence


class Mention(NamedTuple):
    """A place in a sentence; ``first`` and ``end`` are token positions."""

    first: int
    end: int
    # Characters of the whole text.
    span: tuple[int, int]
    place: Place
    method: str
    rank: int = HERE


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


def _is_piece(sentence: Sentence, first: int) -> bool:
    """Whether the words are the end of a longer name ("Ahmed Haifa")."""
    before = sentence.tokens[first - 1] if first > 1 else None
    is_joined = before is not None and before.is_capital and not sentence.is_capitals
    return is_joined and sentence.lowers[first - 1] not in _never()


def _is_body(sentence: Sentence, end: int) -> bool:
    """Whether an organisation's or a thing's name goes on: "Idlib Health Ministry"."""
    heads = lexicon.words("places", "organisation") - lexicon.words("places", "local")
    return not heads.isdisjoint(sentence.lowers[end : end + 1])


def _is_acting(sentence: Sentence, end: int) -> bool:
    """Whether a country here says or does something: then it is no place."""
    following = sentence.lowers[end : end + 1]
    verbs = lexicon.words("actors", "verbs") | lexicon.words("voices", "speech")
    return not verbs.isdisjoint(following)


def _is_area(sentence: Sentence, first: int, end: int) -> bool:
    after = sentence.lowers[end - (end - first > 1) : end + 1]
    before = sentence.lowers[max(0, first - 1) : first]
    areas, directions = (lexicon.words("places", k) for k in ("areas", "directions"))
    # "the province of Idlib".
    is_owned = before == ("of",) and areas.intersection(
        sentence.lowers[first - 2 :][:1]
    )
    return bool(
        areas.intersection(after) or directions.intersection(before) or is_owned
    )


def _candidates(sentence: Sentence, placed: Placed) -> Candidates | None:
    first, end, _, named, is_told, _ = placed
    is_word = end - first == 1 and sentence.lowers[first] in _never()
    is_dateline = nearness.is_dateline(sentence, placed)
    is_told = is_told or nearness.is_label(sentence, placed)
    if is_word or _is_body(sentence, end) or _is_piece(sentence, first):
        return None
    if sentence.is_capitals:
        is_told = is_told or is_dateline
        named = tuple(n for n in named if n.is_canonical and is_told)
    elif first == 0 and not is_told and not is_dateline:
        named = tuple(n for n in named if namesakes.is_known(n.place))
    if (_is_acting(sentence, end) and not is_told) or nearness.is_local(sentence, end):
        named = tuple(n for n in named if n.place.kind != "country")
    rank = nearness.rank(sentence, placed)
    if not named or rank is None:
        return None
    nation = namesakes.nation(sentence, first)
    is_area = _is_area(sentence, first, end)
    return Candidates(first, end, named, rank, is_area, is_told, nation)


def standing(
    sentence: Sentence, placed: Sequence[Placed], taken: frozenset[int]
) -> list[Candidates]:
    """The names of a sentence that stand as places where something may have happened.

    ``taken`` are tokens that belong to other names. Places in the words "from N",
    "flown to N" are not where it happened and left out.
    """
    return [
        one
        for where in placed
        if taken.isdisjoint(range(where.first, where.end))
        and (one := _candidates(sentence, where))
    ]


def _is_fallback(sentence: Sentence, first: int) -> bool:
    """Whether a place that is not known stands before: "in Nowhere, Idlib province"."""
    joins = lexicon.words("places", "directions") | lexicon.words("places", "owned")
    at = first - 1
    while at > 0 and sentence.lowers[at] in joins | {",", "in", "of", "the"}:
        at -= 1
    begin = at
    while begin > 0 and sentence.tokens[begin].has_capital:
        begin -= 1
    is_place = sentence.lowers[begin] in lexicon.words("places", "inside") | {"of"}
    return at < first - 1 and begin < at and is_place and not sentence.is_capitals


def _mention(
    sentence: Sentence, one: Candidates, said: namesakes.Context
) -> Mention | None:
    best = namesakes.chosen(one, said)
    if best is None:
        return None
    rank = one.rank
    if best.place.kind == "country" and not one.is_told:
        # "Iraq soldiers" are not in it, "the Iraq war" may be.
        if not people.nouns().keys().isdisjoint(sentence.lowers[one.end : one.end + 1]):
            return None
        rank = TOLD
    span = sentence.tokens[one.first].start, sentence.tokens[one.end - 1].end
    method = "exact" if best.is_canonical else "alias"
    if best.place.kind != "city" and _is_fallback(sentence, one.first):
        method = "admin_fallback"
    return Mention(one.first, one.end, span, best.place, method, rank)


def find(
    sentences: Sequence[Sentence], found: Sequence[Sequence[Candidates]]
) -> list[list[Mention]]:
    """The places of each sentence, of the names that stand as places in it."""
    if not any(found):
        return [[] for _ in sentences]
    said = namesakes.context((one for own in found for one in own), sentences)
    return [
        [m for one in own if (m := _mention(sentence, one, said))]
        for sentence, own in zip(sentences, found, strict=True)
    ]


def smallest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the areas and countries that hold another of them.

    "Saraqib, in Idlib province, Syria" is one place; each place is given once. What
    lies beside a place that is named is left out too: "in Saraqib, near Idlib".
    """
    told = list(mentions)
    if len(told) < 2:  # noqa: PLR2004 - nothing to choose from
        return told
    least = min((m.rank for m in told), default=HERE)
    nearest_city = min((m.rank for m in told if m.place.kind == "city"), default=TOLD)
    near = [
        m
        for m in told
        if m.rank <= (nearest_city if m.place.kind == "city" else max(least, BESIDE))
    ]
    once = {m.place.place_id: m for m in reversed(near)}
    places = [m.place for m in once.values()]
    held = {p.admin1_id for p in places if p.kind == "city"}
    held |= {p.country_id for p in places if p.kind != "country"}
    kept = [m for key, m in once.items() if key not in held]
    return sorted(kept, key=lambda mention: mention.first)


def nearest(told: Iterable[Sequence[Mention]]) -> Sequence[Mention]:
    """Where it happened, of the places of sentences, the likeliest sentence first.

    The first sentence that says where it was decides. Where it names but a country or
    an area, the first one that names a smaller place in it is nearer.
    """
    named = sorted((own for own in told if own), key=lambda own: own[0].rank == TOLD)
    first = named[0] if named else ()
    for own in named[1:]:
        wide = {m.place.place_id for m in first if m.place.kind != "city"}
        inner = [m for m in own if wide & {m.place.admin1_id, m.place.country_id}]
        inner = [m for m in inner if m.place.place_id not in wide]
        first = inner if len(wide) == len(first) and inner else first
    return first
