"""What became of people whose outcome their own sentence leaves open.

"A man was shot" reads as injured while nothing else is said. Where the same report
tells of deaths, he is one of the dead, and only those left over are injured.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import Claim
from ingest.text.incidents import Stated
from ingest.text.numbers import Quantity


def _deaths(stated: Sequence[Stated], role: str) -> int:
    """How many died in a report, by its first figure."""
    told = [one.claim for one in stated if one.scope == "incident"]
    deaths = [c for c in told if (c.measure, c.cell.role) == ("killed", role)]
    return next((c.quantity.best or 0 for c in deaths if c.is_whole), 0)


def _dead(one: Stated, stated: Sequence[Stated], text: Sequence[Stated]) -> int:
    """How many of the people of an open outcome may be dead."""
    if not one.claim.is_weak:
        return 0
    role = one.claim.cell.role
    dead = _deaths(stated, role)
    return dead or (_deaths(text, role) if one.claim.is_known else 0)


def _left(claim: Claim, dead: int) -> Claim | None:
    """The claim without the dead; None where nobody is left."""
    told = claim.quantity.best
    if told is None or not dead or claim.is_more:
        return claim
    if told <= dead:
        return None
    left = Quantity(told - dead, told - dead, told - dead, "exact", 0, 0)
    return replace(claim, quantity=left, count_basis="derived")


def settled(stated: Sequence[Stated], text: Sequence[Stated]) -> list[Stated]:
    """The figures of one report, with open outcomes settled by its deaths.

    "He" or "the victim" was told of before, and may have died in another report of the
    ``text``.
    """
    lefts = [(one, _left(one.claim, _dead(one, stated, text))) for one in stated]
    return [replace(one, claim=left) for one, left in lefts if left]
