"""Figures that lean on another figure: parts, updates, restated totals, none at all."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text import later, lexicon
from ingest.text.attackers import by_attacker, is_attacker, mixed
from ingest.text.claims import Claim, Read, claim_of, last_whole
from ingest.text.findings import Finding
from ingest.text.groups import Chunk
from ingest.text.lists import claims_of
from ingest.text.numbers import Quantity, share_of
from ingest.text.people import Cell

# So many chunks before a toll it may be said that it moved.
_NEAR = 4
# Rules for people told of among the dead, whose number may be told nowhere.
_OF_UNTOLD = {"text.among_dead", "text.identified"}
# Rules whose whole may be told in a sentence before.
_OF_BEFORE = {"text.of_them", "text.one_of_them", "text.were_some", "text.named_as"}


def _last(read: Read) -> Claim | None:
    """The last figure of the sentences before that may have parts."""
    return next((claim for claim in reversed(read.before) if claim.is_whole), None)


def _fraction(chunk: Chunk, whole: Claim) -> Chunk | None:
    if chunk.symbol != "Q":
        return chunk
    share = share_of(whole.quantity, chunk.value)
    return chunk._replace(quantity=share) if share else None


def _part(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    first = read.chunks[finding.first]
    measure = first.value if first.symbol == "a" else None
    if finding.verbs:
        measure = read.chunks[finding.verbs[0]].value
    whole = last_whole(read, found, measure)
    if whole is None and finding.rule_id in _OF_BEFORE:
        whole = _last(read)
    if whole is None and finding.rule_id in _OF_UNTOLD:
        return [_at_least(claim) for claim in claims_of(read, finding)]
    if finding.rule_id in _OF_BEFORE and not _may_be_of(first, whole):
        return []
    claims = []
    for at in finding.members if whole else ():
        claims += _parts_of(read, finding, read.chunks[at], whole)
    return claims


def _may_be_of(part: Chunk, whole: Claim | None) -> bool:
    """Whether some are no more than the people told before."""
    most = whole.quantity.best if whole else None
    told = part.quantity.best if part.quantity else None
    return most is None or (told or 0) <= most


def _at_least(claim: Claim) -> Claim:
    """Those told of among the dead, where nobody says how many died."""
    told = claim.quantity
    least = told.low if told.best is None else told.best
    quantity = Quantity(least, least, None, "at_least", 0, 0)
    return replace(claim, quantity=quantity) if claim.part_of is None else claim


def _parts_of(
    read: Read, finding: Finding, chunk: Chunk, whole: Claim | None, measure: str = ""
) -> list[Claim]:
    counted = _fraction(chunk, whole) if whole else None
    if whole is None or counted is None:
        return []
    own = [read.chunks[at] for at in (finding.noun, *finding.verbs) if at is not None]
    noun = read.chunks[finding.noun].cell if finding.noun is not None else Cell()
    counted = counted._replace(cell=counted.cell.narrowed(noun))
    claim = claim_of(read, finding, counted, measure or whole.measure, own)
    # "Two people, including the gunman".
    is_any = lexicon.words("grammar", "determiners") - {"the"}
    is_known = read.sentence.lowers[chunk.first] not in is_any and chunk.symbol == "A"
    if is_known and claim.cell.status == "direct_participant":
        claim = by_attacker(claim)
    basis = "derived" if chunk.symbol == "Q" else claim.count_basis
    return [replace(claim, part_of=whole, count_basis=basis)]


def _of_them(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    whole = last_whole(read, found) or _last(read)
    # "The house of 14 people, nine of whom died".
    if whole is None:
        return claims_of(read, finding)
    verb, chunk = read.chunks[finding.verbs[0]], read.chunks[finding.members[0]]
    claims = _parts_of(read, finding, chunk, whole, verb.value)
    is_transfer = (whole.measure, verb.symbol) == ("injured", "I")
    source = "injured" if is_transfer else None
    return [replace(claim, transfer_from=source) for claim in claims]


def _among(read: Read, finding: Finding, _: Sequence[Claim]) -> list[Claim]:
    verb, chunk = read.chunks[finding.verbs[0]], read.chunks[finding.whole or 0]
    whole = claim_of(read, finding, chunk, verb.value, [verb])
    part = claim_of(read, finding, read.chunks[finding.members[0]], verb.value)
    return [whole, replace(part, part_of=whole)]


def _update(read: Read, finding: Finding, _: Sequence[Claim]) -> list[Claim]:
    """A toll that moved: "rose to 41 from 38", "rose from 38 to 41"."""
    verb, chunk = read.chunks[finding.verbs[0]], read.chunks[finding.members[0]]
    claim = claim_of(read, finding, chunk, verb.value, [verb])
    near = read.chunks[max(0, finding.first - _NEAR) : finding.members[0]]
    claim = replace(claim, is_update=any(c.symbol == "f" for c in near))
    quantity, before = claim.quantity, read.sentence.lowers[chunk.first - 1]
    is_moved = claim.is_update and before == "from"
    if quantity.operator == "range" and is_moved and quantity.high is not None:
        now = quantity.high
        moved = Quantity(now, now, now, "exact", quantity.start, quantity.end)
        return [replace(claim, quantity=moved, previous_value=quantity.low)]
    earlier = read.chunks[finding.whole].quantity if finding.whole is not None else None
    return [replace(claim, previous_value=earlier.best if earlier else None)]


def _previous(read: Read, finding: Finding, found: list[Claim]) -> list[Claim]:
    """The figure before: "twelve died, up from nine"."""
    earlier = read.chunks[finding.members[0]].quantity
    wholes = [at for at, claim in enumerate(found) if claim.is_whole]
    if wholes and earlier:
        last = found[wholes[-1]]
        found[wholes[-1]] = replace(last, previous_value=earlier.best, is_update=True)
    return []


def _none(read: Read, finding: Finding, _: Sequence[Claim]) -> list[Claim]:
    zero = Quantity(0, 0, 0, "exact", 0, 0)
    # "No one was killed or wounded" says none of either.
    ways = [finding._replace(verbs=(verb,)) for verb in finding.verbs] or [finding]
    claims = [claim for way in ways for claim in claims_of(read, way)]
    return [
        replace(c, quantity=zero, stance="none", count_basis="stated") for c in claims
    ]


def _unhurt(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    # "Three were hurt, the driver escaped unhurt" says nothing of the three.
    if any(claim.measure == "injured" for claim in found):
        return []
    return _none(read, finding, found)


def _again(read: Read, finding: Finding, found: Sequence[Claim]) -> list[Claim]:
    """The verb is left out: "four died at the school and six at the clinic"."""
    whole = last_whole(read, found)
    chunk = read.chunks[finding.members[0]]
    if whole is None:
        return []
    claim = claim_of(read, finding, chunk, whole.measure)
    # "Karim was hurt, as was his son".
    return [replace(claim, is_more=finding.rule_id == "text.as_were" or claim.is_more)]


def _restated(read: Read, finding: Finding, found: list[Claim]) -> list[Claim]:
    """The figures before "ten in all" become its parts."""
    last = last_whole(read, found)
    if last is None:
        return []
    total = claim_of(read, finding, read.chunks[finding.members[0]], last.measure)
    for at, claim in enumerate(found):
        if claim.is_whole and claim.measure == total.measure:
            found[at] = replace(claim, part_of=total)
    return [total]


_KINDS = {
    "part": _part,
    "listed": _part,
    "of_them": _of_them,
    "same": later.same,
    "fatally": later.fatally,
    "transfer": later.transfer,
    "bodies": later.bodies,
    "died_later": later.died_later,
    "among": _among,
    "update": _update,
    "previous": _previous,
    "none": _none,
    "unhurt": _unhurt,
    "again": _again,
    "total": _restated,
}


def build(read: Read, findings: Sequence[Finding]) -> list[Claim]:
    """The claims of a sentence, in the order of its findings."""
    found: list[Claim] = []
    for at, finding in enumerate(findings):
        if finding.kind != "claim":
            found += _KINDS[finding.kind](read, finding, found)
        elif is_attacker(read, finding, [*findings[:at], *findings[at + 1 :]]):
            found += [by_attacker(claim) for claim in claims_of(read, finding)]
        else:
            found += claims_of(read, finding)
    return mixed(found)
