"""A list of figures that a person filled in: what was decided, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from ingest.decisions import IDENTITY, SUBJECT, read_decisions, write_decisions
from ingest.encodings import base_name
from ingest.errors import DataError
from ingest.files import read_table
from ingest.normalise.counts import parse_count
from ingest.normalise.dates import parse_stamp
from ingest.records import TABLES

# What a person may write as a verdict, and what becomes of it.
VERDICTS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "withdraw": "withdrawn",
}
_BOUNDS = ("low", "best", "high")
_READ = ("read_low", "read_best", "read_high")
_NEEDED = ("subject", *_READ, "verdict", *_BOUNDS, "reviewer", "decided_at", "note")


@dataclass(frozen=True)
class Filled:
    """A list that was filled in.

    ``decisions`` has the columns of ``raw.decisions`` and only what is new;
    ``repeat_count`` counts rows that were decided so before, ``unfilled_count`` those
    without a verdict. Each of ``faults`` is a line that says what is wrong where.
    """

    decisions: pl.DataFrame
    repeat_count: int
    unfilled_count: int
    faults: tuple[str, ...]


# The column, and what is wrong with its value.
Fault = tuple[str, str]
Row = dict[str, object]


def decide(path: Path, folder: Path) -> tuple[Filled, Path | None]:
    """Add the decisions of a filled-in list to the folder, where no row has a fault.

    Returns:
        What the list holds, and the file that was written, if one was.

    Raises:
        UsageError, DataError: of ``read_filled``, ``read_decisions`` and
            ``write_decisions``.
    """
    now = datetime.now(UTC).replace(tzinfo=None)
    filled = read_filled(path, read_decisions(folder), now)
    if filled.faults or filled.decisions.is_empty():
        return filled, None
    return filled, write_decisions(folder, filled.decisions)


def read_filled(path: Path, decided: pl.DataFrame, now: datetime) -> Filled:
    """The decisions of a list that was filled in (CSV or a workbook).

    Args:
        path: the file.
        decided: all decisions until now, in the columns of ``raw.decisions``.
        now: the present moment (UTC, no zone).

    Raises:
        UsageError, DataError: the file cannot be read, or has not the columns.
    """
    frame = _read(path)
    is_filled = pl.any_horizontal(pl.col("verdict", *_BOUNDS).is_not_null())
    rows = frame.filter(is_filled).with_columns(
        is_first=pl.col("subject").is_first_distinct()
    )
    found, faults = [], []
    for row in rows.iter_rows(named=True):  # a person's work, a few hundred at most
        found.append(_decision(row))
        where = f"{base_name(path)} line {row['line']}"
        faults += [
            f"{where}: {column} {_said(row[column])}{fault}"
            for column, fault in _faults(row, now)
        ]
    decisions = TABLES["decisions"].frame([] if faults else found)
    new = decisions.join(decided, on=IDENTITY, how="anti", nulls_equal=True)
    if not faults:
        faults = _order_faults(path, rows, new, decided)
    return Filled(
        decisions=new,
        repeat_count=decisions.height - new.height,
        unfilled_count=frame.height - rows.height,
        faults=tuple(faults),
    )


def _read(path: Path) -> pl.DataFrame:
    """The rows as text, with a number and a fault of every bound."""
    frame = read_table(path)
    if missing := [name for name in _NEEDED if name not in frame.columns]:
        raise DataError(
            f"{path} has no column {', '.join(missing)}; fill in the list of "
            "`casualty review` and keep its columns"
        )
    counts = {name: parse_count(pl.col(name)) for name in (*_READ, *_BOUNDS)}
    return frame.with_columns(
        pl.col("verdict").str.strip_chars().str.to_lowercase(),
        *(number.alias(f"{name}_number") for name, (number, _) in counts.items()),
        *(fault.alias(f"{name}_fault") for name, (_, fault) in counts.items()),
    )


def _said(value: object) -> str:
    return "" if value is None else f"{value!r} "


def _decision(row: Row) -> Row:
    verdict = VERDICTS.get(str(row["verdict"]))
    columns = {"accepted": _READ, "corrected": _BOUNDS}.get(verdict or "", ())
    numbers = [row[f"{name}_number"] for name in columns]
    value = "|".join("" if number is None else str(number) for number in numbers)
    stamp = parse_stamp(str(row["decided_at"] or ""))
    return {
        "kind": "claim",
        "subject": row["subject"],
        "verdict": verdict,
        "value": value or None,
        "reviewer": row["reviewer"],
        "decided_at": stamp[0] if stamp else None,
        "note": row["note"],
    }


def _faults(row: Row, now: datetime) -> Iterator[Fault]:
    if not SUBJECT.fullmatch(str(row["subject"])):
        yield "subject", "is not as `casualty review` wrote it; copy it again"
    elif not row["is_first"]:
        yield "subject", "stands in the file before; decide once"
    if row["verdict"] is None:
        yield "verdict", f"is empty beside figures; write {', '.join(VERDICTS)}"
    elif row["verdict"] not in VERDICTS:
        yield "verdict", f"is none of {', '.join(VERDICTS)}"
    if row["reviewer"] is None:
        yield "reviewer", "is empty; initials suffice"
    yield from _date_faults(row, now)
    yield from _bound_faults(row)


def _date_faults(row: Row, now: datetime) -> Iterator[Fault]:
    stamp = parse_stamp(str(row["decided_at"] or ""))
    if stamp is None or stamp[1] not in ("day", "time"):
        yield "decided_at", "is no day; write it as 2024-11-30"
    elif stamp[0] > now + timedelta(days=1):  # a day is left for zones
        yield "decided_at", "is in the future; mend it"


def _bound_faults(row: Row) -> Iterator[Fault]:
    is_correct = row["verdict"] == "correct"
    used = _BOUNDS if is_correct else (*_READ, *_BOUNDS)
    faults = [
        (name, f"is {row[f'{name}_fault']}") for name in used if row[f"{name}_fault"]
    ]
    yield from faults
    filled = [name for name in _BOUNDS if row[name] is not None]
    if not is_correct and filled and row["verdict"] in VERDICTS:
        yield filled[0], "is for correct alone; leave it empty or write correct"
    if not is_correct or faults:
        return
    low, best, high = (row[f"{name}_number"] for name in _BOUNDS)
    stated = [number for number in (low, best, high) if isinstance(number, int)]
    if not stated:
        yield "low", "is empty, and so are best and high; fill them in, or reject"
    elif best is not None and low is None:
        yield (
            "low",
            ("is empty beside best; exactly 4 is 4, 4, 4; at least 4 is 4, 4, empty"),
        )
    elif stated != sorted(stated):
        yield "low", "is out of order; low is not above best, nor best above high"


def _order_faults(
    path: Path, rows: pl.DataFrame, new: pl.DataFrame, decided: pl.DataFrame
) -> list[str]:
    """A decision that is not later than the one before would not stand."""
    before = decided.group_by("subject").agg(pl.col("decided_at").max().alias("before"))
    late = (
        new.join(before, on="subject")
        .filter(pl.col("decided_at") <= pl.col("before"))
        .join(rows.select("subject", "line"), on="subject")
        .sort("line")
    )
    return [
        f"{base_name(path)} line {line}: decided_at '{told}' is not after the decision "
        f"of {before} on the same figure; give a later day, or the time as in "
        "2024-11-30 15:04"
        for line, told, before in late.select("line", "decided_at", "before").rows()
    ]
