"""Figures of one incident that the text itself adds: "his driver was killed, too".

A figure with a word for more ("another", "also", "in addition") does not compete with
the one told before it. Both become parts of a derived total.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import Claim
from ingest.text.incidents import Stated
from ingest.text.lists import total_of

# So many sentences on, a word for more still adds to the figure told before.
_REACH = 2


def _is_first_of_measure(one: Stated, stated: Sequence[Stated]) -> bool:
    """Whether "others" are more of the same: "five killed, two others hurt" is not."""
    own = [s.claim for s in stated if s.claim.sentence == one.claim.sentence]
    before = [c for c in own if c.start < one.claim.start and c.is_whole]
    return all(c.measure == one.claim.measure for c in before)


def _may_be_told(one: Stated, first: Stated) -> bool:
    """Whether a person told of may be of the number told before: "five, also Huda"."""
    is_number = (first.claim.quantity.best or 0) > 1
    is_person = one.claim.count_basis in {"implied_one", "counted"}
    return is_number and is_person and one.claim.cell.status == "all"


def _near(first: Stated, more: Sequence[Stated]) -> list[Stated]:
    """The figures that follow on each other, sentence by sentence."""
    kept: list[Stated] = []
    for one in more:
        last = (kept or [first])[-1]
        if one.claim.sentence - last.claim.sentence <= _REACH:
            kept.append(one)
    return kept


def _is_joined(claim: Claim, stated: Sequence[Stated]) -> bool:
    """Whether "and" joins it to a figure of its measure in its own sentence."""
    before = [s.claim for s in stated if s.claim.end <= claim.start]
    near = [c for c in before if c.sentence == claim.sentence and c.is_whole]
    return claim.is_joined and bool(near) and near[-1].measure == claim.measure


def _is_more(one: Stated, first: Stated, stated: Sequence[Stated]) -> bool:
    claim = one.claim
    is_same = claim.measure == first.claim.measure
    is_same = is_same and claim.cell.role == first.claim.cell.role
    is_told = claim.is_more or _is_joined(claim, stated)
    is_told = is_told and claim.is_whole and one.scope == "incident"
    is_told = is_told and bool(claim.quantity.best) and not _may_be_told(one, first)
    is_one_voice = one.claimed_by in {None, first.claimed_by}
    return is_same and is_told and is_one_voice and _is_first_of_measure(one, stated)


def _total(first: Stated, more: Sequence[Stated]) -> Stated:
    members = [first.claim, *(one.claim for one in more)]
    return replace(first, claim=total_of(members, "text.sum"))


def add(stated: Sequence[Stated]) -> list[Stated]:
    """The figures of one report with the totals that its words ask for."""
    found = list(stated)
    wholes = [s for s in stated if s.claim.is_whole and s.scope == "incident"]
    firsts: dict[tuple[str, str], Stated] = {}
    for one in wholes:
        firsts.setdefault((one.claim.measure, one.claim.cell.role), one)
    for first in firsts.values():
        after = wholes[wholes.index(first) + 1 :]
        more = _near(first, [s for s in after if _is_more(s, first, stated)])
        if more and first.claim.quantity.best:
            total = _total(first, more)
            parts = {id(one) for one in [first, *more]}
            found = [
                replace(one, claim=replace(one.claim, part_of=total.claim))
                if id(one) in parts
                else one
                for one in found
            ]
            found.insert(0, total)
    return found
