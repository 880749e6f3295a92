"""Which reader reads which files."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ingest.errors import UsageError
from ingest.files import FRONT, Part, choose_sheet, list_parts, read_head
from ingest.headers import check_header
from ingest.origin import Origin
from ingest.recognition import Found, Head, fit, reads, recognise
from ingest.records import Adapter
from ingest.sets import DocumentSet
from ingest.sources import ADAPTERS, load_mapping
from ingest.table_sets import Progress, read_tables
from ingest.tagged import HXL, find_tagged
from ingest.text_sets import TEXT, read_texts


def find_sets(
    paths: Sequence[Path],
    origin: Origin,
    told: Progress,
    left_out: Sequence[str] = (),
) -> Iterator[DocumentSet]:
    """The document sets of some files: a text file each, a release of a data set each.

    Args:
        paths: the files, those of archives unpacked.
        origin: what the user says of them.
        told: called after each batch of a table.
        left_out: names of files beside them that are not to be read.

    Raises:
        UsageError: no reader, or more than one, reads a file; a text has no source;
            nothing but files that are known to hold nothing of ours.
        DataError: a file has a fault.
    """
    adapter = _find_adapter(origin.reader)
    tables: dict[str, dict[Part, Found]] = {}
    unread = [*left_out]
    for path in paths:
        parts = {part: read_head(part) for part in _list_parts(path, origin)}
        if _are_texts(parts, origin):
            yield read_texts(path, origin)
            continue
        heads = {part: head or [[""]] for part, head in parts.items()}
        found = _recognise(path, adapter, heads, origin)
        unread += [part.name for part in parts if part not in found]
        for part, known in found.items():
            if reason := known.adapter.members[known.member].passed_over:
                unread.append(f"{part.name} ({reason})")
                continue
            # The files of a data set in several members are one release, as are the
            # sheets of a workbook.
            is_one = len(known.adapter.members) > 1
            key = known.adapter.name if is_one else str(path)
            tables.setdefault(key, {})[part] = known
    if unread and not tables:
        raise UsageError(f"nothing to load: {', '.join(unread)}")
    for members in tables.values():
        yield read_tables(members, origin, tuple(unread), told)


def _list_parts(path: Path, origin: Origin) -> list[Part]:
    """The tables of a file, or the sheet that the user names."""
    return [choose_sheet(path, origin.sheet)] if origin.sheet else list_parts(path)


def is_text(path: Path, origin: Origin) -> bool:
    """Whether a file is read as a text, not as a table of a data set.

    Raises:
        UsageError, DataError: of ``list_parts`` and ``read_head``.
    """
    return _are_texts({part: read_head(part) for part in list_parts(path)}, origin)


def _are_texts(heads: Mapping[Part, Head | None], origin: Origin) -> bool:
    """Texts have no head, or one of front matter that no data set has.

    Raises:
        UsageError: a text is to be read by a reader of tables.
    """
    if origin.reader is not None:
        told = next((part.name for part, head in heads.items() if head is None), None)
        if told and origin.reader != TEXT:
            raise UsageError(
                f"{told} is a text by its suffix, and {origin.reader} reads tables; "
                "give a table the suffix .csv or .tsv"
            )
        return origin.reader == TEXT
    return any(
        head is None
        or (part.path.suffix.lower() in FRONT and not recognise(part.name, head))
        for part, head in heads.items()
    )


def _find_adapter(reader: str | None) -> Adapter | None:
    if reader is None or reader in (HXL, TEXT):
        return None
    if reader.endswith((".yml", ".yaml")):
        return load_mapping(Path(reader))
    if reader not in ADAPTERS:
        known = ", ".join([*ADAPTERS, HXL, TEXT])
        raise UsageError(
            f"--as {reader}: no such reader; there are {known}, and a YAML mapping"
        )
    return ADAPTERS[reader]


def _recognise(
    path: Path, adapter: Adapter | None, heads: Mapping[Part, Head], origin: Origin
) -> dict[Part, Found]:
    """The tables of a file that a reader reads; at least one."""
    if adapter:
        # Of several sheets the first that has the columns is read.
        fitting = (part for part, head in heads.items() if reads(adapter, head))
        part = next(fitting, next(iter(heads)))
        return {part: fit(adapter, part.name, heads[part])}
    found = {
        part: known
        for part, head in heads.items()
        if origin.reader != HXL and (known := recognise(part.name, head))
    }
    if not found:
        found = _find_tagged(path, heads, origin)
    if not found:
        raise UsageError(_unknown(path, heads))
    return found


def _find_tagged(
    path: Path, heads: Mapping[Part, Head], origin: Origin
) -> dict[Part, Found]:
    """The one table with HXL tags, asked last: known data sets carry some too."""
    found = {
        part: known
        for part, head in heads.items()
        if (known := find_tagged(part.name, head, origin))
    }
    if not found and origin.reader == HXL:
        raise UsageError(f"{path} has no row of HXL tags under its header")
    if len(found) > 1:
        sheets = ", ".join(str(part.sheet) for part in found)
        raise UsageError(f"{path} has tags in the sheets {sheets}; choose with --sheet")
    return found


def _unknown(path: Path, heads: Mapping[Part, Head]) -> str:
    part, head = next(iter(heads.items()))
    check_header(str(path), head[0])
    sheets = [p.sheet for p in heads if p.sheet]
    listed = f" (sheets: {', '.join(sheets)})" if sheets else ""
    return (
        f"{path}{listed}: no reader knows the columns {', '.join(head[0][:6])} …; name "
        f"one with --as, or write a mapping (`casualty map {part.path.name}` proposes "
        "one)"
    )
