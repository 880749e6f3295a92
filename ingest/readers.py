"""Which reader reads which files, and the records that it makes of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import polars as pl

from ingest import gazetteer, text
from ingest.documents import TextDocument, read_documents
from ingest.encodings import base_name
from ingest.errors import UsageError
from ingest.files import hash_files, read_batches, read_header
from ingest.normalise.dates import day_of
from ingest.normalise.places import locate
from ingest.origin import Origin
from ingest.records import REPORT_TABLES, TABLES, Adapter, Records
from ingest.sources import ADAPTERS, find_member, recognise
from ingest.sources.mapping import load_mapping

TEXT = "text"
_MANY = (".jsonl",)
_OF_REPORT = ("reports", *REPORT_TABLES)


@dataclass(frozen=True)
class DocumentSet:
    """What is loaded in one transaction.

    ``documents`` is a frame of ``raw.documents``; ``batches`` is read once, and only
    if a document is new.
    """

    reader: str
    reader_version: str
    documents: pl.DataFrame
    batches: Iterable[Records]


def find_sets(paths: Sequence[Path], origin: Origin) -> Iterator[DocumentSet]:
    """The document sets of some files: a text file each, a release of a data set each.

    Raises:
        UsageError: no reader, or more than one, reads a file; a text has no source.
        DataError: a file has a fault.
    """
    adapter = _find_adapter(origin.reader)
    tables: dict[str, tuple[Adapter, dict[Path, str]]] = {}
    for path in paths:
        header = None if origin.reader == TEXT else read_header(path)
        if header is None and adapter is None:
            yield _read_texts(path, origin)
            continue
        found = adapter or _recognise(path, header or [])
        member = find_member(found, path.name, header or [])
        # The files of a data set in several members are one release.
        key = found.name if len(found.members) > 1 else str(path)
        tables.setdefault(key, (found, {}))[1][path] = member
    for found, members in tables.values():
        yield _read_tables(found, members, origin)


@cache
def place_index() -> text.PlaceIndex:
    """The names of the gazetteer for the text reader, built once."""
    return text.index_places(gazetteer.load())


def _find_adapter(reader: str | None) -> Adapter | None:
    if reader is None or reader == TEXT:
        return None
    if reader.endswith((".yml", ".yaml")):
        return load_mapping(Path(reader))
    if reader not in ADAPTERS:
        known = ", ".join([*ADAPTERS, TEXT])
        raise UsageError(
            f"--as {reader}: no such reader; there are {known}, and a YAML mapping"
        )
    return ADAPTERS[reader]


def _recognise(path: Path, header: list[str]) -> Adapter:
    adapter = recognise({path.name: header})
    if adapter is None:
        raise UsageError(
            f"{path}: no reader knows the columns {', '.join(header[:6])} …; name one "
            "with --as, or write a mapping (docs/adding-a-source.md)"
        )
    return adapter


def _today() -> datetime:
    return datetime.now(UTC)


def _document(origin: Origin, **facts: object) -> dict[str, object]:
    said = {
        "source_name": origin.source,
        "title": origin.title,
        "url": origin.url,
        "release_label": origin.release,
        "completeness": origin.completeness,
        "covers_from": origin.covers_from,
        "covers_to": origin.covers_to,
        "covers_area": origin.covers_area,
        "published_at": origin.published,
        "published_precision": origin.published_precision,
        "retrieved_date": origin.retrieved or _today().date(),
    }
    return facts | {name: value for name, value in said.items() if value is not None}


def _read_tables(
    adapter: Adapter, members: dict[Path, str], origin: Origin
) -> DocumentSet:
    sha256, size = hash_files(members)
    document = _document(
        origin,
        document_ref=sha256,
        source_name=adapter.publisher,
        dataset_id=adapter.dataset_id,
        title=adapter.title,
        # Unless the user says otherwise, a file is not taken to be all there is.
        completeness="extract",
        media_type="table",
        file_name=", ".join(sorted(base_name(path) for path in members)),
        sha256=sha256,
        byte_count=size,
    )
    return DocumentSet(
        adapter.name,
        adapter.version,
        TABLES["documents"].frame([document]),
        _table_batches(adapter, members, sha256),
    )


def _table_batches(
    adapter: Adapter, members: dict[Path, str], document_ref: str
) -> Iterator[Records]:
    places = gazetteer.load_index()
    yield {"readings": _reading(document_ref, adapter.name, adapter.version)}
    for path, member in members.items():
        for batch in read_batches(path):
            records = adapter.records(member, batch)
            if "report_places" in records:
                records["report_places"] = locate(records["report_places"], places)
            yield _referred(records, document_ref=document_ref)


def _reading(
    document_ref: str, reader: str, version: str, **more: object
) -> pl.DataFrame:
    row = {"document_ref": document_ref, "reader": reader, "reader_version": version}
    return TABLES["readings"].frame([row | more])


def _referred(records: Records, **references: str) -> Records:
    return {
        name: frame.with_columns(
            pl.lit(value).alias(column) for column, value in references.items()
        )
        if name in _OF_REPORT
        else frame
        for name, frame in records.items()
    }


def _read_texts(path: Path, origin: Origin) -> DocumentSet:
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
    row = _document(
        origin,
        document_ref=document.ref,
        source_name=document.source,
        title=document.title,
        url=document.url,
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
        reading = text.read(document.text, day, index, language)
        title = text.find_names(document.title or "", index)
        yield {
            "rejects": _unread(path, document, language),
            "readings": _reading(
                document.ref,
                TEXT,
                text.VERSION,
                text=document.text,
                person_spans=_spans(reading.person_spans),
                title_person_spans=_spans(title),
            ),
        } | _referred(
            reading.records, document_ref=document.ref, file_name=base_name(path)
        )


def _unread(path: Path, document: TextDocument, language: str) -> pl.DataFrame:
    """A row for a text of which nothing is read, because of its language."""
    row = {"file_name": base_name(path), "line": document.line or 1,
           "column_name": "text", "value": language,
           "reason": "is a language that is not read"}  # fmt: skip
    return TABLES["rejects"].frame([] if language in text.LANGUAGES else [row])


def _spans(found: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in found]
