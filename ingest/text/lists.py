"""Findings of the grammar into claims: values, wholes and parts.

A list is its total (derived, or counted where a person is not numbered) and a claim
each for its members, which are parts of it.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text.claims import (
    SINGLE,
    Claim,
    Read,
    claim_of,
    is_joined,
    is_more,
    is_perfect,
    span,
)
from ingest.text.findings import Finding
from ingest.text.groups import Chunk
from ingest.text.numbers import Quantity
from ingest.text.people import Cell

_OPEN_BELOW = {"at_most", "less_than"}
_GENERAL = {"people", "persons", "victims", "members", "others", "men", "individuals"}


def _measures(read: Read, finding: Finding) -> list[str]:
    """What happened to the people; a composite is never split.

    "Killed and wounded 20" is killed_or_injured; a weak verb ("shot") yields to a
    strong one; being abducted and being killed are two things.
    """
    verbs = [read.chunks[at] for at in finding.verbs]
    verbs = verbs or [read.chunks[at] for at in finding.members]
    strong = [verb for verb in verbs if verb.symbol not in "SMO"]
    found = list(dict.fromkeys(verb.value for verb in strong or verbs))
    # "Was injured by a mob and died".
    if len(found) > 1 and verbs[-1].symbol == "I":
        return [verbs[-1].value]
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
    # "Two guards and up to four clerks" are two at least.
    lows = [part.low for part in parts if part.operator not in _OPEN_BELOW]
    return Quantity(_added(lows) if lows else low, best, high, _operator(parts), 0, 0)


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
    is_one = rest[0].symbol in SINGLE or (others and others[0].best == 1)
    is_closed = is_one and after in {(",",), (")",)}
    # "Eleven civilians (five men, four women and two boys)".
    is_split = read.sentence.lowers[head.end : head.end + 1] == ("(",)
    is_total = is_general or is_closed or is_split or rest[0].symbol in "CE"
    is_sum = first.best is not None and first.best == _total(others).best
    return head.symbol in "NUB" and len(rest) > 1 and is_total and is_sum


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
    start, end = span(read, own)
    total = total_of(claims, finding.rule_id)
    total = replace(
        total,
        start=start,
        end=end,
        is_perfect=is_perfect(read, own),
        is_more=is_more(read, own),
        is_joined=is_joined(read, own),
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
    found = [c for m in _measures(read, finding) for c in _listed(read, finding, m)]
    # A claim is weak by its finding alone, and few are.
    return (
        [replace(claim, is_weak=True) for claim in found] if finding.is_weak else found
    )
