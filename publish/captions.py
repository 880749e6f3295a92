"""What stands with every table and chart: title, unit, notes, sources, citation."""

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from publish.coverage import CANNOT_SAY, Coverage, cover
from publish.query import read
from publish.selection import DIMENSIONS, Selection

_POPULATIONS = {
    "all": "everybody",
    "civilian": "civilians",
    "other_protected": "other protected persons",
    "armed_forces": "armed forces",
    "direct_participant": "other fighters",
    "unknown": "people of unknown status",
}
UNIT = "Unit: persons."
_SUMS = (
    "Low, best and high are sums of each incident's own interval; a dash is “not "
    "stated”, and never 0."
)
_OPEN = "+ behind a high: a figure in the sum has no upper bound."
_ATTACKERS = "Of some figures the source counts attackers too."
_NO_LOW = "A low of 0 below a best: the sources state one figure, no low."
_BROKEN = (
    "A best outside low and high: a source's own bounds are out of order, and are "
    "passed on as they are."
)
_ACTORS = (
    "An incident stands with every actor named in it, attackers and those attacked, "
    "however certain: rows overlap; do not add them up."
)
_GROUPS = "Groups overlap: do not add them up."
_OWN = "Each source's own totals before any matching: do not add up sources."
_SPANS = "“spans”: incidents whose dates do not lie in one month."
_PERIOD = "Incidents that may lie outside the period are left out."
_HOUSEHOLDS = "Unit: persons; of displaced, persons or households as the source says."


@dataclass(frozen=True)
class Caption:
    """The words that go with the figures."""

    title: str
    unit: str
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    release: str
    as_of: str
    citation: str
    coverage: Coverage

    @property
    def lines(self) -> list[str]:
        """All of it as lines of text, without title and card."""
        numbered = [f"[{i}] {line}" for i, line in enumerate(self.sources, 1)]
        return [
            self.unit,
            *self.notes,
            *numbered,
            f"Release: {self.release}",
            f"As of: {self.as_of}",
            f"Cite as: {self.citation}",
        ]

    @property
    def card(self) -> list[tuple[str, str]]:
        """The coverage card, what the numbers cannot say last."""
        return [
            *self.coverage.lines,
            ("What the numbers cannot say", " ".join(CANNOT_SAY)),
        ]


def caption(selection: Selection, frame: pl.DataFrame) -> Caption:
    """The words for a selection and its sums."""
    coverage = cover(selection)
    title = _title(selection, frame)
    release = name_release(selection.database)
    as_of = _tell_moment(selection)
    names = ", ".join(str(s["source_name"]) for s in coverage.sources)
    return Caption(
        title=title,
        unit=_HOUSEHOLDS if _has(frame, "displaced") else UNIT,
        notes=tuple(_notes(selection, frame)),
        sources=tuple(_cite(s) for s in coverage.sources),
        release=release,
        as_of=as_of,
        citation=f"Casualty Warehouse ({release}): {title}. As of {as_of}. "
        f"Sources: {names}.",
        coverage=coverage,
    )


def _has(frame: pl.DataFrame, measure: str) -> bool:
    return bool((frame["measure"] == measure).any())


def _title(selection: Selection, frame: pl.DataFrame) -> str:
    measures = frame["measure"].unique(maintain_order=True).to_list()
    words = [str(measure).replace("_", " ") for measure in measures]
    what = " and ".join([", ".join(words[:-1]), words[-1]] if words[1:] else words)
    what = what.capitalize()
    by = " and ".join(DIMENSIONS[key].lower() for key in selection.keys)
    where = dict(selection.where)
    where.pop("measure", None)
    first, last = where.pop("from", None), where.pop("to", None)
    places = ", ".join(where.values())
    period = f"{first or 'the first'} to {last or 'the last'}" if first or last else ""
    return ", ".join(filter(None, [f"{what} by {by}", places, period]))


def _notes(selection: Selection, frame: pl.DataFrame) -> list[str]:
    """What a reader must know to read these rows."""
    keys, low, best = set(selection.keys), frame["low"], frame["best"]
    months = frame.get_column("month", default=pl.Series([""]))
    told = {
        _SUMS: True,
        f"Policy: {selection.policy}.": "source" not in keys,
        _OPEN: frame["open_high_count"].sum() > 0,
        _ATTACKERS: frame["with_attackers_count"].sum() > 0,
        _NO_LOW: ((low == 0) & (best > 0)).any(),
        _BROKEN: ((low > best) | (best > frame["high"])).any(),
        _ACTORS: bool(keys & {"actor", "actor_role"}),
        _GROUPS: "person_group" in keys,
        _OWN: "source" in keys,
        _SPANS: (months == "spans").any(),
        _PERIOD: bool({"from", "to"} & set(selection.where)),
    }
    return [note for note, is_so in told.items() if is_so]


def _cite(source: dict[str, object]) -> str:
    cited = source["citation"] or source["source_name"]
    licence = source["licence"] or "no licence stated"
    url = f" {source['url']}" if source["url"] else ""
    address = "" if url.strip() in str(cited) else url
    return f"{source['source_name']}: {cited}. Licence: {licence}.{address}"


def name_release(database: Path) -> str:
    """The id of the release, or the warehouse's build."""
    if database.exists() and (release := _find_release(database)):
        return f"release {release}"
    manifest = database.parent / "manifest.json"
    if manifest.exists():
        found = json.loads(manifest.read_text("utf-8"))
        if isinstance(found, dict) and "release_id" in found:
            return f"release {found['release_id']}"
    built = read(database, "select max(built_at) as built_at from main._builds")
    when = built["built_at"].item()
    return f"warehouse, not released, built {when:%Y-%m-%d %H:%M} UTC"


def _find_release(database: Path) -> str | None:
    """What the file itself says, without the folder that it was published in."""
    tables = "select 1 from duckdb_tables() where table_name = '_release'"
    if read(database, tables).is_empty():
        return None
    told = read(database, "select release_id, audit from main._release")
    release_id, audit = told.row(0)
    return f"{release_id}, its audit FAILED" if audit == "failed" else str(release_id)


def _tell_moment(selection: Selection) -> str:
    if selection.as_of:
        return f"the end of {selection.as_of} (what had been published by then)"
    return "everything loaded"


def tell_population(word: str) -> str:
    """A population in words."""
    status, comma, more = word.partition(",")
    return f"{_POPULATIONS.get(status, status)}{comma}{more}"
