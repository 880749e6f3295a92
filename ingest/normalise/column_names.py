"""Names of columns: compared loosely, and brought under ours."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

import polars as pl

from ingest.records import Member

# Some programs cut the names of columns here.
CUT = 64
_ADDED = ("line", "file_name")


@lru_cache(4096)
def column_key(name: str) -> str:
    """A name as it is compared: ``Location `` is ``location``, ``No. dead`` no dead."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"(?:[^\w#+]|_)+", " ", plain).strip()


def index_columns(columns: Sequence[str]) -> dict[str, str]:
    """The columns of a table by name and by key; of two with one key the first."""
    keys = {column_key(name): name for name in reversed(columns)}
    return keys | {name: name for name in columns}


def find_column(member: Member, name: str, index: Mapping[str, str]) -> str | None:
    """What a table calls a column of a member, or None.

    A name that is cut at ``CUT`` characters is found by what is left of it.
    """
    for known in (name, *member.names.get(name, ())):
        if found := index.get(known) or index.get(column_key(known)):
            return found
        if len(known) > CUT and (found := index.get(column_key(known[:CUT]))):
            return found
    return None


def list_lacking(member: Member, index: Mapping[str, str]) -> list[str]:
    """The needed columns that a table lacks, under our names."""
    return [name for name in member.needs if not find_column(member, name, index)]


def fits(member: Member, index: Mapping[str, str]) -> bool:
    """Whether a table has all columns that a member needs, and none that it lacks."""
    is_other = any(find_column(member, name, index) for name in member.lacks)
    return not is_other and not list_lacking(member, index)


def arrange(member: Member, batch: pl.DataFrame) -> pl.DataFrame:
    """The columns of a member under our names; one of ``takes`` may be all NULL.

    Returns:
        ``needs`` and ``takes``, all String, with ``line`` and ``file_name``.
    """
    index = index_columns([name for name in batch.columns if name not in _ADDED])
    found = {
        name: find_column(member, name, index)
        for name in dict.fromkeys((*member.needs, *member.takes))
    }
    return batch.select(
        *(
            (pl.col(theirs) if theirs else pl.lit(None, pl.String)).alias(ours)
            for ours, theirs in found.items()
        ),
        *_ADDED,
    )
