"""Tolls that a text tells twice: which figure repeats which."""

import re

from ingest.text import lexicon
from ingest.text.claims import Claim
from ingest.text.incidents import Stated
from ingest.text.people import Cell

_WORD = re.compile(r"\w+")


def _figure(one: Stated) -> tuple[object, ...]:
    claim = one.claim
    is_part = claim.part_of is not None
    return claim.measure, claim.quantity[:3], is_part, one.scope, claim.stance


def _is_another(one: Claim, other: Claim, text: str, names: frozenset[str]) -> bool:
    """Whether words say that a figure is of other people: names, ages, "another"."""
    told = [_WORD.findall(text[claim.start : claim.end]) for claim in (one, other)]
    named = [names.intersection(words) for words in told]
    is_named_apart = all(named) and named[0].isdisjoint(named[1])
    owners = lexicon.words("people", "owners")
    ages = {claim.cell.age_text for claim in (one, other)} - {None}
    is_owned = other.count_basis == "implied_one" and told[1][:1] != []
    is_owned = is_owned and told[1][0].lower() in owners
    return other.is_more or is_owned or is_named_apart or len(ages) > 1


def _is_told_again(one: Stated, other: Stated) -> bool:
    """Whether an equal figure is of the same people, by the same voice or by none."""
    whole = Cell()[:5]
    voices = {one.claimed_by, other.claimed_by} - {None}
    cells = {one.claim.cell[:5], other.claim.cell[:5]} - {whole}
    is_apart = one.claim.sentence != other.claim.sentence
    is_same_role = one.claim.cell.role == other.claim.cell.role
    return is_apart and is_same_role and len(voices) <= 1 and len(cells) <= 1


def repeats(
    stated: list[Stated], text: str, names: frozenset[str], *, has_headline: bool
) -> dict[int, int]:
    """Later figure -> the first one that it repeats; a headline repeats the lead."""
    found: dict[int, int] = {}
    firsts: dict[tuple[object, ...], int] = {}
    for at, one in enumerate(stated):
        first = firsts.setdefault(_figure(one), at)
        is_stated = one.claim.quantity[:3] != (None, None, None)
        if first == at or not is_stated or not _is_told_again(stated[first], one):
            continue
        if _is_another(stated[first].claim, one.claim, text, names):
            continue
        if has_headline and stated[first].claim.sentence == 0:
            found[first] = at
            firsts[_figure(one)] = at
        else:
            found[at] = first
    return found
