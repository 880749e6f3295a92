"""The front door's work: a text into the records of the contract."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.records import Records
from ingest.text import (
    actors,
    chunks,
    claims,
    dates,
    patterns,
    people,
    places,
    rows,
    scope,
)
from ingest.text.claims import Claim, Read
from ingest.text.incidents import Scene, Stated, group
from ingest.text.numbers import Quantity
from ingest.text.people import Cell
from ingest.text.places import PlaceIndex
from ingest.text.sentences import Sentence, split

# How many earlier claims a part may look back to.
_REACH = 20


@dataclass(frozen=True)
class Reading:
    """What was read: frames of the contract, and the spans of names of persons."""

    records: Records
    person_spans: list[tuple[int, int]]


def _tokens_in(sentence: Sentence, start: int, end: int) -> range:
    starts = [token.start for token in sentence.tokens]
    return range(bisect(starts, start) - (start in starts), bisect(starts, end - 1))


def _marks(sentence: Sentence, mentions: Sequence[dates.Mention]) -> chunks.Marks:
    spans = [_tokens_in(sentence, m.start, m.end) for m in mentions]
    days = {span.start: span.stop for span in spans if len(span)}
    return chunks.Marks(days, dict(people.find(sentence)), {})


def _tokens_of(spans: dict[int, int]) -> frozenset[int]:
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
    sentence: Sentence, found: Sequence[chunks.Chunk], spans: Sequence[scope.Silence]
) -> set[int]:
    tokens = {at for one in spans for at in _tokens_in(sentence, one.start, one.end)}
    return {
        at
        for at, chunk in enumerate(found)
        if tokens.intersection(range(chunk.first, chunk.end))
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


def _state(
    sentence: Sentence,
    claim: Claim,
    said: Sequence[scope.Voice],
    mentions: Sequence[dates.Mention],
    published: date | None,
    *,
    is_first: bool,
) -> Stated:
    span = claim.start, claim.end
    kind, since = scope.of_figure(
        sentence,
        mentions,
        span,
        published,
        is_first=is_first,
        is_perfect=claim.is_perfect,
    )
    is_cumulative = kind == "cumulative"
    if claim.stance == "asserted" and scope.is_denied(sentence, claim.start):
        claim = claims.denied(claim)
    return Stated(
        claim,
        kind,
        since,
        published if is_cumulative else None,
        scope.hedge(sentence, *span),
        scope.speaker(sentence, said, *span),
    )


def _scene(
    read: Read,
    marks: chunks.Marks,
    mentions: Sequence[dates.Mention],
    where: Sequence[places.Mention],
    published: date | None,
) -> Scene:
    """Everything that one sentence tells."""
    sentence, names = read.sentence, _tokens_of(marks.names)
    silences = scope.silences(sentence)
    findings = patterns.find(read.chunks, _chunks_in(sentence, read.chunks, silences))
    found = claims.build(read, findings) + _silent(read.number, silences)
    said = scope.voices(sentence, names)
    stated = [
        _state(sentence, claim, said, mentions, published, is_first=not read.before)
        for claim in found
    ]
    anchor = found[0].start if found else sentence.start
    return Scene(
        sentence,
        stated,
        places.smallest(where),
        _nearest(mentions, anchor, published),
        actors.cause(sentence),
        actors.find(sentence, names | _victims(read, findings)),
    )


def _victims(read: Read, findings: Sequence[patterns.Finding]) -> frozenset[int]:
    harmed = [read.chunks[at] for finding in findings for at in finding.members]
    return frozenset(at for one in harmed for at in range(one.first, one.end))


def _scenes(
    sentences: Sequence[Sentence], index: PlaceIndex, published: date | None
) -> tuple[list[Scene], list[chunks.Marks]]:
    mentions = [dates.find(sentence, published) for sentence in sentences]
    marks = [_marks(*pair) for pair in zip(sentences, mentions, strict=True)]
    taken = [_tokens_of(m.dates | m.names) for m in marks]
    where = places.find(index, sentences, taken)
    scenes: list[Scene] = []
    before: list[Claim] = []
    # A text is read in order: a part may belong to a figure of an earlier sentence.
    for number, sentence in enumerate(sentences):
        own = marks[number]._replace(places={m.first: m.end for m in where[number]})
        row = chunks.chunk(sentence, own)
        read = Read(number, sentence, row, before[-_REACH:])
        scenes.append(_scene(read, own, mentions[number], where[number], published))
        before += [one.claim for one in scenes[-1].stated]
    return scenes, marks


def _person_spans(
    sentences: Sequence[Sentence], marks: Sequence[chunks.Marks]
) -> list[tuple[int, int]]:
    """The spans of names, and of each later mention by the last name alone."""
    named = {
        sentence.tokens[end - 1].text
        for sentence, own in zip(sentences, marks, strict=True)
        for end in own.names.values()
    }
    return [
        (token.start, token.end)
        for sentence, own in zip(sentences, marks, strict=True)
        for names in [_tokens_of(own.names)]
        for at, token in enumerate(sentence.tokens)
        if at in names or (token.text in named and token.is_capital)
    ]


def read(
    text: str, published: date | None, places: PlaceIndex, language: str = "en"
) -> Reading:
    """The reports and claims of a text, with their words.

    Args:
        text: any text; offsets are characters of it as given.
        published: the day of publication; without it no relative date is resolved.
        places: the places that may be named (``index_places``).
        language: only English ("en") is read; of another language nothing is.

    Returns:
        ``Reading`` with the tables reports, report_places, report_actors,
        report_sources and claims. ``document_ref`` and ``file_name`` are NULL.
    """
    sentences = split(text) if language.startswith("en") else []
    scenes, marks = _scenes(sentences, places, published)
    return Reading(rows.records(text, group(scenes)), _person_spans(sentences, marks))
