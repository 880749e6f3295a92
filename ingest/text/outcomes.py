"""What became of people whose outcome their own sentence leaves open.

"A man was shot" reads as injured while nothing else is said. Where the same report
tells of deaths, he is one of the dead, and only those left over are injured.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import Claim
from ingest.text.incidents import Stated
from ingest.text.numbers import Quantity


def deaths(stated: Sequence[Stated]) -> dict[str, Claim]:
    """Who died by role: the first figure of each."""
    found: dict[str, Claim] = {}
    for one in stated:
        claim = one.claim
        if claim.measure == "killed" and one.scope == "incident" and claim.is_whole:
            found.setdefault(claim.cell.role, claim)
    return found


def _dead(claim: Claim, own: dict[str, Claim], text: dict[str, Claim]) -> int:
    """How many of the people of an open outcome may be dead.

    Who is told of behind the dead in one sentence is not of them: "a woman died and her
    son was shot".
    """
    role = claim.cell.role
    dead = own.get(role) or (text.get(role) if claim.is_known else None)
    if dead is None or not claim.is_weak:
        return 0
    is_behind = claim.sentence == dead.sentence and claim.start > dead.start
    is_other = is_behind and (claim.is_joined or claim.is_more) and not claim.is_known
    return 0 if is_other else dead.quantity.best or 0


def _left(claim: Claim, dead: int) -> Claim | None:
    """The claim without the dead; None where nobody is left."""
    told = claim.quantity.best
    if told is None or not dead or claim.is_more:
        return claim
    if told <= dead:
        return None
    left = Quantity(told - dead, told - dead, told - dead, "exact", 0, 0)
    return replace(claim, quantity=left, count_basis="derived")


def settled(stated: Sequence[Stated], text: dict[str, Claim]) -> list[Stated]:
    """The figures of one report, with open outcomes settled by its deaths.

    "He" or "the victim" was told of before, and may have died in another report: the
    ``deaths`` of the ``text`` are for him.
    """
    own = deaths(stated)
    lefts = [(one, _left(one.claim, _dead(one.claim, own, text))) for one in stated]
    return [replace(one, claim=left) for one, left in lefts if left]
