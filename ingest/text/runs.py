"""Chunks that are known by their neighbours: names in one, dashes in pairs, "with"."""

import re
from itertools import pairwise

from ingest.text import groups, lexicon, people, vocabulary
from ingest.text.groups import Chunk
from ingest.text.people import Cell, aged
from ingest.text.sentences import Sentence

# The value of a chunk that is the name of a place.
PLACE = "place"
# The value of a chunk that is an age in several words: "34-year old".
AGE = "age"
_DASHES = {"-", "\u2013", "\u2014"}
_PAIR = 2


def _is_title(sentence: Sentence, last: Chunk) -> bool:
    """Whether what follows is a person: "Ms Castro", "34-year-old Castro"."""
    word = sentence.lowers[last.first]
    is_titled = word in lexicon.words("people", "short_titles")
    is_aged = last.value == AGE or aged(word) != Cell()
    return last.symbol == "x" and (is_titled or is_aged)


def _is_unknown(sentence: Sentence, here: Chunk) -> bool:
    """Whether a word in a sentence in capitals may be of a name: "OMAR RIOS"."""
    word = sentence.lowers[here.first]
    is_unknown = word.isalpha() and word not in vocabulary.harmless()
    return sentence.is_capitals and here[0::3] == ("x", "") and is_unknown


def _is_one_name(before: list[Chunk], here: Chunk) -> bool:
    """Whether a name goes on; "Nida Salim" may begin like the name of a place."""
    last = before[-1]
    is_place = last.value == PLACE and [c.symbol for c in before[-2:-1]] != ["p"]
    is_first = last.symbol in "CE" and (here.symbol in "CE" or here.value == PLACE)
    # "JUDGE MARIA DIAZ".
    is_titled = last.symbol == "A" and here.symbol == "E" and not last.value
    return is_first or (is_place and here.symbol in "CE") or is_titled


def _is_owned(sentence: Sentence, before: Chunk, here: Chunk) -> bool:
    return before.symbol in "ACE" and sentence.lowers[here.first] == "'s"


def _is_of_owner(sentence: Sentence, before: Chunk, here: Chunk) -> bool:
    """Whether people are told of as somebody's: "the family's two maids"."""
    between = sentence.lowers[before.end : here.first]
    return between == ("'s",) and before.symbol in "ACEJx" and here.symbol in "NBPU"


def _is_described(sentence: Sentence, before: list[Chunk], here: Chunk) -> bool:
    """Whether a word before a bare noun with a name is of it: "senior cleric Farah"."""
    is_bare = here.symbol == "A" and here.first == before[-1].end
    is_bare = is_bare and sentence.tokens[here.end - 1].is_capital
    word = sentence.tokens[before[-1].first]
    is_word = before[-1].symbol == "x" and word.text.isalpha() and not word.is_capital
    # "Civil Guard corporal Farah".
    is_unit = before[-1].symbol == "E" and sentence.tokens[here.first].is_capital
    is_object = "".join(c.symbol for c in before[-2:-1]) in {*"KGVS&,"}
    return is_bare and (is_word or is_unit) and is_object and not before[-1].value


def _is_of_kin(sentence: Sentence, before: Chunk, here: Chunk) -> bool:
    """Whether what looks like a place is a name: "their children Yara"."""
    owner = sentence.lowers[max(0, before.first - 1)]
    is_owned = owner in lexicon.words("people", "owners") | {"their"}
    return before.symbol == "P" and here.value == PLACE and is_owned


def _generations() -> frozenset[str]:
    return lexicon.words("people", "generations")


def _is_generation(sentence: Sentence, runs: list[Chunk], here: Chunk) -> bool:
    """Whether a word belongs to the name before a comma: "Omar Farah, Jr."."""
    row = [chunk.symbol for chunk in runs[-2:]]
    is_word = sentence.lowers[here.first] in _generations()
    return is_word and row in (["C", ","], ["E", ","])


def _possessed(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with owners told from victims.

    "Farah's death" is his, "the driver's dog was killed" tells nothing of the driver.
    """
    if "'s" not in sentence.words:
        return found
    kept = list(found)
    for at, (before, here) in enumerate(pairwise(found)):
        gap = sentence.lowers[before.end : here.first]
        if before.symbol not in "ACEJ" or gap[:1] != ("'s",):
            continue
        if here.symbol in "TV" and here.value == "killed":
            kept[at] = before._replace(symbol="A" if before.symbol == "A" else "C")
            kept[at + 1] = here._replace(symbol="T")
        elif here.symbol in "xXJB":
            kept[at] = before._replace(symbol="X", quantity=None)
    return kept


def _areas(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with the area behind a place read as a place: "in Goma, North Kivu".

    Behind the place that opens a sentence a person may stand.
    """
    kept = list(found)
    row = "".join(chunk.symbol for chunk in found)
    for area in re.finditer(r"(?<=.[po]x,)E(?=[,;p]|$)", row):
        at = area.start()
        place, here = found[at - 2], found[at]
        is_next = sentence.lowers[place.end : here.first] == (",",)
        if place.value == PLACE and is_next:
            kept[at] = here._replace(symbol="x")
    return kept


def _weak(found: list[Chunk]) -> list[Chunk]:
    """The chunks with weak words read only beside people: "shooting two men"."""
    row = "".join(chunk.symbol for chunk in found)
    kept = {
        m.start() for m in re.finditer(r"O(?=o?[NUBACE])|(?<=[NUBACEb])M|(?<=bx)M", row)
    }
    return [
        c._replace(symbol="x") if c.symbol in "MO" and at not in kept else c
        for at, c in enumerate(found)
    ]


def _is_titled(sentence: Sentence, before: Chunk, here: Chunk) -> bool:
    """Whether a name follows what somebody is: "District Chairman Adel Nasser"."""
    noun = people.nouns().get(sentence.lowers[before.end - 1])
    is_one = noun is not None and not noun.is_plural and before.symbol == "x"
    return is_one and here.symbol in "CE" and sentence.tokens[before.first].is_capital


def _may_join(sentence: Sentence, here: Chunk) -> bool:
    """Whether it may be the second of two that ``_joined`` joins; most never are."""
    word, generations = sentence.lowers[here.first], _generations()
    is_open = here.symbol in "CEANBPU" or here.value == PLACE or sentence.is_capitals
    return is_open or word == "'s" or word in generations


def _joined(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with the words of each name in one, and of "Farah's driver"."""
    runs: list[Chunk] = []
    for here in found:
        before = runs[-1] if runs and _may_join(sentence, here) else None
        gap = sentence.lowers[before.end : here.first] if before else ()
        # "Dr. Salim".
        is_run = before and gap in {(), (".",)}
        is_name = here.symbol in "CE" or (before and _is_unknown(sentence, here))
        is_titled = before and is_name and _is_title(sentence, before)
        if before and is_run and is_titled:
            cell = before.cell.narrowed(aged(sentence.lowers[before.first]))
            runs[-1] = Chunk("C", before.first, here.end, "", groups.ONE, cell)
        elif before and is_run and _is_one_name(runs, here):
            symbol = "C" if {"C", "A"} & {before.symbol, here.symbol} else "E"
            cell = before.cell.narrowed(here.cell)
            runs[-1] = Chunk(symbol, before.first, here.end, "", groups.ONE, cell)
        elif before and is_run and before.symbol in "CE" and is_name:
            runs[-1] = before._replace(end=here.end)
        elif before and is_run and _is_of_kin(sentence, before, here):
            runs.append(here._replace(symbol="E", value="", quantity=groups.ONE))
        elif before and _is_generation(sentence, runs, here):
            runs[-2:] = [runs[-2]._replace(end=here.end)]
        elif before and is_run and _is_owned(sentence, before, here):
            # "Farah's driver" is the driver.
            runs[-1] = here._replace(first=before.first)
        elif before and is_run and _is_titled(sentence, before, here):
            runs[-1] = here._replace(symbol="C", first=before.first)
        elif before and (
            _is_of_owner(sentence, before, here) or _is_described(sentence, runs, here)
        ):
            runs[-1] = here._replace(first=before.first)
        else:
            runs.append(here)
    return runs


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


def _none_of(found: list[Chunk]) -> list[Chunk]:
    """The chunks with "no deaths or injuries" read as none of either."""
    row = "".join(chunk.symbol for chunk in found)
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
    found = _without_selves(_weak(found))
    runs = _areas(sentence, _possessed(sentence, _joined(sentence, found)))
    return _together(sentence, _dashed(sentence, _none_of(runs)))
