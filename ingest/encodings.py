"""Which encoding a file is in, found from its bytes; nothing is decoded by guesswork.

UTF-8 and UTF-16 prove themselves. What is neither is read as Windows-1252 (Latin-1's
superset) only if it looks like it: Arabic, Cyrillic or Japanese bytes read as Western
letters give long runs of accented ones, and are refused.
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.errors import DataError, UsageError

_CHUNK = 1 << 20

# UTF-32's mark begins with UTF-16's, so it comes first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_WESTERN = re.compile("[À-ÿ]{4}")


def check_file(path: Path) -> None:
    """Refuse what is no readable file with bytes in it.

    Raises:
        UsageError: nothing is there, or it is a directory.
        DataError: it is empty, or may not be read.
    """
    if path.is_dir():
        message = f"{path} is a directory; name the files in it"
        raise UsageError(message)
    if not path.is_file():
        message = f"{path} does not exist; check the spelling and the folder"
        raise UsageError(message)
    try:
        with path.open("rb") as stream:
            first = stream.read(1)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}); check its permissions"
        raise DataError(message) from error
    if not first:
        message = f"{path} is empty; fetch it again"
        raise DataError(message)


def base_name(path: Path) -> str:
    """The name without its folders, as text that every table can hold."""
    return path.name.encode("utf-8", "replace").decode()


def find_encoding(path: Path) -> str:
    """Python's name of the encoding, proved over the whole file.

    Raises:
        DataError: binary, a mixture of encodings, or one that cannot be told.
    """
    with path.open("rb") as stream:
        head = stream.read(_CHUNK)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked in ("utf-16", "utf-32"):
        return marked
    if b"\0" in head:
        return _wide(path, head)
    found = _narrow(path)
    return marked or found


def read_text(path: Path) -> str:
    """The whole file, decoded; every line ends in a single line feed.

    Raises:
        DataError: as ``find_encoding``.
    """
    encoding = find_encoding(path)
    try:
        return path.read_text(encoding)
    except UnicodeError as error:
        raise DataError(_unreadable(path, f"breaks off as {encoding}")) from error


@contextmanager
def as_utf8(path: Path) -> Iterator[Path]:
    """A UTF-8 file of the same text: the file itself, else a copy for the while.

    Raises:
        DataError: as ``find_encoding``.
    """
    encoding = find_encoding(path)
    if encoding in ("utf-8", "utf-8-sig"):
        yield path
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.csv"
        try:
            _transcode(path, encoding, copy)
        except UnicodeError as error:
            raise DataError(_unreadable(path, f"breaks off as {encoding}")) from error
        yield copy


@contextmanager
def with_one_end(path: Path) -> Iterator[Path]:
    """A copy of a UTF-8 file, every line of which ends in a line feed, for a while."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.csv"
        _transcode(path, "utf-8-sig", copy, newline=None)
        yield copy


def _transcode(path: Path, encoding: str, copy: Path, newline: str | None = "") -> None:
    with (
        path.open(encoding=encoding, newline=newline) as stream,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while text := stream.read(_CHUNK):
            target.write(text)


def _wide(path: Path, head: bytes) -> str:
    """UTF-16 without a mark: Latin text has its NUL bytes on one side only."""
    low, high = head[1::2].count(0), head[::2].count(0)
    if low > len(head) / 4 and high < low / 10:
        return "utf-16-le"
    if high > len(head) / 4 and low < high / 10:
        return "utf-16-be"
    raise DataError(_binary(path))


def _narrow(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_ascii = True
    for chunk in _chunks(path):
        if b"\0" in chunk:
            raise DataError(_binary(path))
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            if is_ascii and error.object[: error.start].isascii():
                return _western(path)
            fault = "is UTF-8 at first and then something else"
            raise DataError(_unreadable(path, fault)) from error
        is_ascii = is_ascii and text.isascii()
    return "utf-8"


def _western(path: Path) -> str:
    for chunk in _chunks(path):
        try:
            text = chunk.decode("cp1252")
        except UnicodeDecodeError as error:
            fault = "is neither UTF-8 nor Windows-1252"
            raise DataError(_unreadable(path, fault)) from error
        if _NOT_WESTERN.search(text):
            raise DataError(_unreadable(path, "is in an encoding that cannot be told"))
    return "cp1252"


def _chunks(path: Path) -> Iterator[bytes]:
    """The file in pieces, then one empty piece: its end."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk
    yield b""


def _unreadable(path: Path, fault: str) -> str:
    return f"{path} {fault}; save it as UTF-8 and load that"


def _binary(path: Path) -> str:
    return (
        f"{path} holds NUL bytes, so it is no text; "
        "give a workbook or Parquet file its own suffix (.xlsx, .parquet)"
    )
