"""What is loaded in one transaction, whatever reader makes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import polars as pl

from ingest.origin import Origin
from ingest.records import REPORT_TABLES, TABLES, Records

_OF_DOCUMENT = ("reports", *REPORT_TABLES, "retractions", "load_tallies")


@dataclass(frozen=True)
class DocumentSet:
    """What is loaded in one transaction.

    ``documents`` is a frame of ``raw.documents``; ``batches`` is read once, and only
    if a document is new. ``unread`` names the tables beside it that no reader knows.
    """

    reader: str
    reader_version: str
    documents: pl.DataFrame
    batches: Iterable[Records]
    unread: tuple[str, ...] = ()


def describe(origin: Origin, **facts: object) -> dict[str, object]:
    """A row of ``raw.documents``: the facts, and over them what the user says."""
    said = {
        "source_name": origin.source,
        "title": origin.title,
        "url": origin.url,
        "archive_url": origin.archive_url,
        "release_label": origin.release,
        "completeness": origin.completeness,
        "covers_from": origin.covers_from,
        "covers_to": origin.covers_to,
        "covers_area": origin.covers_area,
        "published_at": origin.published,
        "published_precision": origin.published_precision,
        "retrieved_date": origin.retrieved or datetime.now(UTC).date(),
    }
    return facts | {name: value for name, value in said.items() if value is not None}


def reading(
    document_ref: str, reader: str, version: str, **more: object
) -> pl.DataFrame:
    """One row of ``raw.readings``."""
    row = {"document_ref": document_ref, "reader": reader, "reader_version": version}
    return TABLES["readings"].frame([row | more])


def refer(records: Records, **references: str) -> Records:
    """The records with references that hold for all their rows."""
    return {
        name: frame.with_columns(
            pl.lit(value).alias(column) for column, value in references.items()
        )
        if name in _OF_DOCUMENT
        else frame
        for name, frame in records.items()
    }
