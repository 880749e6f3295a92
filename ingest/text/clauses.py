"""Clauses that tell of different places: each is read as a sentence of its own."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from ingest.text import lexicon, places, positions
from ingest.text.gazette import PlaceIndex
from ingest.text.positions import Placed
from ingest.text.sentences import Sentence

# Conjunctions between two clauses of their own.
_JOINS = {"while", "whereas", "and", "but"}


def are_apart(some: Iterable[places.Mention], others: Iterable[places.Mention]) -> bool:
    """Whether both name places, and none is the other or lies in it."""
    pairs = [(a.place, b.place) for a in some for b in others]
    return bool(pairs) and not any(
        a.place_id in {b.place_id, b.admin1_id, b.country_id}
        or b.place_id in {a.place_id, a.admin1_id, a.country_id}
        for a, b in pairs
    )


@lexicon.kept
def _harm() -> frozenset[str]:
    groups = [lexicon.load("triggers")[name] for name in ("killed", "injured")]
    return frozenset(w for g in groups for s in "KGVSIDT" for w in g.get(s, ()))


def _is_clause(sentence: Sentence, first: int, end: int) -> bool:
    """Whether the words tell of harm themselves."""
    return not _harm().isdisjoint(sentence.lowers[first:end])


def _may_cut(sentence: Sentence, at: int, placed: Container[int]) -> bool:
    """Whether another clause may begin behind a token: ";", "while", "and a"."""
    word, following = sentence.lowers[at], "".join(sentence.lowers[at + 1 : at + 2])
    is_joint = at + 1 in placed or following in positions.harming()
    return word == ";" or (word in _JOINS and not is_joint)


def _may_tell_apart(sentence: Sentence) -> bool:
    """Whether a clause may begin here at all; in most sentences none does.

    What ``_may_cut`` cuts at has to be here too.
    """
    harm = len([word for word in sentence.lowers if word in _harm()])
    is_joined = harm > 1 and not _JOINS.isdisjoint(sentence.words)
    return is_joined or ";" in sentence.words


def _cuts(sentence: Sentence, placed: Sequence[Placed]) -> list[int]:
    """The marks and conjunctions behind which another place is told of."""
    if not _may_tell_apart(sentence):
        return []
    standing = places.standing(sentence, placed, frozenset())
    (mentions,) = places.find([sentence], [standing])
    firsts = {mention.first for mention in mentions}
    size = len(sentence.tokens)
    marks = [at for at in range(size) if _may_cut(sentence, at, firsts)]
    cuts, first = [], 0
    for at, following in pairwise([*marks, size]):
        is_mark = sentence.lowers[at] == ";"
        end = following if is_mark else size
        before = [m for m in mentions if first <= m.first < at]
        after = [m for m in mentions if at < m.first < end]
        is_told = _is_clause(sentence, first, at) and _is_clause(sentence, at, end)
        if are_apart(before, after) and (is_mark or is_told):
            cuts.append(at)
            first = at
    return cuts


def parted(
    index: PlaceIndex, sentences: Sequence[Sentence]
) -> tuple[list[Sentence], list[list[Placed]]]:
    """The sentences, cut between clauses that tell of different places.

    "In A, six died; in B, nine were hurt" tells of two incidents. The names that stand
    as places in each (``positions.find``) are given with them.
    """
    found, where = [], []
    for sentence in sentences:
        placed = positions.find(index, sentence)
        cuts = _cuts(sentence, placed) if len(placed) > 1 else []
        pieces = _pieces(sentence, cuts) if cuts else [sentence]
        found += pieces
        where += [positions.find(index, one) for one in pieces] if cuts else [placed]
    return found, where


def _pieces(sentence: Sentence, cuts: Sequence[int]) -> list[Sentence]:
    bounds = pairwise([0, *(at + 1 for at in cuts), len(sentence.tokens)])
    parts = [sentence.tokens[first:end] for first, end in bounds]
    return [
        replace(sentence, start=part[0].start, end=part[-1].end, tokens=part)
        for part in parts
    ]
