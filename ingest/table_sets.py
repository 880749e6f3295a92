"""The files of published data sets as document sets: one release each."""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from ingest import gazetteer
from ingest.files import Part, hash_files, read_batches
from ingest.normalise.column_names import arrange
from ingest.normalise.place_quirks import judge_places
from ingest.normalise.places import locate_on
from ingest.normalise.tags import drop_tags
from ingest.origin import Origin
from ingest.recognition import Found
from ingest.records import TABLES, Adapter, Member, Records, conform, join
from ingest.sets import DocumentSet, describe, reading, refer
from ingest.tallies import tally

# Called after each batch with its rows and about as many bytes of the file.
Progress = Callable[[int, int], None]

# A release is one document; a short word for it is joined faster than a hash.
_REF = "1"


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
    """
    adapter = next(iter(members.values())).adapter
    sha256, size = hash_files(dict.fromkeys(part.path for part in members))
    document = describe(
        origin,
        document_ref=_REF,
        source_name=adapter.publisher,
        dataset_id=adapter.dataset_id,
        title=adapter.title,
        # Unless the user says otherwise, a file is not taken to be all there is.
        completeness="extract",
        media_type="table",
        file_name=", ".join(sorted(part.name for part in members)),
        sha256=sha256,
        byte_count=size,
    )
    return DocumentSet(
        adapter.name,
        adapter.version,
        TABLES["documents"].frame([document]),
        _table_batches(members, told),
        (*unread, *adapter.unplaced),
    )


def _table_batches(members: Mapping[Part, Found], told: Progress) -> Iterator[Records]:
    adapter = next(iter(members.values())).adapter
    yield {"readings": reading(_REF, adapter.name, adapter.version)}
    batches = _records(members, adapter, told)
    # Rows of one report may stand in several files of a release.
    yield from [join(batches)] if len(members) > 1 else batches


def _records(
    members: Mapping[Part, Found], adapter: Adapter, told: Progress
) -> Iterator[Records]:
    index, known = gazetteer.load_index(), None
    for part, found in members.items():
        member = adapter.members[found.member]
        for batch in _arranged(part, found, member, told):
            records = adapter.records(found.member, batch)
            sums = {"load_tallies": tally(member, batch, records)}
            if "report_places" in records:
                places, known = locate_on(records["report_places"], index, known)
                records["report_places"] = places
                sums["report_quirks"] = _judge(places)
            yield refer(join([records, sums]), document_ref=_REF)


def _judge(places: pl.DataFrame) -> pl.DataFrame:
    """What is odd about located places."""
    return conform("report_quirks", judge_places(places, gazetteer.load()))


def _arranged(
    part: Part, found: Found, member: Member, told: Progress
) -> Iterator[pl.DataFrame]:
    """The batches of a table under our names, without its row of HXL tags."""
    batches = (
        arrange(member, drop_tags(batch, (found.header or 0) + 2))
        for batch in _counted(part, found, told)
    )
    yield from [pl.concat(batches)] if member.is_whole else batches


def _counted(part: Part, found: Found, told: Progress) -> Iterator[pl.DataFrame]:
    for batch in read_batches(part, found.columns, found.header):
        cells = pl.sum_horizontal(pl.exclude("line", "file_name").str.len_bytes())
        told(batch.height, batch.select(cells.sum() + pl.len() * batch.width).item())
        yield batch
