"""Clauses that tell of different places: each is read as a sentence of its own."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.text import places, positions
from ingest.text.gazette import PlaceIndex
from ingest.text.sentences import Sentence


def are_apart(some: Iterable[places.Mention], others: Iterable[places.Mention]) -> bool:
    """Whether both name places, and none is the other or lies in it."""
    pairs = [(a.place, b.place) for a in some for b in others]
    return bool(pairs) and not any(
        a.place_id in {b.place_id, b.admin1_id, b.country_id}
        or b.place_id in {a.place_id, a.admin1_id, a.country_id}
        for a, b in pairs
    )


def _cuts(index: PlaceIndex, sentence: Sentence) -> list[int]:
    """The semicolons behind which another place is told of."""
    placed = positions.find(index, sentence)
    (mentions,) = places.find([sentence], [placed], [frozenset()])
    marks = [at for at, word in enumerate(sentence.lowers) if word == ";"]
    cuts, first = [], 0
    for at, end in pairwise([*marks, len(sentence.tokens)]):
        before = [m for m in mentions if first <= m.first < at]
        if are_apart(before, [m for m in mentions if at < m.first < end]):
            cuts.append(at)
            first = at
    return cuts


def parted(index: PlaceIndex, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, cut at semicolons that stand between one place and another.

    "In A, six died; in B, nine were hurt" tells of two incidents.
    """
    found = []
    for sentence in sentences:
        cuts = _cuts(index, sentence) if ";" in sentence.lowers else []
        for first, end in pairwise([0, *(at + 1 for at in cuts), len(sentence.tokens)]):
            tokens = sentence.tokens[first:end]
            bounds = tokens[0].start, tokens[-1].end
            found.append(
                Sentence(*bounds, tokens, sentence.source, sentence.is_headline)
            )
    return found
