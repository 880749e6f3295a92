"""The files of published data sets as document sets: one release each.

A file that holds several releases (``Member.vintage``) is a document for each of them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import polars as pl

from ingest import gazetteer
from ingest.errors import DataError
from ingest.files import BATCH_SIZE, Part, hash_files, read_batches
from ingest.normalise.citations import date_sources
from ingest.normalise.column_names import arrange
from ingest.normalise.dates import parse_date, parse_stamp
from ingest.normalise.faults import require, sift
from ingest.normalise.locator import Locator
from ingest.normalise.place_quirks import judge_places
from ingest.normalise.tags import drop_tags
from ingest.origin import Origin
from ingest.recognition import Found
from ingest.records import TABLES, Adapter, Member, Records, conform, join
from ingest.sets import DocumentSet, describe, reading, refer
from ingest.tallies import tally

# Called after each batch with its rows and about as many bytes of the file.
Progress = Callable[[int, int], None]

# So many files are named one by one.
_NAMED = 4

# The document of a release without vintages; a short word is joined faster than a hash.
_REF = "1"


class _Release(NamedTuple):
    """A data set's files that are read together, and the vintages that they hold."""

    adapter: Adapter
    members: Mapping[str, dict[Part, Found]]
    sha256: str
    vintages: list[str]

    def ref(self, vintage: str | None) -> str:
        """The document of a vintage, or that of the files themselves."""
        return vintage or _REF

    @property
    def refs(self) -> list[str]:
        """All documents, in the order of their days."""
        is_plain = any(not self.adapter.members[m].vintage for m in self.members)
        return [self.ref(v) for v in (*self.vintages, *([None] if is_plain else []))]


def read_tables(
    members: Mapping[Part, Found],
    origin: Origin,
    unread: tuple[str, ...],
    told: Progress,
) -> DocumentSet:
    """The document set of a release: the tables of one data set.

    Args:
        members: which member of the data set each table is.
        origin: what the user says of the release.
        unread: the tables beside them that nobody reads.
        told: called after each batch.

    Raises:
        DataError: a file of vintages has no day of one.
    """
    sheets = [part.sheet for part in members if part.sheet]
    sha256, size = hash_files(dict.fromkeys(part.path for part in members), sheets)
    release = _release(members, sha256)
    documents = [
        _describe(release, ref, origin, file_name=_name(members), byte_count=size)
        for ref in release.refs
    ]
    return DocumentSet(
        release.adapter.name,
        release.adapter.version,
        TABLES["documents"].frame(documents),
        _table_batches(release, told),
        (*unread, *release.adapter.unplaced),
    )


def _release(parts: Mapping[Part, Found], sha256: str) -> _Release:
    adapter = next(iter(parts.values())).adapter
    members: dict[str, dict[Part, Found]] = {}
    for part, found in parts.items():
        members.setdefault(found.member, {})[part] = found
    days: set[str] = set()
    for name, files in members.items():
        days |= _list_vintages(adapter.members[name], files)
    return _Release(adapter, members, sha256, sorted(days))


def _list_vintages(member: Member, files: Mapping[Part, Found]) -> set[str]:
    """The days of the vintages, by a pass over their column alone."""
    if not member.vintage:
        return set()
    days: set[str] = set()
    for batch in _arranged(files, member, lambda *_: None):
        days |= set(_dated(member.vintage, batch)[0][member.vintage].unique())
    if not days:
        names = ", ".join(part.name for part in files)
        raise DataError(f"{names}: no row has a day in the column {member.vintage}")
    return days


def _dated(column: str, batch: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    day = pl.col(column)
    fault = pl.coalesce(require(day)[1], parse_date(day)[1])
    return sift(batch, {column: (parse_date(day)[0].cast(pl.String), fault)})


def _describe(
    release: _Release, ref: str, origin: Origin, **facts: object
) -> dict[str, object]:
    title = release.adapter.title
    if ref != _REF:
        # One address, title or day cannot stand for many documents.
        one = {"title": None, "url": None, "release": None, "published": None}
        origin = replace(origin, **one, published_precision=None)
        stamp, precision = parse_stamp(ref) or (None, None)
        facts |= {"published_at": stamp, "published_precision": precision}
        facts |= {"title": f"{title}, {ref}", "release_label": ref}
    usual = {
        "document_ref": ref,
        "source_name": release.adapter.publisher,
        "dataset_id": release.adapter.dataset_id,
        "title": title,
        # Unless the user says otherwise, a file is not taken to be all there is.
        "completeness": "extract",
        "media_type": "table",
        "sha256": release.sha256,
    }
    return describe(origin, **usual | facts)


def _name(parts: Iterable[Part]) -> str:
    names = sorted(part.name for part in parts)
    if len(names) <= _NAMED:
        return ", ".join(names)
    return f"{names[0]} … {names[-1]} ({len(names)} files)"


def _table_batches(release: _Release, told: Progress) -> Iterator[Records]:
    adapter = release.adapter
    for ref in release.refs:
        yield {"readings": reading(ref, adapter.name, adapter.version)}
    batches = _records(release, told)
    # Rows of one report may stand in several files of a release.
    is_one = sum(map(len, release.members.values())) == 1
    yield from batches if is_one else [join(batches)]


def _records(release: _Release, told: Progress) -> Iterator[Records]:
    locator = Locator(gazetteer.load_index())
    for name, files in release.members.items():
        member = release.adapter.members[name]
        for batch in _gathered(_arranged(files, member, told), member):
            yield join(_of_batch(release, name, batch, locator))


def _of_batch(
    release: _Release, name: str, batch: pl.DataFrame, locator: Locator
) -> Iterator[Records]:
    """The records of a batch, for each release in it."""
    member = release.adapter.members[name]
    for ref, rows, rejects in _by_release(release, member, batch):
        records = rejects or release.adapter.records(name, rows)
        sums = {"load_tallies": tally(member, rows, records)}
        if "report_places" in records:
            places = locator.locate(records["report_places"])
            records = records | {"report_places": places}
            sums["report_quirks"] = _judge(places)
        if "report_sources" in records:
            dated = date_sources(records["report_sources"])
            records = records | {"report_sources": dated}
        yield refer(join([records, sums]), document_ref=ref)


def _judge(places: pl.DataFrame) -> pl.DataFrame:
    """What is odd about located places."""
    return conform("report_quirks", judge_places(places, gazetteer.load()))


def _by_release(
    release: _Release, member: Member, batch: pl.DataFrame
) -> Iterator[tuple[str, pl.DataFrame, Records | None]]:
    """The document and the rows of each release; rows of none as rejects."""
    if not member.vintage:
        yield release.ref(None), batch, None
        return
    good, rejects = _dated(member.vintage, batch)
    for rows in good.partition_by(member.vintage, maintain_order=True):
        yield release.ref(rows.item(0, member.vintage)), rows, None
    if not rejects.is_empty():
        undated = batch.join(rejects, on=["file_name", "line"], how="semi")
        yield release.refs[0], undated, {"rejects": rejects}


def _arranged(
    files: Mapping[Part, Found], member: Member, told: Progress
) -> Iterator[pl.DataFrame]:
    """The batches of the tables under our names, without rows of HXL tags."""
    for part, found in files.items():
        for batch in read_batches(part, found.columns, found.header):
            cells = pl.sum_horizontal(pl.exclude("line", "file_name").str.len_bytes())
            size = batch.select(cells.sum() + pl.len() * batch.width).item()
            told(batch.height, size)
            yield arrange(member, drop_tags(batch, (found.header or 0) + 2))


def _gathered(
    batches: Iterable[pl.DataFrame], member: Member
) -> Iterator[pl.DataFrame]:
    """The batches, many small ones as one: data sets come in a file a day too."""
    waiting: list[pl.DataFrame] = []
    for batch in batches:
        waiting.append(batch)
        is_full = sum(frame.height for frame in waiting) >= BATCH_SIZE
        if is_full and not member.is_whole:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)
