"""Published data sets: one module each, its columns to the raw tables."""

from collections.abc import Mapping, Sequence

from ingest.errors import UsageError
from ingest.records import Adapter
from ingest.sources import airwars, maverick, ucdp_ged
from ingest.sources.mapping import load_mapping

__all__ = ["ADAPTERS", "find_member", "load_mapping", "recognise"]

ADAPTERS: dict[str, Adapter] = {
    module.ADAPTER.name: module.ADAPTER for module in (ucdp_ged, airwars, maverick)
}


def recognise(headers: Mapping[str, Sequence[str]]) -> Adapter | None:
    """The adapter that reads every one of these files, by their column names.

    Args:
        headers: by file name, its columns (``files.read_header``).

    Raises:
        UsageError: more than one adapter does.
    """
    fitting = [
        adapter
        for adapter in ADAPTERS.values()
        if headers and all(_member(adapter, names) for names in headers.values())
    ]
    if len(fitting) > 1:
        names = " and ".join(adapter.name for adapter in fitting)
        message = f"{', '.join(headers)} can be read as {names}; say which with --as"
        raise UsageError(message)
    return fitting[0] if fitting else None


def find_member(adapter: Adapter, file_name: str, header: Sequence[str]) -> str:
    """Which file of the adapter's release has this header.

    Raises:
        UsageError: none of them; it names the columns that the nearest one lacks.
    """
    if member := _member(adapter, header):
        return member
    lacking = min(
        (
            [name for name in need if name not in header]
            for need in adapter.members.values()
        ),
        key=len,
    )
    message = (
        f"{file_name} has no column {', '.join(map(repr, lacking[:3]))}, which the "
        f"reader {adapter.name} needs; it has {', '.join(header)}"
    )
    raise UsageError(message)


def _member(adapter: Adapter, header: Sequence[str]) -> str | None:
    """Which file of the adapter's release has this header, or None."""
    names = set(header)
    return next(
        (member for member, need in adapter.members.items() if names.issuperset(need)),
        None,
    )
