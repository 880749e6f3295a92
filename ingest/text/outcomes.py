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


def _left(claim: Claim, dead: int) -> Claim | None:
    """The claim without the dead; None where nobody is left."""
    told = claim.quantity.best
    if told is None or not dead or claim.is_more:
        return claim
    if told <= dead:
        return None
    left = Quantity(told - dead, told - dead, told - dead, "exact", 0, 0)
    return replace(claim, quantity=left, count_basis="derived")


def settled(stated: Sequence[Stated]) -> list[Stated]:
    """The figures of one report, with open outcomes settled by its deaths."""
    found = []
    for one in stated:
        dead = _deaths(stated, one.claim.cell.role) if one.claim.is_weak else 0
        if left := _left(one.claim, dead):
            found.append(replace(one, claim=left))
    return found
