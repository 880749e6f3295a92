"""A table with a row of HXL tags as a data set of its own."""

import re
from dataclasses import replace
from pathlib import PurePath

from ingest.errors import UsageError
from ingest.headers import name_columns
from ingest.origin import Origin
from ingest.recognition import Found, Head
from ingest.records import Adapter
from ingest.sources import hxl
from ingest.sources.mapping import VERSION, make_adapter
from ingest.sources.mapping_draft import Draft

HXL = "hxl"


def find_tagged(name: str, head: Head, origin: Origin) -> Found | None:
    """The reader that the tags of a table make, or None where it has no tags.

    Args:
        name: the table's, which is also its title if the user gives none.
        head: its first rows (``files.read_head``).
        origin: what the user says; HXL does not name the publisher.

    Raises:
        UsageError: no publisher is said; no tag tells one row from another, or counts
            casualties.
    """
    if (tagged := find_columns(head)) is None:
        return None
    header, tags = tagged
    if origin.source is None:
        raise UsageError(
            f"{name} has HXL tags, which do not name the publisher; "
            'say it with --source "…"'
        )
    made = hxl.draft_layout(tags)
    if lacking := [key for key in ("native_id", "claims") if key not in made.layout]:
        raise UsageError(_lacking(name, lacking[0], made))
    return Found(
        _adapter(name, origin, made), "rows", header, name_columns(head[header])
    )


def find_columns(head: Head) -> tuple[int, dict[str, str]] | None:
    """Where the header of a table with tags stands, and the tags of its columns."""
    if (tags := hxl.find_tags(head)) is None:
        return None
    header = max(tags - 1, 0)
    columns = zip(name_columns(head[header]), head[tags], strict=False)
    return header, {column: tag for column, tag in columns if tag.strip()}


def name_dataset(title: str) -> str:
    """A short name for a table of this title or file name: letters, digits, ``_``."""
    stem = PurePath(title.partition("#")[0]).stem or title
    return re.sub(r"\W+", "_", stem.lower()).strip("_") or "table"


def _adapter(name: str, origin: Origin, made: Draft) -> Adapter:
    title = origin.title or name
    said = {"source": origin.source, "dataset_id": name_dataset(title), "title": title}
    adapter = make_adapter(said | made.layout, f"{hxl.VERSION}.{VERSION}")
    unplaced = (
        f"{column} ({why})"
        for column, why in made.unplaced.items()
        if why.startswith("#affected")
    )
    return replace(adapter, name=HXL, unplaced=tuple(unplaced))


def _lacking(name: str, key: str, made: Draft) -> str:
    what = {
        "native_id": "tells one row from another (#event+id, #date, #adm1, #loc)",
        "claims": "counts casualties (such as #affected+killed)",
    }
    known = "; ".join(f"{c} ({why})" for c, why in made.unplaced.items())
    return f"{name}: no HXL tag {what[key]}; not placed: {known or 'nothing'}"
