"""Deaths of people told of before as hurt, taken or missing: "they died later"."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import ALL
from ingest.text.claims import Claim, Read, claim_of, last_whole
from ingest.text.findings import Finding
from ingest.text.groups import ONE, PRONOUN, Chunk
from ingest.text.lists import claims_of
from ingest.text.numbers import Quantity

_TAKEN = {"abducted", "missing", "detained"}
# What people may have met who died later.
_UNSETTLED = {"injured", "missing", "abducted"}
_ONE_BODY = {"body", "corpse", "head"}


def same(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    """The deaths of those told of as hurt or taken: "the boys died", "they died"."""
    who, verb = read.chunks[finding.whole or 0], read.chunks[finding.verbs[0]]
    before = read.sentence.lowers[max(0, who.first - 1)]
    told = [
        claim
        for claim in [*read.before, *found]
        if claim.stance == "asserted" and claim.cell.role != "perpetrator"
    ]
    is_told = who.value == PRONOUN or before in {"the", "both", "all"}
    is_open = {claim.measure for claim in told} <= _UNSETTLED
    last = next((claim for claim in reversed(told) if _is_of(who, claim)), None)
    if not (last and is_told and is_open and verb.value == "killed"):
        return []
    claim = claim_of(
        read, finding, who._replace(quantity=last.quantity), "killed", [verb]
    )
    moved = None if last.is_weak else last.measure
    return [replace(claim, count_basis="derived", value_text=None, transfer_from=moved)]


def _is_of(who: Chunk, claim: Claim) -> bool:
    """Whether people may be those of a claim of several: "the boys", "two sons"."""
    pairs = zip(who.cell[:2], claim.cell[:2], strict=True)
    may_be = all(said == known or ALL in {said, known} for said, known in pairs)
    is_alike = who.cell[2:4] in {claim.cell[2:4], (ALL, ALL)}
    return may_be and is_alike and (claim.quantity.best or 0) > 1


def fatally(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    """Of the hurt just told of those who died: "wounded two, one fatally"."""
    whole = last_whole(read, found)
    is_hurt = whole is not None and whole.measure == "injured" and not whole.is_weak
    moved = "injured" if is_hurt else None
    return [replace(c, transfer_from=moved) for c in claims_of(read, finding)]


def transfer(read: Read, finding: Finding, _: Sequence[Claim]) -> list[Claim]:
    """Two of the eleven wounded later died: two killed, nine injured remain."""
    verb, dead = read.chunks[finding.verbs[0]], read.chunks[finding.members[0]]
    before = read.chunks[finding.whole or 0]
    killed = claim_of(read, finding, dead, "killed", [before, verb])
    killed = replace(killed, transfer_from=verb.value)
    of, to = before.quantity, dead.quantity
    if (
        of is None
        or to is None
        or of.best is None
        or to.best is None
        or of.best < to.best
    ):
        return [killed]
    left = of.best - to.best
    rest = claim_of(read, finding, before, verb.value, [verb])
    quantity = Quantity(left, left, left, "exact", 0, 0)
    return [killed, replace(rest, quantity=quantity, count_basis="derived")]


def died_later(read: Read, finding: Finding, _: Sequence[Claim]) -> list[Claim]:
    """Some of the wounded died: they are told of as more than the killed."""
    verb, chunk = read.chunks[finding.verbs[0]], read.chunks[finding.members[0]]
    source = read.chunks[finding.whole or 0].value
    # "Five of the wounded are in critical condition".
    if source == "killed" or verb.value != "killed":
        return []
    claim = claim_of(read, finding, chunk, verb.value, [verb])
    return [replace(claim, transfer_from=source, is_more=True)]


def bodies(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    """The dead who were told of alive: "their bodies were found"."""
    told = [claim for claim in [*read.before, *found] if claim.is_whole]
    if any(claim.measure == "killed" for claim in told):
        return []
    chunk = read.chunks[finding.verbs[0]]
    words = read.sentence.lowers[chunk.first : chunk.end]
    if words[-1] in _ONE_BODY:
        return [
            claim_of(read, finding, chunk._replace(symbol="A", quantity=ONE), "killed")
        ]
    taken = [claim for claim in told[-1:] if claim.measure in _TAKEN]
    claims = [
        claim_of(read, finding, chunk._replace(quantity=claim.quantity), "killed")
        for claim in taken
    ]
    # Who was missing is missing no more; who was abducted was.
    moved = "missing" if [c.measure for c in taken] == ["missing"] else None
    return [
        replace(c, count_basis="derived", value_text=None, transfer_from=moved)
        for c in claims
    ]
