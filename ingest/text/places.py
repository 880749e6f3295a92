"""Places in words: where it happened, with the words that say so.

The gazetteer is passed in once as a frame (``ingest.gazetteer.COLUMNS``). A place is a
name of the gazetteer that stands as one (``positions``); which of its namesakes it is
the whole text decides (``namesakes``).
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ingest.text import lexicon, namesakes, people
from ingest.text.gazette import Place
from ingest.text.namesakes import Candidates
from ingest.text.positions import Placed
from ingest.text.sentences import Sentence

# How near a place is to what happened: there, beside it, or only where it is told of.
HERE, BESIDE, TOLD = 0, 1, 2
# So many words before a place may say how far from it something is.
_DISTANCE = 6
# A name of this many words at the start of a text may be where it was written.
_DATELINE = 6


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


def _ends_with(sentence: Sentence, first: int, heading: str) -> bool:
    """Whether one of the forms of a list stands right before a token."""
    before = f" {' '.join(sentence.lowers[max(0, first - 3) : first])}"
    return any(before.endswith(f" {form}") for form in lexicon.load("places")[heading])


def _is_far(sentence: Sentence, first: int) -> bool:
    """Whether a distance or a direction is counted from here: "30 km north of N"."""
    if sentence.lowers[first - 1 : first] not in {("of",), ("from",)}:
        return False
    before = sentence.lowers[max(0, first - _DISTANCE) : first - 1]
    return not lexicon.words("places", "distances").isdisjoint(before)


def _is_dateline(sentence: Sentence, placed: Placed) -> bool:
    """Whether the text begins with where it was written: "GOMA, Congo (AP) --"."""
    if sentence.start or placed.end > _DATELINE or placed.is_told:
        return False
    before = sentence.tokens[: placed.end]
    after = sentence.lowers[placed.end : placed.end + 1]
    is_opening = all(t.is_capital or not t.text[0].isalnum() for t in before)
    return is_opening and (not after or not after[0].isalnum())


def _rank(sentence: Sentence, placed: Placed) -> int | None:
    """How near the place is to what happened; None where it is elsewhere."""
    if _is_far(sentence, placed.first):
        return BESIDE
    if _ends_with(sentence, placed.first, "elsewhere"):
        return None
    after = sentence.lowers[placed.end : placed.end + 1]
    if _is_dateline(sentence, placed) or lexicon.words("places", "local").intersection(
        after
    ):
        return TOLD
    return BESIDE if _ends_with(sentence, placed.first, "aside") else HERE


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
    is_dateline = _is_dateline(sentence, placed)
    if is_word or _is_body(sentence, end) or _is_piece(sentence, first):
        return None
    if sentence.is_capitals:
        is_told = is_told or is_dateline
        named = tuple(n for n in named if n.is_canonical and is_told)
    elif first == 0 and not is_told and not is_dateline:
        named = tuple(n for n in named if namesakes.is_known(n.place))
    if _is_acting(sentence, end):
        named = tuple(n for n in named if n.place.kind != "country")
    if not named:
        return None
    return Candidates(first, end, named, _is_area(sentence, first, end), is_told)


def _mention(
    sentence: Sentence, one: Candidates, placed: Placed, said: namesakes.Context
) -> Mention | None:
    best = namesakes.chosen(one, said)
    rank = _rank(sentence, placed)
    if best is None or rank is None:
        return None
    span = sentence.tokens[one.first].start, sentence.tokens[one.end - 1].end
    method = "exact" if best.is_canonical else "alias"
    return Mention(one.first, one.end, span, best.place, method, rank)


def find(
    sentences: Sequence[Sentence],
    placed: Sequence[Sequence[Placed]],
    taken: Sequence[frozenset[int]],
) -> list[list[Mention]]:
    """The places of each sentence, of the names that stand as places in it.

    ``taken`` are tokens that belong to other names. Places in the words "from N",
    "flown to N" are not where it happened and left out.
    """
    found = [
        [
            (one, where)
            for where in own
            if tokens.isdisjoint(range(where.first, where.end))
            and (one := _candidates(sentence, where))
        ]
        for sentence, own, tokens in zip(sentences, placed, taken, strict=True)
    ]
    said = namesakes.context((one for own in found for one, _ in own), sentences)
    return [
        [m for pair in own if (m := _mention(sentence, *pair, said))]
        for sentence, own in zip(sentences, found, strict=True)
    ]


def smallest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions without the areas and countries that hold another of them.

    "Saraqib, in Idlib province, Syria" is one place; each place is given once. What
    lies beside a place that is named is left out too: "in Saraqib, near Idlib".
    """
    told = list(mentions)
    nearest = min((m.rank for m in told if m.place.kind == "city"), default=TOLD)
    near = [m for m in told if m.rank <= nearest or m.place.kind != "city"]
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
    named = [own for own in told if own]
    best = min((own[0].rank for own in named), default=HERE)
    named = [own for own in named if own[0].rank == best]
    first = named[0] if named else ()
    if any(m.place.kind == "city" for m in first):
        return first
    wide = {m.place.place_id for m in first}
    for own in named[1:]:
        inner = [m for m in own if m.place.place_id not in wide]
        if any(wide & {m.place.admin1_id, m.place.country_id} for m in inner):
            return nearest([inner, *named[1:]]) if inner != own else own
    return first
