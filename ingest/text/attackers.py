"""Attackers among the dead: "killed three before he was shot dead"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.records import ALL
from ingest.text import lexicon
from ingest.text.actors import Actor
from ingest.text.claims import SINGLE, Claim, Read
from ingest.text.findings import Finding
from ingest.text.groups import PRONOUN
from ingest.text.incidents import Account, Stated

_HARMS = {"killed", "injured", "casualties"}
# Rules whose words say who did it before what was done.
_ACTS = {"text.active", "text.object_dead", "text.present"}


def is_attacker(read: Read, finding: Finding, told: Sequence[Finding]) -> bool:
    """Whether one who was killed has killed: "before he was shot dead"."""
    if len(finding.members) != 1 or not finding.verbs:
        return False
    if finding.rule_id == "text.then_killed":
        return True
    member, verb = finding.members[0], finding.verbs[0]
    acts = [one for one in told if one.rule_id in _ACTS and one.verbs]
    # "The gunman, who killed three, was shot dead".
    within = [one for one in acts if member < one.first < verb]
    is_he = read.chunks[member].value == PRONOUN
    earlier = [one for one in acts if is_he and _has_agent(read, one.verbs[0])]
    return bool(within or earlier)


def _has_agent(read: Read, verb: int) -> bool:
    """Whether one person did it: the nearest people before the verb."""
    people = [
        chunk.symbol for chunk in read.chunks[:verb] if chunk.symbol in "ACEJNUBP"
    ]
    return bool(people) and people[-1] in SINGLE


def known_attackers(text: str, account: Account) -> list[Stated]:
    """The figures of a report, with those of its actors read as of perpetrators.

    "Gunmen attacked a post, killing two guards. One of the gunmen was killed."
    """
    agents = [one for one in account.actors() if one.certainty != "denied"]
    claims = [one.claim for one in account.stated]
    wholes = {claim.part_of for claim in claims}
    told = [
        by_attacker(claim)
        if _is_open(claim)
        and (_is_known(text, claim) or any(_is_one_of(text, claim, a) for a in agents))
        and claim not in wholes
        else claim
        for claim in claims
    ]
    if told == claims:
        return account.stated
    pairs = zip(account.stated, mixed(told), strict=True)
    return [replace(one, claim=claim) for one, claim in pairs]


def _is_open(claim: Claim) -> bool:
    return claim.cell.role == "victim" and claim.measure in _HARMS


@lexicon.kept
def _known() -> re.Pattern[str]:
    words = "|".join(lexicon.load("actors")["attackers"])
    return re.compile(rf"\bthe (?:{words})\b(?!['\u2019])")


def _is_known(text: str, claim: Claim) -> bool:
    """Whether the words say that these are the attackers: "killed the gunman"."""
    said = text[claim.start : claim.end].lower()
    return _known().search(said) is not None


def _is_one_of(text: str, claim: Claim, agent: Actor) -> bool:
    """Whether the people of a figure are called as an actor told of before."""
    cell, names = claim.cell, agent.text.split()
    is_armed = cell.status == "direct_participant"
    # "Five Taliban were killed": only the name says that they are armed.
    is_named = (cell.status, cell.occupation, claim.part_of) == (ALL, ALL, None)
    is_named = is_named and names[-1][0].isupper()
    if agent.end > claim.start or not (is_armed or is_named):
        return False
    words = set(map(_stem, text[claim.start : claim.end].lower().split()))
    called = names if is_armed else names[-1:]
    return not words.isdisjoint(_stem(name.lower()) for name in called)


def _stem(word: str) -> str:
    """One of several: "gunmen", "rebels"."""
    return word.removesuffix("s").replace("men", "man")


def by_attacker(claim: Claim) -> Claim:
    """The claim as one of somebody who killed."""
    return replace(claim, cell=claim.cell._replace(role="perpetrator"))


def mixed(found: Sequence[Claim]) -> list[Claim]:
    """The claims, with wholes of which an attacker is a part read as of both roles."""
    wholes = {c.part_of for c in found if c.part_of and c.cell.role == "perpetrator"}
    if not wholes:
        return list(found)
    both = {w: replace(w, cell=w.cell._replace(role=ALL)) for w in wholes}
    return [
        replace(
            both.get(c, c),
            part_of=both.get(c.part_of, c.part_of) if c.part_of else None,
        )
        for c in found
    ]
