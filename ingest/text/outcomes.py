"""What became of people whose outcome their own sentence leaves open.

"A man was shot" reads as injured while nothing else is said. Where the same report
tells of deaths, he is one of the dead, and only those left over are injured.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import Claim
from ingest.text.incidents import Stated
from ingest.text.numbers import Quantity


def deaths(stated: Sequence[Stated]) -> dict[str, int]:
    """How many died by role, by the first figure of each."""
    found: dict[str, int] = {}
    for one in stated:
        claim = one.claim
        if claim.measure == "killed" and one.scope == "incident" and claim.is_whole:
            found.setdefault(claim.cell.role, claim.quantity.best or 0)
    return found


def _dead(claim: Claim, own: dict[str, int], text: dict[str, int]) -> int:
    """How many of the people of an open outcome may be dead."""
    if not claim.is_weak:
        return 0
    role = claim.cell.role
    return own.get(role, 0) or (text.get(role, 0) if claim.is_known else 0)


def _left(claim: Claim, dead: int) -> Claim | None:
    """The claim without the dead; None where nobody is left."""
    told = claim.quantity.best
    if told is None or not dead or claim.is_more:
        return claim
    if told <= dead:
        return None
    left = Quantity(told - dead, told - dead, told - dead, "exact", 0, 0)
    return replace(claim, quantity=left, count_basis="derived")


def settled(stated: Sequence[Stated], text: dict[str, int]) -> list[Stated]:
    """The figures of one report, with open outcomes settled by its deaths.

    "He" or "the victim" was told of before, and may have died in another report: the
    ``deaths`` of the ``text`` are for him.
    """
    own = deaths(stated)
    lefts = [(one, _left(one.claim, _dead(one.claim, own, text))) for one in stated]
    return [replace(one, claim=left) for one, left in lefts if left]
