"""What the rules of the grammar find in the row of symbols of a sentence."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.text import lexicon
from ingest.text.groups import PRONOUN, Chunk, row_of
from ingest.text.needs import Needs, needs
from ingest.text.patterns import GRAMMARS
from ingest.text.shapes import Rule


class Finding(NamedTuple):
    """What one rule found in a sentence; positions are those of chunks."""

    rule_id: str
    kind: str
    members: tuple[int, ...]
    verbs: tuple[int, ...]
    # The whole of "among the 25 wounded", the earlier figure of a toll.
    whole: int | None = None
    # The noun that says who: "half of them women".
    noun: int | None = None

    # Whether the words leave open what became of the people: "was shot".
    is_weak: bool = False

    @property
    def first(self) -> int:
        """The first chunk of the finding."""
        return min(self.members + self.verbs)


# What may have happened to people: the symbols that verbs are written with.
_OUTCOMES = frozenset("KSGVIDTLtudrFYZHMO%")
# So many chunks before a list its total may stand.
_NEAR = 16
# Outcomes that leave open whether people live.
_OPEN = frozenset("StMO")
_HARMS = frozenset({"killed", "injured", "casualties", ""})
# Rules of lists that have to be as many as the people counted before.
_SPELLED = {"text.spelled", "text.form_spelled"}


# Where the symbols of each group of a pattern stand.
_Spots = dict[str, tuple[int, ...]]


def _spots(found: re.Match[str], symbols: str) -> _Spots:
    return {
        group: tuple(at for at in range(*found.span(group)) if symbols[at] not in ",&w")
        for group, words in found.groupdict().items()
        if words
    }


def _members(found: re.Match[str], spots: _Spots, group: str) -> tuple[int, ...]:
    """The groups of a list, without where they come from."""
    if group not in spots:
        return ()
    start, symbols = found.start(group), found.string
    return tuple(
        at
        for at in spots[group]
        if symbols[at] in "NUBACEJRFZ0YTHQ"
        and (at == start or symbols[at - 1] in ",&w" or symbols[at - 2 : at] == "&o")
        # "11 women, two of whom were pregnant".
        and (at == start or symbols[at + 1 : at + 3] != "oW")
    )


def _found(rule: Rule, symbols: str, used: set[int]) -> Iterator[Finding]:
    for found in rule.pattern.finditer(symbols):
        spots = _spots(found, symbols)
        own = {at for group in spots.values() for at in group}
        if own & used:
            continue
        used |= own
        said = [at for name in "vdr" for at in spots.get(name, ())]
        verbs = tuple(at for at in said if symbols[at] in _OUTCOMES)
        is_open = bool(verbs) and {symbols[at] for at in verbs} <= _OPEN
        yield Finding(
            rule.rule_id,
            rule.kind,
            _members(found, spots, "n") + _members(found, spots, "m"),
            verbs,
            next(iter(spots.get("w", ())), None),
            next(iter(spots.get("noun", ())), None),
            is_weak=rule.kind == "claim" and is_open,
        )


def _is_spelled(listed: Finding, chunks: Sequence[Chunk]) -> bool:
    """Whether a list is as many people as were counted before it."""
    near = chunks[max(0, listed.first - _NEAR) : listed.first]
    before = [c.quantity for c in near if c.symbol in "NUB" and c.quantity]
    told = [chunks[at].quantity for at in listed.members]
    values = [quantity.best or 0 for quantity in told if quantity]
    return bool(before) and before[-1].best == sum(values)


def _is_pronoun(finding: Finding, chunks: Sequence[Chunk]) -> bool:
    return all(chunks[at].value == PRONOUN for at in finding.members)


def _is_same(one: Finding, told: Sequence[Finding], chunks: Sequence[Chunk]) -> bool:
    """Whether "he" is the one person of whom the same is said before."""
    if not one.members or not _is_pronoun(one, chunks) or one.kind != "claim":
        return False
    said = {(chunks[at].symbol, chunks[at].value) for at in one.verbs}
    return any(
        other.kind == "claim"
        and other.first < one.first
        and [chunks[at].symbol for at in other.members] in (["A"], ["C"])
        and said == {(chunks[at].symbol, chunks[at].value) for at in other.verbs}
        for other in told
    )


def _without(symbols: str, found: Sequence[Finding]) -> str:
    """The row without the members of lists that are closed: none is a subject."""
    inside = {at for one in found if one.kind == "listed" for at in one.members}
    return "".join("x" if at in inside else s for at, s in enumerate(symbols))


def _settles(one: Finding, chunks: Sequence[Chunk]) -> bool:
    """Whether a finding tells what became of people: an arrest does not."""
    values = {chunks[at].value for at in one.verbs}
    is_claim = one.kind in {"claim", "transfer"} and not one.is_weak
    return is_claim and (not values or not values.isdisjoint(_HARMS))


@lexicon.kept
def _grammar() -> tuple[tuple[Rule, Needs], ...]:
    """The rules of the language, each with the symbols that it needs."""
    return tuple(
        (one, needs(one.pattern.pattern)) for one in GRAMMARS[lexicon.spoken()]
    )


def _rules_for(symbols: str) -> list[Rule]:
    """The rules that may match; most lack a symbol that they need."""
    # The members of a closed list become x (``_without``): what a step writes into the
    # row between two rules has to be added; a rule is read off its pattern.
    present = {*symbols, "x"}
    return [
        rule
        for rule, (all_of, one_of) in _grammar()
        if all_of <= present and not (one_of and one_of.isdisjoint(present))
    ]


def find(chunks: Sequence[Chunk], silent: set[int]) -> list[Finding]:
    """The findings of a sentence in the order of their words.

    ``silent`` are chunks that are spoken of already ("no reports of casualties").
    """
    if not chunks:
        return []
    symbols = row_of(chunks)
    used, found = set(silent), []
    for rule in _rules_for(symbols):
        for one in _found(rule, symbols, used):
            if rule.rule_id in _SPELLED and not _is_spelled(one, chunks):
                used -= {*one.members}
                continue
            found.append(one)
        if rule.kind == "listed":
            symbols = _without(symbols, found)
    kept = [one for one in found if one.kind != "nothing"]
    # "Was wounded, and he was hospitalised": once.
    kept = [one for one in kept if not _is_same(one, kept, chunks)]
    # "Was shot dead when guards shot him", "beat a clerk and shot him": so is he.
    told = [one for one in kept if not (one.is_weak and _is_pronoun(one, chunks))]
    if any(_settles(one, chunks) or one.is_weak for one in told):
        kept = told
    return sorted(kept, key=lambda one: one.first)
