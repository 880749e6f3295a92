"""Texts read without a warehouse: one object a text, as JSON has it."""

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import chain, islice
from multiprocessing import cpu_count, get_context
from typing import Any

import polars as pl

from ingest import gazetteer, text, text_sets
from ingest.errors import DataError
from ingest.inputs import Fault, Text
from ingest.records import TABLES

# The measures whose figure is always given, stated or not.
_MEASURES = ("killed", "injured")

# So many characters are read by one process; below, a second costs more than it saves.
_ALONE = 200_000
# Texts that are handed to a process at a time, and the hands kept full for each.
_CHUNK = 10
_AHEAD = 4

# Columns that only a load fills, and that only data sets have.
_LOADED = {"document_ref", "file_name"}
_OF_DATA_SETS = {
    "reports": {"native_id", "event_id_source", "report_group", "published_at",
                "published_precision", "harm_status", "attribution_status",
                "civilian_status", "belligerent_assessment", "event_type_text"},
    "report_places": {"admin2_text", "admin1_text", "country_text", "pcode",
                      "latitude_text", "longitude_text"},
    "report_actors": {"actor_id_source", "assessment"},
    "report_sources": {"url", "archive_url", "published_text", "published_date"},
    "claims": set(),
}  # fmt: skip
# Rows that stand in their report need not name it.
_OF_REPORT = {"report_ref", "line"}
_NESTED = {name: f"report_{name}" for name in ("places", "actors", "sources")}

Extract = dict[str, Any]


def extract(asked: Text) -> Extract:
    """What one text says, with the same keys for every text.

    Returns:
        id; language, and whether it is read; claims in the order of their words and
        reports in the order of their first claims, in the columns of the contract;
        summary (victims) and summary_all (with perpetrators), the figure of the
        incident by measure; person_spans, where names of persons may stand; text, which
        all offsets are characters of.
    """
    language = text.recognise(asked.words, asked.language)
    reading = text.read(asked.words, asked.published, text_sets.place_index(), language)
    rows = reading.rows
    refs = _refs(rows["claims"])
    summary = _summary(rows["claims"], everybody=False)
    is_other = text.summary.has_others(rows["claims"])
    everybody = _summary(rows["claims"], everybody=True) if is_other else {**summary}
    return {
        "id": asked.id,
        "language": language,
        "read": language in text.LANGUAGES,
        "claims": _claims(rows["claims"], refs),
        "reports": _reports(rows, refs),
        "summary": summary,
        "summary_all": everybody,
        "person_spans": [list(span) for span in reading.person_spans],
        "text": asked.words,
    }


def extract_all(asked: Iterable[Text | Fault]) -> Iterator[Extract | Fault]:
    """What each text says, in order; many are read by all cores.

    A fault is passed on in its place, and a text on which the reader fails is one. A
    few dozen texts a core are held in memory, whatever their number.

    Raises:
        DataError: a process was ended from outside.
    """
    waiting = iter(asked)
    known = 0
    while known < _ALONE:
        one = next(waiting, None)
        if one is None:
            return
        known += 0 if isinstance(one, Fault) else len(one.words)
        yield _read(one)
    chunks = iter(lambda: list(islice(waiting, _CHUNK)), [])
    if first := next(chunks, None):
        yield from _spread(chain([first], chunks))


def _spread(chunks: Iterable[list[Text | Fault]]) -> Iterator[Extract | Fault]:
    """Chunks read by all cores; the results in order."""
    # A forked process would inherit the locks of Polars' threads.
    pool = ProcessPoolExecutor(
        mp_context=get_context("spawn"), initializer=_leave_interrupts
    )
    pending: deque[Future[list[Extract | Fault]]] = deque()
    try:
        for chunk in chunks:
            pending.append(pool.submit(_read_chunk, chunk))
            if len(pending) >= _AHEAD * cpu_count():
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    except BrokenProcessPool as error:
        message = "a process that reads was ended from outside; is memory short?"
        raise DataError(message) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _leave_interrupts() -> None:
    # Ctrl-C reaches every process; the one that asked ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _read_chunk(chunk: list[Text | Fault]) -> list[Extract | Fault]:
    return [_read(one) for one in chunk]


def _read(asked: Text | Fault) -> Extract | Fault:
    if isinstance(asked, Fault):
        return asked
    try:
        return extract(asked)
    except Exception as error:  # noqa: BLE001  # one text must not cost the others
        reason = f"the reader failed ({error!r}); please report it with the text"
        return Fault(str(asked.id), None, "text", reason)


# The number of a claim in its text, by its report and its number there.
_Refs = dict[tuple[str, str], str]


def _refs(rows: list[Extract]) -> _Refs:
    ordered = sorted(rows, key=lambda row: (row["span_start"], -row["span_end"]))
    return {
        (row["report_ref"], row["claim_ref"]): str(number)
        for number, row in enumerate(ordered, 1)
    }


@cache
def _columns(table: str) -> tuple[str, ...]:
    left = _LOADED | _OF_DATA_SETS[table]
    left |= _OF_REPORT if table in _NESTED.values() else set()
    return tuple(name for name in TABLES[table].columns if name not in left)


@cache
def _days(table: str) -> tuple[str, ...]:
    columns = TABLES[table].columns
    return tuple(name for name, kind in columns.items() if kind == pl.Date)


def _row(table: str, row: Extract) -> Extract:
    """The row in the columns of the contract; NULL where it says nothing."""
    told = {name: row.get(name) for name in _columns(table)}
    days = {name: day.isoformat() for name in _days(table) if (day := told.get(name))}
    return told | days


def _claims(rows: list[Extract], refs: _Refs) -> list[Extract]:
    found = []
    for row in rows:  # a handful
        links = {
            name: refs.get((row["report_ref"], value))
            for name, value in row.items()
            if name in {"claim_ref", "part_of_ref", "supersedes_ref", "repeat_of_ref"}
        }
        found.append(_row("claims", row) | links)
    return sorted(found, key=lambda claim: int(claim["claim_ref"]))


def _reports(rows: dict[str, list[Extract]], refs: _Refs) -> list[Extract]:
    """The reports with their places, actors and sources, and the numbers of claims."""
    own: dict[str, Extract] = {
        row["report_ref"]: {name: [] for name in (*_NESTED, "claims")}
        for row in rows["reports"]
    }
    for name, table in _NESTED.items():
        for row in rows[table]:
            own[row["report_ref"]][name].append(_row(table, row))
    for (report, _), number in refs.items():
        own[report]["claims"].append(number)
    return [_report(row, own[row["report_ref"]]) for row in rows["reports"]]


def _report(row: Extract, own: Extract) -> Extract:
    own["places"] = [place | _chain(place) for place in own["places"]]
    cause = _causes().get((row.get("cause_text") or "").lower())
    return _row("reports", row) | {"cause_id": cause} | own


def _chain(place: Extract) -> Extract:
    """The names that a place lies under, and its uncertainty in metres."""
    name, admin1, country, own = _known(place["place_id"])
    radius = _radii().get((place["precision_scale"], place["precision_code"]))
    return {
        "place_name": name,
        "admin1_name": admin1,
        "country_name": country,
        "radius_m": own if radius is None else radius,
    }


@cache
def _known(place_id: str | None) -> tuple[Any, ...]:
    """Name, area, country and radius (metres) of a place of the gazetteer."""
    ids, names = _places()
    row = (ids == (place_id or "")).arg_max() or 0
    return names.row(row) if ids[row] == place_id else (None,) * names.width


@cache
def _places() -> tuple[pl.Series, pl.DataFrame]:
    """The ids of all places, and their names: only those asked for are made."""
    names = ("name", "admin1_name", "country_name", "radius_m")
    return gazetteer.load()["place_id"], gazetteer.load().select(names)


@cache
def _causes() -> dict[str, str | None]:
    rows = pl.read_csv(gazetteer.SEEDS / "cause_aliases.csv").iter_rows()
    return {alias: cause for alias, cause, _ in rows}


@cache
def _radii() -> dict[tuple[str, str], int | None]:
    rows = pl.read_csv(gazetteer.SEEDS / "location_precisions.csv").iter_rows()
    return {(scale, code): radius for scale, code, radius, *_ in rows}


def _summary(claims: list[Extract], *, everybody: bool) -> Extract:
    """The figure of the incident by measure; NULL bounds are not stated."""
    unstated = text.summary.Figure(None, None, None)
    found = text.summary.incident(claims, everybody=everybody)
    figures = dict.fromkeys(_MEASURES, unstated) | found
    return {measure: figure._asdict() for measure, figure in figures.items()}
