"""The words of a name as one chunk, and whose it is: "Farah's driver"."""

from itertools import pairwise

from ingest.text import groups, lexicon, people, vocabulary
from ingest.text.groups import Chunk
from ingest.text.people import Cell, aged
from ingest.text.sentences import Sentence

# The value of a chunk that is the name of a place.
PLACE = "place"
# The value of a chunk that is an age in several words: "34-year old".
AGE = "age"


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
    is_titled = last.symbol == "A" and here.symbol in "CE" and not last.value
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


def possessed(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
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


def _is_titled(sentence: Sentence, before: Chunk, here: Chunk) -> bool:
    """Whether a name follows what somebody is: "District Chairman Adel Nasser"."""
    noun = people.nouns().get(sentence.lowers[before.end - 1])
    is_one = noun is not None and not noun.is_plural and before.symbol == "x"
    return is_one and here.symbol in "CE" and sentence.tokens[before.first].is_capital


def _may_join(sentence: Sentence, here: Chunk) -> bool:
    """Whether it may be the second of two that ``_joined`` joins; most never are."""
    if here.symbol in "CEANBPU" or here.value == PLACE or sentence.is_capitals:
        return True
    word = sentence.lowers[here.first]
    return word == "'s" or word in _generations()


def in_one(sentence: Sentence, found: list[Chunk]) -> list[Chunk]:
    """The chunks with the words of each name in one, and of "Farah's driver"."""
    runs: list[Chunk] = []
    for here in found:
        if runs and _may_join(sentence, here):
            _join(sentence, runs, here)
        else:
            runs.append(here)
    return runs


def _join(sentence: Sentence, runs: list[Chunk], here: Chunk) -> None:
    """Add a chunk to the runs, as one with the last where it belongs to it."""
    before = runs[-1]
    # "Dr. Salim".
    is_run = sentence.lowers[before.end : here.first] in {(), (".",)}
    is_name = here.symbol in "CE" or _is_unknown(sentence, here)
    if is_run and is_name and _is_title(sentence, before):
        cell = before.cell.narrowed(aged(sentence.lowers[before.first]))
        runs[-1] = Chunk("C", before.first, here.end, "", groups.ONE, cell)
    elif is_run and _is_one_name(runs, here):
        symbol = "C" if {"C", "A"} & {before.symbol, here.symbol} else "E"
        cell = before.cell.narrowed(here.cell)
        runs[-1] = Chunk(symbol, before.first, here.end, "", groups.ONE, cell)
    elif is_run and before.symbol in "CE" and is_name:
        runs[-1] = before._replace(end=here.end)
    elif is_run and _is_of_kin(sentence, before, here):
        runs.append(here._replace(symbol="E", value="", quantity=groups.ONE))
    elif _is_generation(sentence, runs, here):
        runs[-2:] = [runs[-2]._replace(end=here.end)]
    elif is_run and _is_owned(sentence, before, here):
        # "Farah's driver" is the driver.
        runs[-1] = here._replace(first=before.first)
    elif is_run and _is_titled(sentence, before, here):
        runs[-1] = here._replace(symbol="C", first=before.first)
    elif _is_of_owner(sentence, before, here) or _is_described(sentence, runs, here):
        runs[-1] = here._replace(first=before.first)
    else:
        runs.append(here)
