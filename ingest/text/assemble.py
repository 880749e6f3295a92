"""The front door's work: a text into the records of the contract."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.records import Records
from ingest.text import rows
from ingest.text.gazette import PlaceIndex
from ingest.text.groups import Marks
from ingest.text.incidents import group
from ingest.text.scenes import stage, tokens_of
from ingest.text.sentences import Sentence, split


@dataclass(frozen=True)
class Reading:
    """What was read: frames of the contract, and the spans of names of persons."""

    records: Records
    person_spans: list[tuple[int, int]]


def _person_spans(
    sentences: Sequence[Sentence], marks: Sequence[Marks]
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
        for names in [tokens_of(own.names)]
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
    scenes, marks = stage(sentences, places, published)
    return Reading(rows.records(text, group(scenes)), _person_spans(sentences, marks))
