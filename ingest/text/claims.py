"""Claims: one figure about people each, with its words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.text import lexicon
from ingest.text.findings import Finding
from ingest.text.groups import Chunk
from ingest.text.numbers import Quantity
from ingest.text.people import Cell
from ingest.text.sentences import Sentence

SINGLE = {"A", "C", "E", "J", "R"}
# So many words behind a figure "as well" may stand, and what may be before it.
_BEHIND = 6
_AS_WELL = re.compile(r"(?:\w+ ){0,4}as well(?! as)")


@dataclass(frozen=True)
class Claim:
    """A figure with its words; ``start`` and ``end`` are characters of the text."""

    sentence: int
    start: int
    end: int
    measure: str
    quantity: Quantity
    cell: Cell
    rule_id: str
    value_text: str | None = None
    count_basis: str = "stated"
    stance: str = "asserted"
    # The words that the figure is a part of, and the claim that they make.
    part_of: "Claim | None" = None
    # The figure that this one replaces, and its claim where the text has one.
    previous_value: int | None = None
    supersedes: "Claim | None" = None
    # Whether the words tell of a toll that moved: "rose to 41".
    is_update: bool = False
    transfer_from: str | None = None
    is_perfect: bool = False
    # Whether a word says that it is more than was told before: "another", "also".
    is_more: bool = False
    # Whether a word says that it is none of them: "a third", "another"; "as well".
    is_another: bool = False
    is_as_well: bool = False
    # Whether "and" stands before it.
    is_joined: bool = False
    # Whether the words leave open what became of the people: "was shot".
    is_weak: bool = False
    # Whether a person told of before is meant: "he", "the victim", a name.
    is_known: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether it stands for itself and may have parts."""
        return self.part_of is None and self.stance == "asserted"


@dataclass(frozen=True)
class Read:
    """A sentence with its chunks, where it stands, and the claims before it."""

    number: int
    sentence: Sentence
    chunks: Sequence[Chunk]
    before: Sequence[Claim]


def denied(claim: Claim) -> Claim:
    """The claim as somebody denies it."""
    return replace(claim, stance="denied")


def span(read: Read, chunks: Sequence[Chunk]) -> tuple[int, int]:
    """The characters that chunks reach over."""
    tokens = read.sentence.tokens
    first, last = min(c.first for c in chunks), max(c.end for c in chunks)
    return tokens[first].start, tokens[last - 1].end


def _value_text(read: Read, chunk: Chunk) -> str | None:
    quantity = chunk.quantity
    if quantity is None or quantity.end == 0:
        return None
    tokens = read.sentence.tokens
    return read.sentence.source[
        tokens[quantity.start].start : tokens[quantity.end - 1].end
    ]


def is_perfect(read: Read, chunks: Sequence[Chunk]) -> bool:
    """Whether "have" stands in the words: it may be told of a longer time."""
    first, last = min(c.first for c in chunks), max(c.end for c in chunks)
    return not {"have", "has"}.isdisjoint(read.sentence.lowers[first:last])


def is_more(read: Read, chunks: Sequence[Chunk]) -> bool:
    """Whether the words say that these are more people than were told before."""
    first, last = min(c.first for c in chunks), max(c.end for c in chunks)
    lowers = read.sentence.lowers
    words = lowers[max(0, first - 1) : last + 1]
    is_three_more = "more" in words and "than" not in words
    is_opened = lowers[:2] == ("in", "addition")
    is_later = {"later", "died"} <= set(words)
    told = f" {' '.join(words)} "
    said = any(f" {word} " in told for word in lexicon.words("grammar", "additive"))
    is_ordinal = _is_another(read, chunks[0])
    is_too = is_ordinal or _is_as_well(read, chunks)
    return said or is_too or is_three_more or is_opened or is_later


def _is_another(read: Read, chunk: Chunk) -> bool:
    """Whether a person is one more: "another", "a third", "a fourth victim"."""
    words = read.sentence.lowers[chunk.first : chunk.first + 2]
    ordinals = lexicon.words("grammar", "ordinals") - {"first"}
    return words[0] == "another" or (words[0] == "a" and words[-1] in ordinals)


def _is_as_well(read: Read, chunks: Sequence[Chunk]) -> bool:
    """Whether "as well" ends the words: "killing the driver of the car as well"."""
    if "well" not in read.sentence.words:
        return False
    last = max(chunk.end for chunk in chunks)
    said = " ".join(read.sentence.lowers[last : last + _BEHIND])
    return _AS_WELL.match(said) is not None


def is_joined(read: Read, chunks: Sequence[Chunk]) -> bool:
    """Whether "and" stands before: "killing a driver and fatally wounding a guard"."""
    first = min(c.first for c in chunks)
    before = read.sentence.lowers[max(0, first - 2) : first]
    return "and" in before


def _is_known(read: Read, chunk: Chunk) -> bool:
    known = lexicon.words("grammar", "pronouns") | {"the"}
    word = read.sentence.lowers[chunk.first]
    return chunk.symbol in {"C", "E"} or (chunk.symbol == "A" and word in known)


def _cell(chunk: Chunk) -> Cell:
    return (
        chunk.cell._replace(role="perpetrator") if chunk.symbol == "R" else chunk.cell
    )


def claim_of(
    read: Read,
    finding: Finding,
    chunk: Chunk,
    measure: str,
    verbs: Sequence[Chunk] = (),
) -> Claim:
    """The claim of one group; its words reach from the group to what happened."""
    own = (chunk, *verbs)
    return Claim(
        read.number,
        *span(read, own),
        measure,
        chunk.quantity or Quantity(None, None, None, "vague", 0, 0),
        _cell(chunk),
        finding.rule_id,
        _value_text(read, chunk),
        "implied_one" if chunk.symbol in SINGLE else "stated",
        is_perfect=is_perfect(read, own),
        is_more=is_more(read, own),
        is_another=_is_another(read, chunk),
        is_as_well=_is_as_well(read, own),
        is_joined=is_joined(read, own),
        is_known=_is_known(read, chunk),
    )


def last_whole(
    read: Read, found: Sequence[Claim], measure: str | None = None
) -> Claim | None:
    """The nearest earlier figure that may have parts, of this sentence or measure."""
    near = [claim for claim in found if claim.is_whole]
    if measure:
        near = [claim for claim in [*read.before, *near] if claim.measure == measure]
        near = [claim for claim in near if claim.is_whole]
    return near[-1] if near else None
