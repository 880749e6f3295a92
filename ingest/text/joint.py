"""Tolls over several incidents of which a text tells one: "one of five attacks".

Such a toll is no figure of the incident: its scope is a period, and it carries over how
many incidents it was told. ``summary`` gives the incident an even share of it, as the
codebook of the Global Terrorism Database does.
"""

from collections.abc import Sequence
from dataclasses import replace

from ingest.text import lexicon, numbers
from ingest.text.incidents import Scene, Stated
from ingest.text.sentences import Sentence

# So many words may stand before the noun of the incidents.
_REACH = 5


def _events_at(lowers: tuple[str, ...], at: int) -> bool:
    """Whether words from here on end in a plural of incidents."""
    between = lexicon.words("joint", "between")
    for word in lowers[at : at + _REACH]:
        if word in lexicon.words("joint", "events"):
            return True
        if word not in between:
            return False
    return False


def _count_at(lowers: tuple[str, ...], at: int) -> int | None:
    """How many incidents are named here: "five related attacks", "both attacks"."""
    if lowers[at : at + 1] == ("both",) and _events_at(lowers, at + 1):
        return 2
    found = numbers.parse(lowers, at)
    is_events = found and _events_at(lowers, found.end)
    return found.best if found and is_events else None


def _all_told(sentences: Sequence[Sentence]) -> int | None:
    """Of how many incidents the text says that it tells one."""
    which = lexicon.words("joint", "which")
    for sentence in sentences:
        lowers = sentence.lowers
        for at in lexicon.openings(which, lowers[:-2]):
            if lowers[at + 1] == "of":
                begin = at + 2 + (lowers[at + 2] == "the")
                if (count := _count_at(lowers, begin)) and count > 1:
                    return count
    return None


def _shared_by(sentence: Sentence, told: int | None) -> int | None:
    """Over how many incidents the figures of a sentence are told; None: over one."""
    lowers, all_of = sentence.lowers, lexicon.words("joint", "all_of")
    # Without a number told before only "between them" and the like can share.
    spots = range(len(lowers)) if told else lexicon.openings(_divided(), lowers)
    for at in spots:
        if lexicon.match(_divided(), lowers, at):
            divided = numbers.parse(lowers, at + 2)
            return divided.best if divided else told
        before = lowers[at - 1] if at else ""
        if told is None or before == "of":
            continue
        if (count := _count_at(lowers, at)) and count > 1:
            return count
        if lowers[at] in all_of and _events_at(lowers, at + 1):
            return told
    return None


@lexicon.kept
def _divided() -> lexicon.Phrases:
    return lexicon.phrases((p, p) for p in lexicon.load("joint")["divided"])


def _shared(one: Stated, scene: Scene, count: int) -> Stated:
    day = scene.date
    return replace(
        one,
        scope="period",
        period_start=day.earliest if day else None,
        period_end=day.latest if day else None,
        incident_count=count,
    )


def _with_shares(scene: Scene, count: int) -> Scene:
    stated = [
        _shared(one, scene, count) if one.scope == "incident" else one
        for one in scene.stated
    ]
    return replace(scene, stated=stated)


def spread(scenes: Sequence[Scene]) -> list[Scene]:
    """The scenes with the scope of joint tolls."""
    told = _all_told([scene.sentence for scene in scenes])
    found = []
    for scene in scenes:
        count = _shared_by(scene.sentence, told) if scene.stated else None
        found.append(_with_shares(scene, count) if count else scene)
    return found
