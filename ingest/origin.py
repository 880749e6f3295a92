"""What a user says of a file, on the command line or in a ``load.yml`` beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path

import yaml

from ingest.errors import DataError, UsageError
from ingest.normalise.dates import parse_stamp
from ingest.records import VALUES

LIST = "load.yml"
_DATES = ("retrieved", "covers_from", "covers_to")


@dataclass(frozen=True)
class Origin:
    """Origin of a document set; None is not said, and beats nothing.

    ``reader`` is what ``--as`` takes: the name of an adapter, ``text``, ``hxl``, or the
    path of a YAML mapping. ``sheet`` is the one of a workbook that is read.
    ``published`` is UTC, with ``published_precision``.
    """

    reader: str | None = None
    sheet: str | None = None
    source: str | None = None
    title: str | None = None
    url: str | None = None
    archive_url: str | None = None
    release: str | None = None
    published: datetime | None = None
    published_precision: str | None = None
    retrieved: date | None = None
    completeness: str | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    covers_area: str | None = None


def read_origin(said: Mapping[str, object], where: str) -> Origin:
    """The origin in plain words, as a command line or a ``load.yml`` gives it.

    Raises:
        UsageError: an unknown key, a date that is none, an unknown completeness.
    """
    words = {name: str(value) for name, value in said.items() if value is not None}
    known = {field.name for field in fields(Origin)} - {"published_precision"}
    if strange := sorted(set(words) - known):
        listed = ", ".join(sorted(known))
        raise UsageError(f"{where}: no key {', '.join(strange)}; the keys are {listed}")
    completeness = words.get("completeness")
    if completeness and completeness not in VALUES["completeness"]:
        listed = ", ".join(VALUES["completeness"])
        raise UsageError(f"{where}: completeness {completeness} is none of {listed}")
    published, precision = _read_date(words, "published", where)
    plain = {k: v for k, v in words.items() if k not in (*_DATES, "published")}
    return Origin(
        **plain,
        retrieved=_read_day(words, "retrieved", where),
        covers_from=_read_day(words, "covers_from", where),
        covers_to=_read_day(words, "covers_to", where),
        published=published,
        published_precision=precision,
    )


def _read_day(words: Mapping[str, str], name: str, where: str) -> date | None:
    stamp, _ = _read_date(words, name, where)
    return stamp.date() if stamp else None


def _read_date(
    words: Mapping[str, str], name: str, where: str
) -> tuple[datetime | None, str | None]:
    if name not in words:
        return None, None
    found = parse_stamp(words[name])
    if found is None:
        raise UsageError(
            f"{where}: {name} {words[name]!r} is no date; write it as 2024-11-30"
        )
    return found


def find_lists(paths: Sequence[Path]) -> Iterator[tuple[list[Path], Origin | None]]:
    """Files with the origin that a ``load.yml`` gives them; None for files named alone.

    A folder stands for its ``load.yml``, or for those of its folders.

    Raises:
        UsageError: a folder without such a list.
        DataError: a list that is no YAML or names files that are not there.
    """
    alone = [path for path in paths if not path.is_dir()]
    if alone:
        yield alone, None
    for folder in (path for path in paths if path.is_dir()):
        lists = sorted([*folder.glob(LIST), *folder.glob(f"*/{LIST}")])
        if not lists:
            raise UsageError(
                f"{folder} is a folder without a {LIST}; name its files, as {folder}/*"
            )
        for path in lists:
            yield from _read_list(path)


def _read_list(path: Path) -> Iterator[tuple[list[Path], Origin]]:
    try:
        entries = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506  # makes text alone
    except (yaml.YAMLError, UnicodeError) as error:
        raise DataError(f"{path} is no YAML; mend it") from error
    if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
        raise DataError(
            f"{path} is no list of entries with files; see samples/*/{LIST}"
        )
    for entry in entries:
        said = dict(entry)
        names = said.pop("files", None) or []
        reader = said.pop("as", None)
        if reader and reader.endswith((".yml", ".yaml")):
            reader = str(path.parent / reader)
        yield (
            _find_files(path, names),
            read_origin(said | {"reader": reader}, str(path)),
        )


def _find_files(listing: Path, patterns: Sequence[str]) -> list[Path]:
    folder = listing.parent
    found = [path for pattern in patterns for path in sorted(folder.glob(pattern))]
    if not found:
        raise DataError(f"{listing}: no file {', '.join(patterns)} beside it; mend it")
    return found
