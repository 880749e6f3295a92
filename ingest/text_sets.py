"""Articles and other texts as document sets: one document each."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import polars as pl

from ingest import gazetteer, text
from ingest.documents import TextDocument, read_documents
from ingest.encodings import base_name
from ingest.errors import UsageError
from ingest.normalise.dates import day_of
from ingest.origin import Origin
from ingest.records import TABLES, Records
from ingest.sets import DocumentSet, describe, reading, refer

TEXT = "text"
_MANY = (".jsonl",)


@cache
def place_index() -> text.PlaceIndex:
    """The names of the gazetteer for the text reader, built once."""
    return text.index_places(gazetteer.load())


def read_texts(path: Path, origin: Origin) -> DocumentSet:
    """The document set of a file of text, or of many texts.

    Raises:
        UsageError: a text has no publisher.
        DataError: of ``read_documents``.
    """
    found, rejects = read_documents(path)
    if path.suffix.lower() in _MANY:
        # One address or title cannot stand for many documents.
        origin = Origin(source=origin.source, published=origin.published,
                        published_precision=origin.published_precision,
                        retrieved=origin.retrieved)  # fmt: skip
    rows = [_text_row(path, document, origin) for document in found]
    dated = dict(zip((d.ref for d in found), rows, strict=True))
    return DocumentSet(
        TEXT,
        text.VERSION,
        TABLES["documents"].frame(rows),
        _text_batches(path, found, dated, rejects),
    )


def _text_row(path: Path, document: TextDocument, origin: Origin) -> dict[str, object]:
    row = describe(
        origin,
        document_ref=document.ref,
        source_name=document.source,
        title=document.title,
        url=document.url,
        archive_url=document.archive_url,
        language=document.language,
        published_at=document.published,
        published_precision=document.published_precision,
        media_type=document.media_type,
        file_name=base_name(path),
        sha256=document.sha256,
        byte_count=document.byte_count,
    )
    if row["source_name"] is None:
        raise UsageError(f"{document.ref} names no publisher; add --source")
    return row


def _text_batches(
    path: Path,
    documents: Sequence[TextDocument],
    rows: dict[str, dict[str, object]],
    rejects: pl.DataFrame,
) -> Iterator[Records]:
    index = place_index()
    yield {"rejects": rejects}
    for document in documents:  # the text reader takes one text at a time
        row = rows[document.ref]
        day = day_of(row["published_at"], row["published_precision"])
        language = text.recognise(document.text, document.language)
        read = text.read(document.text, day, index, language)
        title = text.find_names(document.title or "", index)
        yield {
            "rejects": _unread(path, document, language),
            "readings": reading(
                document.ref,
                TEXT,
                text.VERSION,
                text=document.text,
                person_spans=_spans(read.person_spans),
                title_person_spans=_spans(title),
                sentence_spans=_spans(read.sentence_spans),
            ),
        } | refer(read.records, document_ref=document.ref, file_name=base_name(path))


def _unread(path: Path, document: TextDocument, language: str) -> pl.DataFrame:
    """A row for a text of which nothing is read, because of its language."""
    row = {"file_name": base_name(path), "line": document.line or 1,
           "column_name": "text", "value": language,
           "reason": "is a language that is not read"}  # fmt: skip
    return TABLES["rejects"].frame([] if language in text.LANGUAGES else [row])


def _spans(found: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in found]
