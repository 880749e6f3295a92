"""Which figures of a text speak of the same incident: one report each.

A sentence goes to the report before it unless it states figures of its own at another
place or on another day, or says that it speaks of another attack. A joint toll over
several places stays one report with several places.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.text import actors, clauses, dates, lexicon, places
from ingest.text.claims import Claim
from ingest.text.nearness import HERE
from ingest.text.sentences import Sentence

# How many reports back a toll may be told again.
_REACH = 8
# How many scenes back one may set the scene of a figure.
_LEADING = 4
# So many scenes of a report may tell place, day and cause: all, but in a broken text.
_MOST = 40
# The sentences of a text that may open it with an incident of no figure.
_LEAD = 2
# So many words of a sentence may name what it is about.
_OPENING = 5
_BLANK = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True)
class Stated:
    """A claim with what its sentence says of it."""

    claim: Claim
    scope: str
    period_start: object | None = None
    period_end: object | None = None
    hedge: str | None = None
    claimed_by: str | None = None
    # Over how many incidents the figure is told, where it is more than this one.
    incident_count: int | None = None


@dataclass(frozen=True)
class Scene:
    """A sentence and everything that was read in it."""

    sentence: Sentence
    stated: Sequence[Stated]
    places: Sequence[places.Mention]
    date: dates.Mention | None
    cause: actors.Cause | None
    actors: Sequence[actors.Actor]


@dataclass
class Account:
    """The scenes of one report, in the order of the text.

    ``scenes`` hold its claims, ``before`` and ``after`` are those without claims that
    lead to the first of them and that follow them.
    """

    scenes: list[Scene] = field(default_factory=list)
    stated: list[Stated] = field(default_factory=list)
    before: list[Scene] = field(default_factory=list)
    after: list[Scene] = field(default_factory=list)
    figures: set[tuple[object, ...]] = field(default_factory=set)
    previous: "Account | None" = None

    def said(self) -> list[Scene]:
        """The scenes that may tell place, day and cause, the likeliest first."""
        first, *later = self.scenes[:_MOST]
        before = self.before[-_MOST:][::-1]
        near = [*later, *self.after[:_MOST]]
        behind = sorted(near, key=lambda scene: scene.sentence.start)
        return [first, *before[:1], *behind, *before[1:]]

    def places(self) -> Sequence[places.Mention]:
        """The places of the first scene that names any, as near as the text tells."""
        found = places.nearest([scene.places for scene in self.said()])
        if found or self.previous is None:
            return found
        is_there = any(_there().search(scene.sentence.lowered) for scene in self.scenes)
        return self.previous.places() if is_there else ()

    def own(self) -> list[Scene]:
        """The scenes that speak of the incident: background names other days."""
        later = {id(one) for one in self.after if not _is_of_it(one.sentence)}
        return [scene for scene in self.said() if id(scene) not in later]

    def date(self) -> dates.Mention | None:
        """The date of the first scene of its own that states one."""
        return next((scene.date for scene in self.own() if scene.date), None)

    def cause(self) -> actors.Cause | None:
        """The method of the first scene of its own that names one."""
        return next((scene.cause for scene in self.own() if scene.cause), None)

    def actors(self) -> Sequence[actors.Actor]:
        """The actors of the first scene that names any, and who claims or is blamed."""
        told = [scene.actors for scene in self.said() if scene.actors]
        near = told[0] if told else ()
        later = [actor for own in told[1:] for actor in own]
        blamed = [actor for actor in later if actor.certainty != "known"]
        return list({a.text.lower(): a for a in [*blamed[::-1], *near[::-1]]}.values())[
            ::-1
        ]


def _is_of_it(sentence: Sentence) -> bool:
    """Whether a sentence opens with what was told of: "The attack took place"."""
    opening = sentence.lowers[:_OPENING]
    is_told = opening[:1] in {("the",), ("this",), ("it",)}
    return is_told and not lexicon.words("causes", "events").isdisjoint(opening)


def figures(stated: Iterable[Stated]) -> set[tuple[object, ...]]:
    """The whole, positive figures: measure, low, best, high."""
    return {
        (one.claim.measure, *one.claim.quantity[:3])
        for one in stated
        if one.claim.is_whole
    }


def _are_days_apart(one: dates.Mention | None, other: dates.Mention | None) -> bool:
    if one is None or other is None:
        return False
    if None in {one.earliest, one.latest, other.earliest, other.latest}:
        return False
    return one.latest < other.earliest or other.latest < one.earliest  # type: ignore[operator]  # NULLs left above


@lexicon.kept
def _there() -> re.Pattern[str]:
    forms = "|".join(lexicon.load("places")["there"])
    return re.compile(rf"\b(?:{forms})\b")


@lexicon.kept
def _separators() -> re.Pattern[str]:
    forms = "|".join(lexicon.load("grammar")["separators"])
    return re.compile(rf"\b(?:{forms})\b")


def _is_paragraph(one: Scene, other: Scene) -> bool:
    """Whether no blank line stands between two scenes."""
    first, second = one.sentence, other.sentence
    return not _BLANK.search(first.source, first.end, second.start)


def _leading(scene: Scene, silent: Sequence[Scene], *, is_parted: bool) -> list[Scene]:
    """The scenes that set one with a figure, the nearest first.

    They stand in its paragraph; in a text without paragraphs they name a method, or
    stand right before it.
    """
    near = [one for one in silent[-_LEADING:] if _is_paragraph(one, scene)][::-1]
    if is_parted:
        return near
    return [one for one in near if one.cause or one is silent[-1]]


def _is_new(account: Account, near: Sequence[Scene]) -> bool:
    """Whether scenes, the one with a figure first, tell of another incident."""
    where = next((one.places for one in near if one.places), ())
    when = next((one.date for one in near if one.date), None)
    is_told = any(_separators().search(one.sentence.lowered) for one in near[:2])
    is_apart = clauses.are_apart(account.places(), where)
    return is_told or is_apart or _are_days_apart(account.date(), when)


def _is_of_before(scene: Scene) -> bool:
    """Whether it tells what became of people told of before: "two of the wounded"."""
    return any(one.claim.transfer_from for one in scene.stated)


def _home(told: list[Account], scene: Scene, leading: Sequence[Scene]) -> Account:
    """The report that a scene belongs to; a new one where there is none yet."""
    own = figures(scene.stated)
    is_other = bool(_separators().search(scene.sentence.lowered))
    for account in () if is_other else told[-_REACH:]:
        if own and own <= account.figures:
            return account
    # A scene without a figure of its own ("no one was hurt") tells of what is at hand.
    is_more = not own or _is_of_before(scene)
    if told and (is_more or not _is_new(told[-1], [scene, *leading])):
        return told[-1]
    return Account(previous=told[-1] if told else None)


def _enter(account: Account, scene: Scene) -> None:
    account.scenes.append(scene)
    account.stated.extend(scene.stated)
    account.figures |= figures(scene.stated)


def group(scenes: Sequence[Scene]) -> list[Account]:
    """The reports of a text, in the order of their first claims.

    A sentence of background alone is a report of its own.
    """
    accounts: list[Account] = []
    told: list[Account] = []
    silent: list[Scene] = []
    # Sought once: a text has thousands of scenes.
    is_parted = any(_BLANK.search(one.sentence.source) for one in scenes[:1])
    for scene in scenes:
        scopes = {one.scope for one in scene.stated}
        if not scopes:
            silent.append(scene)
            continue
        is_told = "incident" in scopes
        leading = _leading(scene, silent, is_parted=is_parted)
        account = _home(told, scene, leading) if is_told else Account()
        if not account.scenes:
            accounts.append(account)
            told += [account] * is_told
            account.before = silent if is_told else []
        else:
            account.after += silent
        _enter(account, scene)
        silent = []
    if told:
        told[-1].after += silent
        return accounts
    return [*_unstated(scenes), *accounts]


def _unstated(scenes: Sequence[Scene]) -> list[Account]:
    """The incident that a text without a figure opens with: method and place are told.

    "A bomb exploded in Goma" is a report; how many were hurt is not stated.
    """
    for at, scene in enumerate(scenes[:_LEAD]):
        is_there = any(one.rank == HERE for one in scene.places)
        if scene.cause and is_there and not scene.stated:
            return [Account(scenes=[scene], after=list(scenes[at + 1 :]))]
    return []
