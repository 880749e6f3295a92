"""Figures of one incident that the text itself adds: "his driver was killed, too".

A figure with a word for more ("another", "also", "in addition") does not compete with
the one told before it. Both become parts of a derived total.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from ingest.text.incidents import Stated
from ingest.text.lists import total_of

# So many sentences on, a word for more still adds to the figure told before.
_REACH = 2


class _Told(NamedTuple):
    """A figure and what its sentence tells before it."""

    one: Stated
    # The measure just told, and whether all that were told are of its own.
    before: str
    is_first: bool


def _in_sentences(wholes: Iterable[Stated]) -> list[_Told]:
    """The figures in the order of the text, each with those before it in its sentence.

    One pass, so that a sentence of a thousand figures costs a thousand steps.
    """
    found: list[_Told] = []
    sentence, before, measures = -1, "", frozenset[str]()
    for one in sorted(wholes, key=lambda one: one.claim.start):
        claim = one.claim
        if claim.sentence != sentence:
            sentence, before, measures = claim.sentence, "", frozenset()
        found.append(_Told(one, before, measures <= {claim.measure}))
        before, measures = claim.measure, measures | {claim.measure}
    return found


def _may_be_told(one: Stated, first: Stated) -> bool:
    """Whether a person told of may be of the number told before: "five, also Huda"."""
    cell, told = one.claim.cell, first.claim.cell
    is_number = (first.claim.quantity.best or 0) > 1
    is_person = one.claim.count_basis in {"implied_one", "counted"}
    is_open = told.status in {"all", "civilian"} and told.occupation == "all"
    is_one = is_number and is_person and cell.status == "all"
    is_apart = one.claim.is_another or one.claim.is_as_well
    return is_one and not is_apart and is_open


def _near(first: Stated, after: Iterable[_Told]) -> list[Stated]:
    """The figures that add to the first, sentence by sentence.

    Behind another figure of the measure a word for more adds to that one.
    """
    kept: list[Stated] = []
    for told in after:
        last = (kept or [first])[-1].claim
        if _is_more(told, first) and told.one.claim.sentence - last.sentence <= _REACH:
            kept.append(told.one)
        elif _is_retold(told.one, first):
            break
    return kept


def _is_retold(one: Stated, first: Stated) -> bool:
    """Whether a figure tells of a number anew in a later sentence."""
    claim, known = one.claim, first.claim
    is_same = (claim.measure, claim.cell.role) == (known.measure, known.cell.role)
    is_later = claim.sentence > known.sentence and not claim.is_more
    return is_same and is_later and (claim.quantity.best or 0) > 1


def _is_more(told: _Told, first: Stated) -> bool:
    """Whether a figure adds to the first: "five killed, two others hurt" does not."""
    one, claim = told.one, told.one.claim
    is_same = claim.measure == first.claim.measure
    is_same = is_same and claim.cell.role == first.claim.cell.role
    # "Killing a driver and fatally wounding a guard".
    is_joined = claim.is_joined and told.before == claim.measure
    # "Blew himself up. In addition to the bomber".
    is_told = claim.cell.role == "perpetrator" and claim.is_known
    is_next = told.is_first or claim.is_as_well or claim.transfer_from is not None
    is_more = (claim.is_more or is_joined) and is_next and not is_told
    is_more = is_more and bool(claim.quantity.best) and not _may_be_told(one, first)
    # Of one person another voice may tell again.
    is_counted = claim.count_basis == "stated" and (claim.quantity.best or 0) > 1
    is_voice = one.claimed_by in {None, first.claimed_by} or is_counted
    return is_same and is_more and is_voice


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
    told = _in_sentences(wholes)
    for first in firsts.values():
        after = [t for t in told if t.one.claim.start > first.claim.start]
        more = _near(first, after)
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
