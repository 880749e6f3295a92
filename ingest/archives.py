"""Zip and gzip files, opened so that a small one cannot fill the disk.

Members are written under their base names into folders of our own: a path inside an
archive leads nowhere.
"""

import gzip
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, count
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, cast

from ingest.encodings import check_file
from ingest.errors import CasualtyError, DataError

# The largest table of the field is a few gigabytes, and no table shrinks to a
# hundredth; what is small says nothing.
MOST_BYTES = 16_000_000_000
MOST_RATIO = 200
_SMALL = 10_000_000
_MOST_MEMBERS = 10_000

_CHUNK = 1 << 20
_HIDDEN = ("__MACOSX", ".")
_NOWHERE = ("/", ".", "..")


@contextmanager
def unpacked(paths: Iterable[Path]) -> Iterator[list[list[Path]]]:
    """For each file the files in it, if it is an archive, else itself, for a while.

    A fault of a file in an archive is told as ``archive.zip/file.csv``.

    Raises:
        UsageError, DataError: as ``encodings.check_file``; an archive that is broken,
            locked, empty, or opens to more than ``MOST_BYTES`` or ``MOST_RATIO`` times
            itself.
    """
    with TemporaryDirectory() as folder:
        try:
            yield [_unpack(path, Path(folder)) for path in paths]
        except CasualtyError as error:
            message = str(error).replace(f"{folder}/", "")
            raise type(error)(message) from error


def _unpack(path: Path, folder: Path) -> list[Path]:
    check_file(path)
    opener = {".zip": _open_zip, ".gz": _open_gzip}.get(path.suffix.lower())
    if opener is None:
        return [path]
    try:
        found = _write_all(path, opener(path), folder)
    except (zipfile.BadZipFile, EOFError, zlib.error, OSError) as error:
        message = f"{path} is no whole archive; fetch it again"
        raise DataError(message) from error
    except (RuntimeError, NotImplementedError) as error:
        message = f"{path} is locked or packed in a way that is not read; unpack it"
        raise DataError(message) from error
    if not found:
        raise DataError(f"{path} holds no file; fetch it again")
    return found


def check_workbook(path: Path) -> None:
    """Refuse a workbook whose parts open to more than ours may (it is a zip file).

    Raises:
        DataError: it does.
    """
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        _limit(path, sum(member.file_size for member in archive.infolist()))


_Opened = Iterator[tuple[str, IO[bytes]]]


def _open_zip(path: Path) -> _Opened:
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not _is_hidden(m)]
        if len(members) > _MOST_MEMBERS:
            message = f"{path} holds more than {_MOST_MEMBERS:,} files; unpack it"
            raise DataError(message)
        for member in members:
            with archive.open(member) as stream:
                yield _parts(member)[-1], stream


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    parts = _parts(member)
    is_folder = not parts or member.filename.endswith(("/", "\\"))
    return is_folder or any(part.startswith(_HIDDEN) for part in parts)


def _parts(member: zipfile.ZipInfo) -> list[str]:
    """The folders and the name, without steps that lead out of the archive."""
    # Some programs of Windows write its own stroke.
    path = PurePosixPath(member.filename.replace("\\", "/"))
    return [part for part in path.parts if part not in _NOWHERE]


def _open_gzip(path: Path) -> _Opened:
    with gzip.open(path) as stream:
        # typeshed has it as a raw stream; it reads as a file does.
        yield path.stem, cast("IO[bytes]", stream)


def _write_all(path: Path, opened: _Opened, folder: Path) -> list[Path]:
    found, size = [], 0
    for name, stream in opened:
        target = _free(folder, path.name, name)
        with target.open("wb") as copy:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                _limit(path, size)
                copy.write(chunk)
        found.append(target)
    return found


def _free(folder: Path, archive: str, name: str) -> Path:
    """A path that reads as the file in its archive; two files of one name stay two."""
    root = folder / archive
    folders = chain([root], (root / str(number) for number in count(2)))
    own = next(found for found in folders if not (found / name).exists())
    own.mkdir(parents=True, exist_ok=True)
    return own / name


def _limit(path: Path, size: int) -> None:
    is_bomb = size > _SMALL and size > MOST_RATIO * path.stat().st_size
    if size > MOST_BYTES or is_bomb:
        message = (
            f"{path} opens to more than {MOST_BYTES // 10**9} GB or {MOST_RATIO} times "
            "its size, as no table does; unpack it yourself if you trust it"
        )
        raise DataError(message)
