"""The front door's work: a text into the records of the contract."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.records import Records
from ingest.text import actors, chunks, claims, dates, patterns, people, places, rows, scope
from ingest.text.claims import Claim, Read
from ingest.text.incidents import Scene, Stated, group
from ingest.text.numbers import Quantity
from ingest.text.people import Cell
from ingest.text.places import PlaceIndex
from ingest.text.sentences import Sentence, split


@dataclass(frozen=True)
class Reading:
    """What was read: frames of the contract, and the spans of names of persons."""

    records: Records
    person_spans: list[tuple[int, int]]


def _tokens_in(sentence: Sentence, start: int, end: int) -> range:
    starts = [token.start for token in sentence.tokens]
    return range(bisect(starts, start) - (start in starts), bisect(starts, end - 1))


def _name_tokens(sentence: Sentence) -> frozenset[int]:
    return frozenset(at for span in people.find(sentence) for at in range(*span))


def _date_tokens(
    sentence: Sentence, mentions: Sequence[dates.Mention]
) -> dict[int, int]:
    spans = [_tokens_in(sentence, m.start, m.end) for m in mentions]
    return {span.start: span.stop for span in spans if len(span)}


def _silent(sentence: Sentence, silences: Sequence[scope.Silence]) -> list[Claim]:
    """One claim for the words "no reports of casualties": nothing stated, not zero."""
    unknown = Quantity(None, None, None, "none", 0, 0)
    return [
        Claim(
            0, one.start, one.end, one.measure, unknown, Cell(),
            "text.none_reported", stance="none_reported",
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
            m for m in usable
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
        sentence, mentions, span, published,
        is_first=is_first, is_perfect=claim.is_perfect,
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
    number: int,
    sentence: Sentence,
    names: frozenset[int],
    where: Sequence[places.Mention],
    before: list[Claim],
    published: date | None,
) -> Scene:
    mentions = dates.find(sentence, published)
    marks = chunks.Marks(
        _date_tokens(sentence, mentions),
        dict(people.find(sentence)),
        {m.first: m.end for m in where},
    )
    row = chunks.chunk(sentence, marks)
    silences = scope.silences(sentence)
    findings = patterns.find(row, _chunks_in(sentence, row, silences))
    found = claims.build(Read(number, sentence, row, before), findings)
    found += _silent(sentence, silences)
    said = scope.voices(sentence, names)
    stated = [
        _state(sentence, claim, said, mentions, published, is_first=not before)
        for claim in found
    ]
    victims = frozenset(
        token
        for finding in findings
        for at in finding.members
        for token in range(row[at].first, row[at].end)
    )
    anchor = found[0].start if found else sentence.start
    before += found
    return Scene(
        sentence,
        stated,
        places.smallest(where),
        _nearest(mentions, anchor, published),
        actors.cause(sentence),
        actors.find(sentence, victims | names),
    )


def _person_spans(
    sentences: Sequence[Sentence], names: Sequence[frozenset[int]]
) -> list[tuple[int, int]]:
    """The spans of names, and of each later mention by the last name alone."""
    named = {
        sentence.tokens[end - 1].text
        for sentence in sentences
        for _, end in people.find(sentence)
    }
    return [
        (token.start, token.end)
        for sentence, own in zip(sentences, names, strict=True)
        for at, token in enumerate(sentence.tokens)
        if at in own or (token.text in named and token.is_capital)
    ]


def read(
    text: str, published: date | None, index: PlaceIndex, language: str = "en"
) -> Reading:
    """The reports and claims of a text, with their words.

    Args:
        text: any text; offsets are characters of it as given.
        published: the day of publication; without it no relative date is resolved.
        index: the places that may be named (``index_places``).
        language: only English ("en") is read; of another language nothing is.

    Returns:
        ``Reading`` with the tables reports, report_places, report_actors,
        report_sources and claims. ``document_ref`` and ``file_name`` are NULL.
    """
    sentences = split(text) if language.startswith("en") else []
    names = [_name_tokens(sentence) for sentence in sentences]
    where = places.find(index, sentences, names)
    before: list[Claim] = []
    # A text is read in order: a part may belong to a figure of an earlier sentence.
    scenes = [
        _scene(number, sentence, names[number], where[number], before, published)
        for number, sentence in enumerate(sentences)
    ]
    return Reading(rows.records(text, group(scenes)), _person_spans(sentences, names))
