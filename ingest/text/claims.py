"""Findings of the grammar into claims: values, wholes and parts.

One claim is one figure about people. A list is its total (derived, or counted where a
person is not numbered) and a claim each for its members, which are parts of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.text import lexicon
from ingest.text.groups import Chunk
from ingest.text.numbers import Quantity
from ingest.text.patterns import Finding
from ingest.text.people import Cell
from ingest.text.sentences import Sentence

_SINGLE = {"A", "C", "E", "J", "R"}
_GENERAL = {"people", "persons", "victims", "members", "others", "men", "individuals"}


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
    previous_value: int | None = None
    transfer_from: str | None = None
    is_perfect: bool = False
    # Whether a word says that it is more than was told before: "another", "also".
    is_more: bool = False

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


def _span(read: Read, chunks: Sequence[Chunk]) -> tuple[int, int]:
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


def _is_perfect(read: Read, chunks: Sequence[Chunk]) -> bool:
    first, last = min(c.first for c in chunks), max(c.end for c in chunks)
    return any(
        c.symbol == "h"
        and first <= c.first < last
        and read.sentence.lowers[c.first] in {"have", "has"}
        for c in read.chunks
    )


def _is_more(read: Read, chunks: Sequence[Chunk]) -> bool:
    first, last = min(c.first for c in chunks), max(c.end for c in chunks)
    lowers = read.sentence.lowers
    words = lowers[first : last + 1]
    is_three_more = "more" in words and "than" not in words
    is_opened = lowers[:2] == ("in", "addition")
    said = lexicon.words("grammar", "additive").intersection(words)
    return bool(said) or is_three_more or is_opened


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
        *_span(read, own),
        measure,
        chunk.quantity or Quantity(None, None, None, "vague", 0, 0),
        _cell(chunk),
        finding.rule_id,
        _value_text(read, chunk),
        "implied_one" if chunk.symbol in _SINGLE else "stated",
        is_perfect=_is_perfect(read, own),
        is_more=_is_more(read, own),
    )


def _measures(read: Read, finding: Finding) -> list[str]:
    """What happened to the people; a composite is never split.

    "Killed and wounded 20" is killed_or_injured; a weak verb ("shot") yields to a
    strong one; being abducted and being killed are two things.
    """
    verbs = [read.chunks[at] for at in finding.verbs]
    verbs = verbs or [read.chunks[at] for at in finding.members]
    strong = [verb for verb in verbs if verb.symbol != "S"]
    found = list(dict.fromkeys(verb.value for verb in strong or verbs))
    if {"killed", "injured"} <= set(found):
        return ["killed_or_injured"]
    if {"killed", "missing"} <= set(found):
        return ["killed_or_missing"]
    return found


def _added(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _operator(parts: Sequence[Quantity]) -> str:
    operators = {part.operator for part in parts}
    if len(operators) == 1:
        return operators.pop()
    order = ("vague", "at_most", "less_than", "range", "more_than", "at_least")
    return next((name for name in order if name in operators), "approximately")


def _total(parts: Sequence[Quantity]) -> Quantity:
    low, best, high = (
        _added([getattr(part, bound) for part in parts])
        for bound in ("low", "best", "high")
    )
    return Quantity(low, best, high, _operator(parts), 0, 0)


def _is_restated(read: Read, members: Sequence[Chunk]) -> bool:
    """Whether the first is the sum of the others ("11 people, ten men and a child").

    Only a word for people in general is a total, or a figure whose list is closed by a
    comma or begins with a name: "six soldiers, four policemen and two civilians" are
    twelve, "two guards, a father and his son, died" are two.
    """
    head, *rest = members
    first, *others = [m.quantity for m in members if m.quantity]
    last = read.sentence.tokens[head.end - 1]
    is_general = last.lower in _GENERAL or last.is_capital
    after = read.sentence.lowers[members[-1].end : members[-1].end + 1]
    is_closed = rest[0].symbol in _SINGLE and rest[1:] and after == (",",)
    is_total = is_general or is_closed or rest[0].symbol in "CE"
    is_sum = first.best is not None and first.best == _total(others).best
    return head.symbol in "NUB" and is_total and is_sum


def _listed(read: Read, finding: Finding, measure: str) -> list[Claim]:
    members = [read.chunks[at] for at in finding.members]
    verbs = [read.chunks[at] for at in finding.verbs]
    if len(members) == 1:
        noun = read.chunks[finding.noun] if finding.noun is not None else None
        cell = members[0].cell.narrowed(noun.cell) if noun else members[0].cell
        chunk = members[0]._replace(cell=cell)
        own = [*verbs, noun] if noun else verbs
        return [claim_of(read, finding, chunk, measure, own)]
    claims = [claim_of(read, finding, chunk, measure) for chunk in members]
    if _is_restated(read, members):
        whole = claim_of(read, finding, members[0], measure, verbs)
        return [whole, *(replace(claim, part_of=whole) for claim in claims[1:])]
    return _summed(read, finding, claims, [*members, *verbs])


def _summed(
    read: Read, finding: Finding, claims: list[Claim], own: list[Chunk]
) -> list[Claim]:
    """The derived total of the members of each role, then they.

    A bomber who killed himself and four others is no part of a total of five: victims
    and perpetrators are never in one figure.
    """
    roles = dict.fromkeys(claim.cell.role for claim in claims)
    if len(roles) > 1:
        of_roles = [[c for c in claims if c.cell.role == role] for role in roles]
        return [c for group in of_roles for c in _summed(read, finding, group, own)]
    if len(claims) == 1:
        return claims
    start, end = _span(read, own)
    total = total_of(claims, finding.rule_id)
    total = replace(
        total,
        start=start,
        end=end,
        is_perfect=_is_perfect(read, own),
        is_more=_is_more(read, own),
    )
    return [total, *(replace(claim, part_of=total) for claim in claims)]


def total_of(claims: Sequence[Claim], rule_id: str) -> Claim:
    """The derived total of claims of one measure and role, with the words of all."""
    is_counted = any(claim.count_basis == "implied_one" for claim in claims)
    return Claim(
        claims[0].sentence,
        min(claim.start for claim in claims),
        max(claim.end for claim in claims),
        claims[0].measure,
        _total([claim.quantity for claim in claims]),
        Cell(role=claims[0].cell.role),
        rule_id,
        count_basis="counted" if is_counted else "derived",
    )


def claims_of(read: Read, finding: Finding) -> list[Claim]:
    """The claims of a finding by itself: per measure a figure or a list."""
    return [c for m in _measures(read, finding) for c in _listed(read, finding, m)]
