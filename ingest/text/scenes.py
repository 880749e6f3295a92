"""Sentences into scenes: the claims, places, day and actors of each."""

from bisect import bisect, bisect_left
from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from ingest.text import (
    actors,
    chunks,
    dates,
    findings,
    groups,
    organisations,
    parts,
    people,
    places,
    scope,
    suicides,
    voices,
)
from ingest.text.claims import Claim, Read, denied
from ingest.text.gazette import PlaceIndex
from ingest.text.groups import Chunk, Marks
from ingest.text.incidents import Scene, Stated
from ingest.text.numbers import Quantity
from ingest.text.people import Cell
from ingest.text.positions import Placed
from ingest.text.sentences import Sentence

# How many earlier claims a part may look back to.
_REACH = 20


def _tokens_in(sentence: Sentence, start: int, end: int) -> range:
    tokens, begin = sentence.tokens, attrgetter("start")
    return range(
        bisect_left(tokens, start, key=begin), bisect(tokens, end - 1, key=begin)
    )


def _marks(
    index: PlaceIndex, sentence: Sentence, mentions: Sequence[dates.Mention]
) -> Marks:
    spans = [_tokens_in(sentence, m.start, m.end) for m in mentions]
    days = {span.start: span.stop for span in spans if len(span)}
    bodies = tuple(organisations.find(sentence))
    taken = frozenset(at for body in bodies for at in range(body.first, body.end))
    return Marks(days, dict(people.find(sentence, index, taken)), {}, bodies)


def tokens_of(spans: dict[int, int]) -> frozenset[int]:
    """The tokens of spans given as first token -> end token."""
    return frozenset(at for span in spans.items() for at in range(*span))


def _silent(number: int, silences: Sequence[scope.Silence]) -> list[Claim]:
    """One claim for the words "no reports of casualties": nothing stated, not zero."""
    unknown = Quantity(None, None, None, "exact", 0, 0)
    return [
        Claim(
            number,
            one.start,
            one.end,
            one.measure,
            unknown,
            Cell(),
            "text.none_reported",
            stance="none_reported",
        )
        for one in silences
    ]


def _chunks_in(
    sentence: Sentence, found: Sequence[Chunk], spans: Sequence[scope.Silence]
) -> set[int]:
    tokens = {at for one in spans for at in _tokens_in(sentence, one.start, one.end)}
    return {
        at
        for at, chunk in enumerate(found)
        if tokens and tokens.intersection(range(chunk.first, chunk.end))
    }


def _nearest(
    mentions: Sequence[dates.Mention], at: int, published: date | None
) -> dates.Mention | None:
    """The date of a scene: the most precise one, then the nearest to its figure."""
    order = {"day": 0, "days": 0, "week": 1, "month": 2, "year": 3, None: 4}
    usable = [m for m in mentions if not m.is_since]
    if published:
        usable = [
            m
            for m in usable
            if order[m.precision] == 0
            or m.latest is None
            or published - m.latest <= dates.OLD
        ]
    return min(
        usable, key=lambda m: (order[m.precision], abs(m.start - at)), default=None
    )


def _all_stated(
    read: Read,
    found: Sequence[Claim],
    mentions: Sequence[dates.Mention],
    published: date | None,
) -> list[Stated]:
    """The claims of a sentence, each with its scope and its voice."""
    said = scope.signs(read.sentence), voices.voices(read.sentence)
    return [_stated(read, said, claim, mentions, published) for claim in found]


def _stated(
    read: Read,
    signs: tuple[scope.Signs, Sequence[voices.Voice]],
    claim: Claim,
    mentions: Sequence[dates.Mention],
    published: date | None,
) -> Stated:
    sentence, span, (said, heard) = read.sentence, (claim.start, claim.end), signs
    is_first = all(c.cell.role == "perpetrator" for c in read.before)
    figure = scope.Figure(span, is_first, claim.is_perfect)
    kind, since = scope.of_figure(sentence, said, mentions, figure, published)
    if claim.stance == "asserted" and scope.is_denied(said, claim.start):
        claim = denied(claim)
    until = published if kind == "cumulative" else None
    hedge = scope.hedge(sentence, said, *span)
    voice = voices.speaker(sentence, heard, *span)
    return Stated(claim, kind, since, until, hedge, voice)


def _scene(
    read: Read,
    marks: Marks,
    mentions: Sequence[dates.Mention],
    where: Sequence[places.Mention],
    published: date | None,
) -> Scene:
    """Everything that one sentence tells."""
    sentence, names = read.sentence, tokens_of(marks.names)
    silences = scope.silences(sentence)
    matched = findings.find(read.chunks, _chunks_in(sentence, read.chunks, silences))
    found = parts.build(read, matched)
    found += suicides.find(read, found) + _silent(read.number, silences)
    stated = _all_stated(read, found, mentions, published) if found else []
    anchor = found[0].start if found else sentence.start
    return Scene(
        sentence,
        stated,
        places.smallest(where),
        _nearest(mentions, anchor, published),
        actors.cause(sentence),
        actors.find(sentence, names | _victims(read, matched), marks.bodies),
    )


def _victims(read: Read, matched: Sequence[findings.Finding]) -> frozenset[int]:
    harmed = [read.chunks[at] for finding in matched for at in finding.members]
    return frozenset(at for one in harmed for at in range(one.first, one.end))


def _dates(
    sentences: Sequence[Sentence], published: date | None
) -> list[list[dates.Mention]]:
    """The dates of each sentence; "a day earlier" counts from one told of before."""
    found: list[list[dates.Mention]] = []
    told: date | None = None
    for sentence in sentences:
        found.append(dates.find(sentence, published, told))
        told = dates.last_day(found[-1]) or told
    return found


def stage(
    sentences: Sequence[Sentence],
    placed: Sequence[Sequence[Placed]],
    index: PlaceIndex,
    published: date | None,
) -> tuple[list[Scene], list[Marks]]:
    """The scenes of a text in order, and the names and dates of each sentence.

    ``placed`` are the names that stand as places in each (``positions.find``).
    """
    mentions = _dates(sentences, published)
    marks = [_marks(index, *pair) for pair in zip(sentences, mentions, strict=True)]
    standing = [
        places.standing(sentence, own, tokens_of(known.dates | known.names))
        for sentence, own, known in zip(sentences, placed, marks, strict=True)
    ]
    where = places.find(sentences, standing)
    scenes: list[Scene] = []
    before: list[Claim] = []
    # A text is read in order: a part may belong to a figure of an earlier sentence.
    for number, sentence in enumerate(sentences):
        own = marks[number]._replace(places={m.first: m.end for m in standing[number]})
        row = chunks.chunk(sentence, own) if groups.may_tell(sentence) else []
        read = Read(number, sentence, row, before[-_REACH:])
        scenes.append(_scene(read, own, mentions[number], where[number], published))
        before += [one.claim for one in scenes[-1].stated]
    return scenes, marks
