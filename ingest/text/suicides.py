"""The deaths of those who killed themselves to kill: "a suicide bomber struck".

Data sets differ in whether they count them, so they are claims of their own, with the
role perpetrator, and only once a text. Where no words tell of the death, but only the
word "suicide", it is claimed only in a report whose toll cannot hold it: "killed two
policemen", not "killed two people".
"""

from collections.abc import Sequence
from itertools import pairwise

from ingest.text import lexicon
from ingest.text.claims import Claim, Read
from ingest.text.groups import ONE, Chunk
from ingest.text.incidents import Stated
from ingest.text.people import Cell

IMPLIED = "text.suicide_implied"


def _subject(read: Read, at: int) -> Chunk | None:
    """The nearest people before a token."""
    # Who stands behind a verb was done to: "killed three people and then himself".
    done_to = {c.first for v, c in pairwise(read.chunks) if v.symbol in "KGSV"}
    before = [
        c
        for c in read.chunks
        if c.end <= at and c.quantity and c.symbol in "NBA" and c.first not in done_to
    ]
    return before[-1] if before else None


@lexicon.kept
def _said() -> lexicon.Phrases:
    return lexicon.phrases((p, p) for p in lexicon.load("suicides")["own_words"])


def _own_words(read: Read) -> tuple[int, int, Chunk | None] | None:
    """Where the text says so: "blew himself up"; tokens, and who did it."""
    for at in lexicon.openings(_said(), read.sentence.lowers):
        if said := lexicon.match(_said(), read.sentence.lowers, at):
            subject = _subject(read, at)
            return subject.first if subject else at, at + said[1], subject
    return None


def _implied(read: Read) -> tuple[int, int, Chunk | None] | None:
    """Where the word says so: "a suicide bomber" who did what bombers do."""
    lowers, acts = read.sentence.lowers, lexicon.words("suicides", "acts")
    for chunk in read.chunks:
        if chunk.cell.role != "perpetrator" or not chunk.quantity:
            continue
        words = lowers[chunk.first : chunk.end]
        if any(word.startswith("suicide") for word in words):
            reach = range(chunk.end, min(len(lowers), chunk.end + 8))
            act = next((n for n in reach if lowers[n] in acts), None)
            if act is not None:
                return chunk.first, act + 1, chunk
    return None


def find(read: Read, found: Sequence[Claim]) -> list[Claim]:
    """One claim where a sentence tells of a suicide attack, none where one is told."""
    told = [c for c in [*read.before, *found] if c.cell.role == "perpetrator"]
    survived = lexicon.words("suicides", "survived").intersection(read.sentence.lowers)
    own = None if told or survived else _own_words(read)
    said = own or (None if told or survived else _implied(read))
    if said is None:
        return []
    first, end, subject = said
    tokens = read.sentence.tokens
    is_several = subject is not None and subject.symbol in "NB"
    return [
        Claim(
            read.number,
            tokens[first].start,
            tokens[end - 1].end,
            "killed",
            (subject and subject.quantity) or ONE,
            Cell(status="direct_participant", role="perpetrator"),
            "text.suicide" if own else IMPLIED,
            count_basis="derived" if is_several else "implied_one",
        )
    ]


def without_implied(stated: Sequence[Stated]) -> list[Stated]:
    """The figures of one report; a toll of people may hold the bomber already."""
    tolls = [s.claim for s in stated if s.claim.measure == "killed"]
    tolls = [c for c in tolls if c.is_whole and c.rule_id != IMPLIED]
    may_hold = any(
        c.cell.role == "perpetrator" or {c.cell.status, c.cell.occupation} == {"all"}
        for c in tolls
    )
    return [s for s in stated if not (may_hold and s.claim.rule_id == IMPLIED)]
