"""Which reader reads a table, by its first rows."""

from collections.abc import Sequence
from typing import NamedTuple

from ingest.errors import UsageError
from ingest.headers import check_header, is_header, name_columns
from ingest.normalise.column_names import fits, index_columns, list_lacking
from ingest.records import Adapter
from ingest.sources import ADAPTERS

Head = Sequence[Sequence[str]]


class Found(NamedTuple):
    """Which member of which data set a table is, and where its header stands."""

    adapter: Adapter
    member: str
    # The row of the head; None: the table has none.
    header: int | None
    columns: list[str]


def recognise(name: str, head: Head) -> Found | None:
    """The reader of a table, by the names of its columns; None if nobody reads it.

    Rows above the header are passed over if the header below is a known one.

    Args:
        name: the table's, for messages.
        head: its first rows (``files.read_head``).

    Raises:
        UsageError: more than one reader reads it.
    """
    fitting = [found for a in ADAPTERS.values() if (found := _find(a, head))]
    if len(fitting) > 1:
        names = " and ".join(found.adapter.name for found in fitting)
        message = f"{name} can be read as {names}; say which with --as"
        raise UsageError(message)
    return fitting[0] if fitting else None


def fit(adapter: Adapter, name: str, head: Head) -> Found:
    """The member of a named data set that a table is.

    Raises:
        UsageError: none of them; it names the columns that the nearest one lacks.
        DataError: its first row is no header.
    """
    if found := _find(adapter, head):
        return found
    check_header(name, head[0])
    columns = name_columns(head[0])
    index = index_columns(columns)
    lacking = min((list_lacking(m, index) for m in adapter.members.values()), key=len)
    message = (
        f"{name} has no column {', '.join(map(repr, lacking[:3]))}, which the "
        f"reader {adapter.name} needs; it has {', '.join(columns)}"
    )
    raise UsageError(message)


def reads(adapter: Adapter, head: Head) -> bool:
    """Whether a table has the columns of one of the members of a data set."""
    return _find(adapter, head) is not None


def _find(adapter: Adapter, head: Head) -> Found | None:
    for position, cells in enumerate(head):
        columns = name_columns(cells)
        index = index_columns(columns)
        for name, member in adapter.members.items():
            if fits(member, index):
                return Found(adapter, name, position, columns)
    if is_header(head[0]):
        return None
    for name, member in adapter.members.items():
        if columns := list(member.headerless.get(len(head[0]), ())):
            return Found(adapter, name, None, columns)
    return None
