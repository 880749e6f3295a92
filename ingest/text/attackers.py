"""Attackers among the dead: "killed three before he was shot dead"."""

from collections.abc import Sequence
from dataclasses import replace

from ingest.records import ALL
from ingest.text.claims import SINGLE, Claim, Read
from ingest.text.findings import Finding
from ingest.text.groups import PRONOUN

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
