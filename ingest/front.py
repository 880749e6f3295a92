"""The front door of the room: what the command may call."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from ingest import explain, inputs, load, marks, page
from ingest.decisions import read_decisions
from ingest.errors import UsageError
from ingest.extract import Extract, extract_all
from ingest.files import leave_out, unpacked
from ingest.inputs import STDIN, Fault
from ingest.lists import has_both, list_readers, list_rejects
from ingest.loaded import Loaded, Outcome
from ingest.normalise.dates import day_of
from ingest.origin import Origin, find_lists, read_origin
from ingest.pair_list import list_pairs
from ingest.proposed import propose_file
from ingest.quirks import QUIRKS
from ingest.readers import find_sets, is_text
from ingest.records import VALUES
from ingest.review import BELOW, list_claims, save_list
from ingest.sets import DocumentSet
from ingest.table_sets import Progress
from ingest.verdicts import decide
from ingest.warehouse import query
from ingest.why import explain_incident

COMPLETENESS = VALUES["completeness"]

__all__ = [
    "BELOW",
    "COMPLETENESS",
    "STDIN",
    "Extract",
    "Fault",
    "Origin",
    "Outcome",
    "Progress",
    "decide",
    "explain",
    "explain_incident",
    "has_both",
    "list_claims",
    "list_pairs",
    "list_readers",
    "list_rejects",
    "marks",
    "page",
    "propose_file",
    "read_origin",
    "save_list",
]


def load_files(  # noqa: PLR0913  # each is a place or a word that only the caller has
    database: Path,
    paths: Sequence[Path],
    said: Origin,
    *,
    samples: Path,
    decisions: Path,
    is_strict: bool = False,
    told: Progress = lambda *_: None,
) -> Iterator[Outcome]:
    """Load files, or the lists of folders, each document set in its own transaction.

    Args:
        database: the warehouse file.
        paths: files, and folders with a ``load.yml``.
        said: what the user says of the files; a ``load.yml`` speaks for its own.
        samples: the folder of the project's own samples.
        decisions: the folder of the reviewers' decisions, copied in first.
        is_strict: a set with a rejected row leaves nothing.
        told: called after each batch of a table.

    Raises:
        UsageError, DataError: of ``find_sets`` and ``load``; what was loaded before
            the fault stays, the set with the fault leaves nothing.
    """
    copy_decisions(database, decisions)
    for files, listed in find_lists(paths):
        is_sample = all(_lies_in(path, samples) for path in files)
        with unpacked(files) as found:
            for document_set in _find_all(found, listed or said, told):
                done = load.load(
                    database,
                    document_set.documents,
                    document_set.batches,
                    reader=document_set.reader,
                    reader_version=document_set.reader_version,
                    is_sample=is_sample,
                    is_strict=is_strict,
                )
                yield _tell(document_set, done)


def measure_size(paths: Sequence[Path]) -> int | None:
    """Bytes of the files; None where a folder or an archive hides how many."""
    packed = (".zip", ".gz")
    is_plain = all(p.is_file() and p.suffix.lower() not in packed for p in paths)
    return sum(path.stat().st_size for path in paths) if is_plain else None


def explain_quirks(counts: Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Quirks, most frequent first: name, number, and what it is."""
    for name, number in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
        yield name, f"{number:,}", QUIRKS[name].meaning


def copy_decisions(database: Path, folder: Path) -> None:
    """Copy the reviewers' decisions of a folder into the warehouse.

    Raises:
        DataError: of ``read_decisions``; the warehouse is locked.
    """
    load.copy_decisions(database, read_decisions(folder))


def check_files(
    paths: Sequence[Path], said: Origin
) -> tuple[list[Outcome], pl.DataFrame, pl.DataFrame]:
    """Read files into a warehouse that is thrown away.

    Returns:
        What would be loaded; the claims: file_name, line, measure, low, best, high,
        status, age_group, role, claimed_by, text, rule_id; and the rejects, as
        ``list_rejects``.
    """
    with TemporaryDirectory() as folder:
        database = Path(folder) / "check.duckdb"
        nowhere = Path(folder) / "none"
        outcomes = list(
            load_files(database, paths, said, samples=nowhere, decisions=nowhere)
        )
        return outcomes, query(database, _CLAIMS), list_rejects(database)


def are_texts(paths: Sequence[Path], said: Origin) -> bool:
    """Whether the files are documents of text, not data sets.

    Raises:
        UsageError, DataError: of ``find_lists`` and ``read_head``; some are and some
            are not.
    """
    kinds = {
        _is_text(path, listed or said)
        for files, listed in find_lists(paths)
        for path in files
    }
    if len(kinds) > 1:
        raise UsageError("texts and data sets come out differently; check them apart")
    return kinds == {True}


def _is_text(path: Path, origin: Origin) -> bool:
    with unpacked([path]) as (found,):
        return any(is_text(file, origin) for file in leave_out(found)[0])


def check_texts(paths: Sequence[Path], said: Origin) -> Iterator[Extract | Fault]:
    """What the texts of some files say, with the days that ``load_files`` gives them.

    Raises:
        UsageError, DataError: of ``find_lists`` and ``read_documents``.
    """
    yield from extract_all(
        text
        for files, listed in find_lists(paths)
        for path in files
        for text in inputs.read_file(path, _day(listed or said))
    )


def _day(origin: Origin) -> date | None:
    return day_of(origin.published, origin.published_precision)


def extract_texts(
    path: str, published: str | None, *, are_lines: bool
) -> Iterator[Extract | Fault]:
    """What a text says, or each text of a JSONL file, in order; ``-`` is stdin.

    Raises:
        UsageError, DataError: of ``inputs.read_one`` and ``inputs.read_lines``.
    """
    if are_lines:
        return extract_all(inputs.read_lines(path, published))
    return extract_all([inputs.read_one(path, published)])


_CLAIMS = """
select file_name, line, measure, low, best, high, status, age_group, role, claimed_by,
    text, rule_id
from raw.claims order by file_name, line, span_start, rule_id
"""


def _find_all(
    found: Sequence[Sequence[Path]], origin: Origin, told: Progress
) -> Iterator[DocumentSet]:
    chosen = [leave_out(files) for files in found]
    plain = [path for files, _ in chosen for path in files]
    return find_sets(
        plain, origin, told, [name for _, names in chosen for name in names]
    )


def _tell(document_set: DocumentSet, done: Loaded) -> Outcome:
    return Outcome(
        files=", ".join(document_set.documents["file_name"].unique().sort()),
        reader=f"{document_set.reader} {document_set.reader_version}",
        loaded=done,
        unread=document_set.unread,
    )


def _lies_in(path: Path, folder: Path) -> bool:
    return folder in path.resolve().parents
