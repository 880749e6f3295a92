"""Figures of one report that stand for another one: updates, and the hurt who died.

"They later raised the toll to 19" replaces the figure told before it; "he later died"
takes one from the injured told before.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import Claim
from ingest.text.incidents import Stated

# So many sentences on, "he died" may speak of the person who was hurt.
_REACH = 4
# So many figures back a figure may look.
_MEMORY = 40
_OUTLIVED = {"injured", "missing"}


def _are_alike(one: Claim, other: Claim) -> bool:
    return (one.measure, one.cell.role) == (other.measure, other.cell.role)


def _replaced(update: Claim, before: Sequence[Claim]) -> Claim | None:
    """The figure that an update replaces: the one that it names, else the last."""
    told = [c for c in before if c.is_whole and _are_alike(c, update)]
    told = [c for c in told if c.quantity[:3] != update.quantity[:3]]
    named = [c for c in told if c.quantity.best == update.previous_value]
    general = [c for c in told if _is_less(c, update)]
    chosen = named if update.previous_value is not None else general
    return chosen[-1] if chosen else None


def _is_less(claim: Claim, update: Claim) -> bool:
    """Whether a toll holds a figure: one stated, or one person of its own sentence."""
    is_own = claim.sentence == update.sentence or claim.is_more
    is_lower = (claim.quantity.best or 0) < (update.quantity.best or 0)
    return claim.count_basis == "stated" or (is_own and is_lower)


def _updated(claim: Claim, before: Sequence[Claim]) -> Claim:
    earlier = _replaced(claim, before) if claim.is_update else None
    if earlier is None:
        return claim
    value = claim.previous_value or earlier.quantity.best
    return replace(claim, supersedes=earlier, previous_value=value)


def _is_one(claim: Claim) -> bool:
    return claim.is_whole and claim.quantity.best == 1


def _moved(claim: Claim, before: Sequence[Claim]) -> Claim:
    """The death of a person told of as hurt or missing: "he later died"."""
    is_death = claim.measure == "killed" and claim.is_known and _is_one(claim)
    if not is_death or any(c.measure == "killed" for c in before if c.is_whole):
        return claim
    near = [c for c in before if claim.sentence - c.sentence <= _REACH and _is_one(c)]
    hurt = [c for c in near if c.measure in _OUTLIVED and not c.is_weak]
    is_same = bool(hurt) and hurt[-1].cell.role == claim.cell.role
    return replace(claim, transfer_from=hurt[-1].measure) if is_same else claim


def _held(claim: Claim, before: Sequence[Claim]) -> Claim:
    """More dead as part of the toll that rose by them: "to 40 after ten more died"."""
    tolls = [
        c
        for c in before
        if c.is_update and c.sentence == claim.sentence and _are_alike(c, claim)
    ]
    is_more = claim.is_more and claim.is_whole and bool(tolls)
    return replace(claim, part_of=tolls[-1]) if is_more else claim


def linked(stated: Sequence[Stated]) -> list[Stated]:
    """The figures of one report with what they replace."""
    found: list[Stated] = []
    for one in stated:
        before = [s.claim for s in found[-_MEMORY:]]
        claim = _held(_moved(_updated(one.claim, before), before), before)
        found.append(one if claim is one.claim else replace(one, claim=claim))
    return found
