"""Chunks read in the light of those beside them: dashes in pairs, "with", areas."""

import re

from ingest.text import groups, lexicon
from ingest.text.groups import Chunk
from ingest.text.runs import PLACE, in_one, possessed
from ingest.text.sentences import Sentence

_DASHES = {"-", "\u2013", "\u2014"}
_PAIR = 2


def _areas(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with the area behind a place read as a place: "in Goma, North Kivu".

    Behind the place that opens a sentence a person may stand.
    """
    kept = list(found)
    row = groups.row_of(found)
    for area in re.finditer(r"(?<=.[po]x,)E(?=[,;p]|$)", row):
        at = area.start()
        place, here = found[at - 2], found[at]
        is_next = sentence.lowers[place.end : here.first] == (",",)
        if place.value == PLACE and is_next:
            kept[at] = here._replace(symbol="x")
    return kept


def _weak(found: list[Chunk]) -> list[Chunk]:
    """The chunks with weak words read only beside people: "shooting two men"."""
    row = groups.row_of(found)
    if "M" not in row and "O" not in row:
        return found
    kept = {
        m.start() for m in re.finditer(r"O(?=o?[NUBACE])|(?<=[NUBACEb])M|(?<=bx)M", row)
    }
    return [
        c._replace(symbol="x") if c.symbol in "MO" and at not in kept else c
        for at, c in enumerate(found)
    ]


def _dashed(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with a pair of dashes read as commas around an aside."""
    if sentence.words.isdisjoint(_DASHES):
        return found
    dashes = [c for c in found if sentence.lowers[c.first] in _DASHES]
    if len(dashes) != _PAIR or dashes[0].end == dashes[1].first:
        return found
    return [c._replace(symbol=",") if c in dashes else c for c in found]


def _together(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with "with" read as "along with" between an outcome and people.

    Who stands behind an opening "In addition to" was told of before and is left out,
    but a bomber is told of nowhere else.
    """
    if "with" not in sentence.words and [c.symbol for c in found[:1]] != ["w"]:
        return found
    row = "".join(
        "+" if sentence.lowers[c.first] == "with" else c.symbol for c in found
    )
    spots = {m.start(1) for m in re.finditer(r"[KI],?(\+)(?=[NUBACE])", row)}
    owners = lexicon.words("people", "owners")
    # "A mother with her two sons".
    spots |= {
        m.start(1)
        for m in re.finditer(r"[ACE],?(\+)(?=[NUBA])", row)
        if sentence.lowers[found[m.start(1)].end] in owners
    }
    told = re.match(r"w[^,;]{1,6},", row)
    opening = found[: told.end()] if told else []
    is_told = all(c.cell.role != "perpetrator" for c in opening)
    return [
        c._replace(symbol="w") if at in spots else c
        for at, c in enumerate(found)
        if at >= len(opening) or not is_told
    ]


def _things(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with what burns read as no people: "burned 22 huts"."""
    words = lexicon.words("grammar", "of_things")
    if sentence.words.isdisjoint(words):
        return found
    row = "".join(
        ["+" if sentence.lowers[c.first] in words else c.symbol for c in found]
    )
    spots = {m.end() - 1 for m in re.finditer(r"\+U", row)}
    spots |= {m.start() for m in re.finditer(r"U(?=b{1,2}\+)", row)}
    return [c._replace(symbol="X") if n in spots else c for n, c in enumerate(found)]


def _none_of(found: list[Chunk]) -> list[Chunk]:
    """The chunks with "no deaths or injuries" read as none of either."""
    row = groups.row_of(found)
    if "Y&T" not in row:
        return found
    spots = {at for m in re.finditer(r"Y(?:&T)+", row) for at in range(*m.span())}
    return [
        c._replace(symbol="Y", quantity=groups.NONE)
        if at in spots and c.symbol == "T"
        else c
        for at, c in enumerate(found)
    ]


def _without_selves(found: list[Chunk]) -> list[Chunk]:
    """The chunks with "he himself" read as he, and "and he" as a new clause."""
    kept: list[Chunk] = []
    for here in found:
        before = kept[-1] if kept else Chunk("", -1, -1)
        if here.value == groups.PRONOUN and before.symbol == "&":
            kept[-1] = before._replace(symbol="s")
        is_self = here.symbol == "R" and before.symbol == "A"
        if not (is_self and before.end == here.first):
            kept.append(here)
    return kept


def joined(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks of a sentence after each is read in the light of those beside it."""
    found = _things(sentence, _without_selves(_weak(found)))
    runs = _areas(sentence, possessed(sentence, in_one(sentence, found)))
    return _together(sentence, _dashed(sentence, _none_of(runs)))
