"""The contract of the room: what a reader hands over, and what stands in ``raw``.

A reader (an adapter of a data set, or the text extractor) returns ``Records``: one
Polars frame a table, with the columns of ``Table.columns`` and nothing else. It never
makes an id. It points from row to row with three local references, which live only as
long as one load: ``document_ref`` (the document within this load), ``report_ref`` (the
report within its document: the native id, or the anchor span of a text) and
``claim_ref`` (the claim within its report). ``load.py`` turns them into keys.

Keys are md5 hex of the natural key, joined by ``SEPARATOR``, NULL as the empty string;
they are the same on every machine, in every run and in every order of loading.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

import polars as pl

from ingest.quirks import QUIRKS

SEPARATOR = chr(31)

Records = dict[str, pl.DataFrame]
Columns = dict[str, pl.DataType | type[pl.DataType]]

# A moment in UTC, stored without a zone.
STAMP = pl.Datetime("us")
SPANS = pl.List(pl.Struct({"start": pl.Int64, "end": pl.Int64}))

# Closed lists. ALL means "this figure is not split by the dimension", UNKNOWN means
# "split, but not known for these people"; the one is never stored as the other.
ALL = "all"
UNKNOWN = "unknown"

VALUES: dict[str, tuple[str, ...]] = {
    "measure": (
        "killed",
        "injured",
        "missing",
        "detained",
        "abducted",
        "displaced",
        "killed_or_injured",
        "killed_or_missing",
        "casualties",
    ),
    "unit_counted": ("persons", "households"),
    "sex": ("female", "male", UNKNOWN, ALL),
    "age_group": ("child", "adult", UNKNOWN, ALL),
    "status": (
        "civilian",
        "other_protected",
        "armed_forces",
        "direct_participant",
        UNKNOWN,
        ALL,
    ),
    "occupation": (
        "health_worker",
        "journalist",
        "aid_worker",
        "teacher",
        "student",
        "police",
        "rescue_worker",
        "religious_leader",
        "politician",
        "election_worker",
        "farmer",
        "driver",
        "other",
        UNKNOWN,
        ALL,
    ),
    "role": ("victim", "perpetrator", "suspect", UNKNOWN, ALL),
    "operator": (
        "exact",
        "at_least",
        "more_than",
        "at_most",
        "less_than",
        "approximately",
        "range",
        "vague",
        "point",
        "none",
        UNKNOWN,
    ),
    "range_basis": ("count", "status", "sources"),
    "count_basis": (
        "stated",
        # The lowest of several reported figures, by the source's rule (ACLED).
        "conservative",
        "counted",
        "derived",
        "implied_one",
        "imputed",
        "coded_zero",
    ),
    "scope": ("incident", "period", "cumulative", "background"),
    "stance": ("asserted", "none", "none_reported", "denied", "conceded"),
    "flow": ("new", "recovered", "succumbed", "recognised", "late_reported"),
    "unit": (
        "incident",
        "period_toll",
        "running_toll",
        "area_aggregate",
        "background",
    ),
    "completeness": ("full", "extract", "increment"),
    "date_precision": ("day", "days", "week", "month", "year"),
    "published_precision": ("time", "day", "month", "year"),
    "location_method": (
        "exact",
        "alias",
        "admin_fallback",
        "coordinates",
        "nearest",
        "fuzzy",
        "manual",
        "none",
    ),
    "actor_role": ("perpetrator", "side_a", "side_b", "participant", "target"),
    "certainty": ("known", "alleged", "suspected", "claimed", "denied"),
    "relation": ("publisher", "quoted", "linked", "coder"),
    "quirk": tuple(QUIRKS),
}


@dataclass(frozen=True)
class Table:
    """One table of schema ``raw``.

    ``columns`` are written by a reader, ``filled`` by ``load.py``; ``keys`` gives, for
    each id that ``load.py`` makes, the columns of its natural key. ``local`` columns
    serve one load and are not stored: they connect its rows, or wait to be judged. Rows
    of a report that are alike in the columns of ``once`` say one thing, of which the
    first is kept.
    """

    columns: Columns
    filled: Columns = field(default_factory=dict)
    keys: dict[str, tuple[str, ...]] = field(default_factory=dict)
    local: tuple[str, ...] = ()
    once: tuple[str, ...] = ()

    @property
    def stored(self) -> Columns:
        """Columns of the table in the warehouse: the filled ones, then the reader's."""
        kept = {k: v for k, v in self.columns.items() if k not in self.local}
        return {**self.filled, **kept}

    def frame(self, rows: list[dict[str, object]]) -> pl.DataFrame:
        """Rows as a frame in the contract's columns; a missing column is NULL."""
        return pl.DataFrame(rows, schema=self.columns)


_OF_REPORT: Columns = {
    "document_ref": pl.String,
    "report_ref": pl.String,
    "line": pl.Int64,
    "file_name": pl.String,
}
_OF_REPORT_LOCAL = ("document_ref", "report_ref")
_OF_REPORT_FILLED: Columns = {"report_id": pl.String, "content_hash": pl.String}
_SPAN: Columns = {"span_start": pl.Int64, "span_end": pl.Int64}

TABLES: dict[str, Table] = {
    "loads": Table(
        columns={},
        filled={
            "load_id": pl.String,
            "reader": pl.String,
            "reader_version": pl.String,
            "file_names": pl.List(pl.String),
            "is_sample": pl.Boolean,
            # Rows of the files; NULL for texts.
            "row_count": pl.Int64,
            "document_count": pl.Int64,
            # Reports seen; of them never seen before, and seen with other content.
            "report_count": pl.Int64,
            "new_report_count": pl.Int64,
            "changed_report_count": pl.Int64,
            # Reports that the full release before this one had and this one lacks.
            "tombstone_count": pl.Int64,
            "claim_count": pl.Int64,
            "reject_count": pl.Int64,
            "quirk_count": pl.Int64,
            "_loaded_at": STAMP,
        },
        keys={"load_id": ("reader", "reader_version", "document_ids")},
    ),
    "sources": Table(
        columns={"source_name": pl.String},
        filled={"source_id": pl.String, "_loaded_at": STAMP},
        keys={"source_id": ("source_name",)},
    ),
    "documents": Table(
        columns={
            "document_ref": pl.String,
            "source_name": pl.String,
            "dataset_id": pl.String,
            "release_label": pl.String,
            "completeness": pl.String,
            "covers_from": pl.Date,
            "covers_to": pl.Date,
            "covers_area": pl.String,
            "title": pl.String,
            "url": pl.String,
            "archive_url": pl.String,
            "language": pl.String,
            "published_at": STAMP,
            "published_precision": pl.String,
            "retrieved_date": pl.Date,
            "media_type": pl.String,
            "file_name": pl.String,
            "sha256": pl.String,
            "byte_count": pl.Int64,
        },
        filled={"document_id": pl.String, "source_id": pl.String, "_loaded_at": STAMP},
        # `locator` is the url, or the title where there is none.
        keys={"document_id": ("source_id", "locator", "sha256")},
        local=("document_ref",),
    ),
    "readings": Table(
        columns={
            "document_ref": pl.String,
            "reader": pl.String,
            "reader_version": pl.String,
            # The decoded text that spans refer to; NULL for a data set's file.
            "text": pl.String,
            # What may be names of persons in the text and in the document's title.
            "person_spans": SPANS,
            "title_person_spans": SPANS,
            "sentence_spans": SPANS,
        },
        filled={
            "reading_id": pl.String,
            "document_id": pl.String,
            "load_id": pl.String,
            "_loaded_at": STAMP,
        },
        keys={"reading_id": ("document_id", "reader", "reader_version")},
        local=("document_ref",),
    ),
    "sightings": Table(
        columns={},
        filled={
            "reading_id": pl.String,
            "report_id": pl.String,
            "content_hash": pl.String,
            "line": pl.Int64,
        },
    ),
    "reports": Table(
        columns={
            **_OF_REPORT,
            "native_id": pl.String,
            # The source's own grouping of reports into one event (MAVERICK event_id).
            "event_id_source": pl.String,
            # What a row of a data set was coded from, as cited: an article tells two
            # things apart, and two rows of it are never one incident (MAVERICK).
            "told_in": pl.String,
            # Rows that are parts of one incident and are added before any policy (IOM).
            "report_group": pl.String,
            # The source's own name of the series that a toll is a point of.
            "series_text": pl.String,
            "unit": pl.String,
            "anchor_start": pl.Int64,
            "anchor_end": pl.Int64,
            "date_min": pl.Date,
            "date_max": pl.Date,
            "date_precision": pl.String,
            "date_text": pl.String,
            "date_span_start": pl.Int64,
            "date_span_end": pl.Int64,
            "published_at": STAMP,
            "published_precision": pl.String,
            "cause_text": pl.String,
            "cause_span_start": pl.Int64,
            "cause_span_end": pl.Int64,
            # The kind of event by the publisher's own label.
            "event_type_text": pl.String,
            # The circumstances in the source's own codes, to compare reports by.
            "context_text": pl.String,
            # Four axes of verification, in the source's words, never collapsed.
            "harm_status": pl.String,
            "attribution_status": pl.String,
            "civilian_status": pl.String,
            "belligerent_assessment": pl.String,
        },
        filled={
            **_OF_REPORT_FILLED,
            "source_id": pl.String,
            "document_id": pl.String,
            "_loaded_at": STAMP,
        },
        # A text has no native id: its report is the document and the anchor span.
        keys={"report_id": ("source_id or document_id", "native_id or anchor")},
        local=_OF_REPORT_LOCAL,
    ),
    "report_aliases": Table(
        columns={**_OF_REPORT, "alias": pl.String, "authority": pl.String},
        filled=_OF_REPORT_FILLED,
        local=_OF_REPORT_LOCAL,
        once=("alias",),
    ),
    "report_places": Table(
        columns={
            **_OF_REPORT,
            "place_order": pl.Int64,
            "place_text": pl.String,
            "admin2_text": pl.String,
            "admin1_text": pl.String,
            "country_text": pl.String,
            # The P-code of any level as the source gives it.
            "pcode": pl.String,
            "latitude": pl.Float64,
            "longitude": pl.Float64,
            # As written, where they make no point (normalise.coordinates).
            "latitude_text": pl.String,
            "longitude_text": pl.String,
            # The radius comes from seeds/location_precisions.csv by these two.
            "precision_scale": pl.String,
            "precision_code": pl.String,
            # Filled by normalise.places.locate where the reader has not.
            "place_id": pl.String,
            "admin1_id": pl.String,
            "country_id": pl.String,
            "location_method": pl.String,
            **_SPAN,
        },
        filled=_OF_REPORT_FILLED,
        local=(*_OF_REPORT_LOCAL, "latitude_text", "longitude_text"),
    ),
    "report_actors": Table(
        columns={
            **_OF_REPORT,
            "actor_order": pl.Int64,
            "actor_text": pl.String,
            "actor_id_source": pl.String,
            "actor_role": pl.String,
            "certainty": pl.String,
            "assessment": pl.String,
            **_SPAN,
        },
        filled=_OF_REPORT_FILLED,
        local=_OF_REPORT_LOCAL,
    ),
    "report_sources": Table(
        columns={
            **_OF_REPORT,
            "source_order": pl.Int64,
            "source_text": pl.String,
            "relation": pl.String,
            "url": pl.String,
            "archive_url": pl.String,
            "published_text": pl.String,
            # Filled by normalise.citations.date_sources.
            "published_date": pl.Date,
        },
        filled=_OF_REPORT_FILLED,
        local=_OF_REPORT_LOCAL,
    ),
    "claims": Table(
        columns={
            **_OF_REPORT,
            "claim_ref": pl.String,
            # The column of the file, or "start-end" of the words: part of claim_key.
            "anchor": pl.String,
            "measure": pl.String,
            "unit_counted": pl.String,
            "sex": pl.String,
            "age_group": pl.String,
            "age_text": pl.String,
            "status": pl.String,
            "occupation": pl.String,
            "affiliation_text": pl.String,
            "role": pl.String,
            "low": pl.Int64,
            "best": pl.Int64,
            "high": pl.Int64,
            "operator": pl.String,
            "value_text": pl.String,
            "range_basis": pl.String,
            "count_basis": pl.String,
            "scope": pl.String,
            # Over how many incidents a joint toll is told; NULL: over this one.
            "incident_count": pl.Int64,
            "period_start": pl.Date,
            "period_end": pl.Date,
            "stance": pl.String,
            "flow": pl.String,
            "part_of_ref": pl.String,
            "supersedes_ref": pl.String,
            "repeat_of_ref": pl.String,
            "previous_value": pl.Int64,
            "transfer_from": pl.String,
            "hedge": pl.String,
            "claimed_by": pl.String,
            "is_status_contested": pl.Boolean,
            "text": pl.String,
            **_SPAN,
            "rule_id": pl.String,
            # Share of texts in which the rule that read it was measured to be right.
            "confidence": pl.Float64,
        },
        filled={"claim_id": pl.String, "claim_key": pl.String}
        | {
            **_OF_REPORT_FILLED,
            "part_of_claim_id": pl.String,
            "supersedes_claim_id": pl.String,
            "repeat_of_claim_id": pl.String,
        },
        keys={
            "claim_key": (
                "report_id",
                "anchor",
                "measure",
                "sex",
                "age_group",
                "status",
                "occupation",
                "affiliation_text",
                "role",
            ),
            "claim_id": ("claim_key", "content_hash"),
        },
        local=(
            *_OF_REPORT_LOCAL,
            "claim_ref",
            "part_of_ref",
            "supersedes_ref",
            "repeat_of_ref",
        ),
    ),
    "report_quirks": Table(
        columns={
            **_OF_REPORT,
            "quirk": pl.String,
            # The column of the file, or the anchor of the claim, that has it.
            "column_name": pl.String,
            "value": pl.String,
        },
        filled=_OF_REPORT_FILLED,
        local=_OF_REPORT_LOCAL,
    ),
    # A publisher's own list of reports that it has withdrawn.
    "retractions": Table(
        columns={
            "document_ref": pl.String,
            "native_id": pl.String,
            "retracted_at": STAMP,
            "reason": pl.String,
            "line": pl.Int64,
            "file_name": pl.String,
        },
        filled={
            "report_id": pl.String,
            "source_id": pl.String,
            "document_id": pl.String,
            "_loaded_at": STAMP,
        },
        keys={"report_id": ("source_id", "native_id")},
        local=("document_ref",),
    ),
    # What the count columns of the files add up to, to hold the claims against.
    "load_tallies": Table(
        columns={
            "document_ref": pl.String,
            "file_name": pl.String,
            # NULL for the rows of the file themselves.
            "column_name": pl.String,
            # Which claims and which of their bounds the column becomes.
            "anchor": pl.String,
            "bound": pl.String,
            "cell_count": pl.Int64,
            "people_read": pl.Int64,
            "people_rejected": pl.Int64,
        },
        filled={"load_id": pl.String, "reading_id": pl.String},
        local=("document_ref",),
    ),
    "decisions": Table(
        columns={
            "kind": pl.String,
            "subject": pl.String,
            "verdict": pl.String,
            "value": pl.String,
            "reviewer": pl.String,
            "decided_at": STAMP,
            "note": pl.String,
            "withdraws": pl.String,
        },
        filled={"decision_id": pl.String, "_loaded_at": STAMP},
        keys={
            "decision_id": (
                "kind",
                "subject",
                "verdict",
                "value",
                "reviewer",
                "decided_at",
            )
        },
    ),
    "rejects": Table(
        columns={
            "file_name": pl.String,
            "line": pl.Int64,
            "column_name": pl.String,
            "value": pl.String,
            "reason": pl.String,
        },
        filled={"load_id": pl.String, "_loaded_at": STAMP},
    ),
}

# Tables whose rows belong to a report and enter its content hash.
REPORT_TABLES = (
    "report_aliases",
    "report_places",
    "report_actors",
    "report_sources",
    "report_quirks",
    "claims",
)

# What a reader may return for one batch of a file.
READER_TABLES = ("reports", *REPORT_TABLES, "retractions", "rejects")


@dataclass(frozen=True)
class Member:
    """One file of a release: the columns by which it is known, and others it may have.

    ``needs`` must all be there; those of ``takes`` that are not are NULL. ``names``
    says what releases called a column, where that is not our name, newest first. Names
    are compared without case and punctuation, and count as the same if a file cuts them
    short at 64 characters.
    """

    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # The columns of a release without a header, by their number.
    headerless: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    # Columns that count people: the anchor of the claims that they become, and which
    # bound of them. Every load adds both up and compares.
    counts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    # Columns that a table of this member never has, but one that is like it does.
    lacks: tuple[str, ...] = ()
    # Why nothing is read of it, where it is known and has nothing for us.
    passed_over: str | None = None
    # Read in one batch: rows of one report stand apart and are counted together.
    is_whole: bool = False
    # The column whose values name releases of which the file holds several; each is a
    # document of its own, published on that day.
    vintage: str | None = None


@dataclass(frozen=True)
class Adapter:
    """How one published data set becomes records.

    ``members`` are the files that together are one release; ``records`` turns one batch
    of one member (all columns String, under our names, plus ``line`` Int64 and
    ``file_name``) into ``READER_TABLES``. ``version`` goes up with every change of the
    output, so that a mended reader replaces what the old one read.
    """

    name: str
    title: str
    version: str
    publisher: str
    dataset_id: str
    members: Mapping[str, Member]
    records: Callable[[str, pl.DataFrame], Records]
    # Columns that are not read though they may count people, each with the reason.
    unplaced: tuple[str, ...] = ()


# A dimension that a reader does not name is not split.
NOT_SPLIT = ("sex", "age_group", "status", "occupation", "affiliation_text")


def conform(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame in the contract's columns and types; a column not given is NULL.

    The dimensions of ``NOT_SPLIT`` are never NULL: not given, they are ``ALL``.

    Raises:
        ValueError: a column that the contract does not know (a reader's own fault).
    """
    columns = TABLES[table].columns
    if strange := sorted(set(frame.columns) - set(columns)):
        message = f"raw.{table} has no column {', '.join(strange)}"
        raise ValueError(message)
    if not frame.columns:  # a select of literals alone would make a row
        return TABLES[table].frame([])
    conformed = frame.select(
        (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
        for name, kind in columns.items()
    )
    unsplit = [name for name in NOT_SPLIT if name in columns]
    return conformed.with_columns(pl.col(unsplit).fill_null(ALL))


def join(batches: Iterable[Records]) -> Records:
    """Several batches as one; frames of one table stand below each other."""
    frames: dict[str, list[pl.DataFrame]] = {}
    for batch in batches:
        for name, frame in batch.items():
            frames.setdefault(name, []).append(frame)
    return {name: pl.concat(found) for name, found in frames.items()}
