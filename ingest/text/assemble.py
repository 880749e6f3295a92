"""The front door's work: a text into the records of the contract."""

from dataclasses import dataclass
from datetime import date

from ingest.records import TABLES, Records
from ingest.text import joint, lexicon, links, rows, sums
from ingest.text.attackers import known_attackers
from ingest.text.clauses import parted
from ingest.text.gazette import PlaceIndex
from ingest.text.incidents import group
from ingest.text.outcomes import deaths, settled
from ingest.text.privacy import hidden
from ingest.text.scenes import stage
from ingest.text.sentences import split
from ingest.text.suicides import without_implied


@dataclass(frozen=True)
class Reading:
    """What was read: rows of the contract, and the spans of names and of sentences.

    ``rows`` has the tables reports, report_places, report_actors, report_sources and
    claims of ``ingest.records.TABLES``; a column that a row does not give is NULL.
    """

    rows: dict[str, list[rows.Row]]
    person_spans: list[tuple[int, int]]
    sentence_spans: list[tuple[int, int]]

    @property
    def records(self) -> Records:
        """The rows as frames; ``document_ref`` and ``file_name`` are NULL."""
        return {name: TABLES[name].frame(found) for name, found in self.rows.items()}


def find_names(text: str, places: PlaceIndex) -> list[tuple[int, int]]:
    """The spans of what may be names of persons in any text, such as a title."""
    sentences, placed = parted(places, split(text))
    _, marks = stage(sentences, placed, places, None)
    return hidden(places, sentences, marks, placed)


def read(
    text: str, published: date | None, places: PlaceIndex, language: str = "en"
) -> Reading:
    """The reports and claims of a text, with their words.

    Args:
        text: any text; offsets are characters of it as given.
        published: the day of publication; without it no relative date is resolved.
        places: the places that may be named (``index_places``).
        language: one of ``lexicon.LANGUAGES``; of another language nothing is read.
    """
    is_read = language in lexicon.LANGUAGES
    lexicon.speak(language if is_read else "en")
    whole = split(text) if is_read else []
    sentences, placed = parted(places, whole)
    scenes, marks = stage(sentences, placed, places, published)
    spans = hidden(places, sentences, marks, placed)
    names = frozenset(text[start:end] for start, end in spans)
    accounts = group(joint.spread(scenes))
    dead = deaths([one for account in accounts for one in account.stated])
    for account in accounts:
        stated = settled(without_implied(known_attackers(text, account)), dead)
        account.stated = sums.add(links.linked(stated))
    told = [(sentence.start, sentence.end) for sentence in whole]
    return Reading(rows.rows_of(text, accounts, names), spans, told)
