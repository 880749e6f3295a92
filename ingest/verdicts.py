"""A list that a person filled in: what was decided, and what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from ingest.claim_form import CLAIMS
from ingest.decisions import IDENTITY, read_decisions, write_decisions
from ingest.encodings import base_name
from ingest.errors import DataError
from ingest.files import read_table
from ingest.forms import SIGNED, Fault, Form, Row
from ingest.normalise.dates import parse_stamp
from ingest.pair_form import MARKS, PAIRS
from ingest.records import TABLES


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

    Whether it is one of figures or of pairs is seen from its columns.

    Args:
        path: the file.
        decided: all decisions until now, in the columns of ``raw.decisions``.
        now: the present moment (UTC, no zone).

    Raises:
        UsageError, DataError: the file cannot be read, or has not the columns.
    """
    frame, form = _read(path)
    is_filled = pl.any_horizontal(pl.col("verdict", *form.answers).is_not_null())
    rows = _name(frame.filter(is_filled), form)
    found, faults = [], []
    for row in rows.iter_rows(named=True):  # a person's work, a few hundred at most
        found.append(_decision(row, form))
        where = f"{base_name(path)} line {row['line']}"
        faults += [
            f"{where}: {column} {_said(row[column])}{fault}"
            for column, fault in _faults(row, form, now)
        ]
    decisions = TABLES["decisions"].frame([] if faults else found)
    new = decisions.join(decided, on=IDENTITY, how="anti", nulls_equal=True)
    if not faults:
        faults = _order_faults(path, form, _name(new, form), rows, decided)
    return Filled(
        decisions=new,
        repeat_count=decisions.height - new.height,
        unfilled_count=frame.height - rows.height,
        faults=tuple(faults),
    )


def _read(path: Path) -> tuple[pl.DataFrame, Form]:
    """The rows as text, with what their form adds."""
    frame = read_table(path)
    form = PAIRS if set(MARKS) & set(frame.columns) else CLAIMS
    needed = (SIGNED[0], *form.columns, *SIGNED[1:])
    if missing := [name for name in needed if name not in frame.columns]:
        raise DataError(
            f"{path} has no column {', '.join(missing)}; fill in the list of "
            "`casualty review` and keep its columns"
        )
    verdict = pl.col("verdict").str.strip_chars().str.to_lowercase()
    return form.prepare(frame.with_columns(verdict)), form


def _name(rows: pl.DataFrame, form: Form) -> pl.DataFrame:
    """The rows with the name of what each decides on, and whether it is the first."""
    names = [form.name(str(subject)) or str(subject) for subject in rows["subject"]]
    return rows.with_columns(thing=pl.Series(names, dtype=pl.String)).with_columns(
        is_first=pl.col("thing").is_first_distinct()
    )


def _said(value: object) -> str:
    return "" if value is None else f"{value!r} "


def _decision(row: Row, form: Form) -> Row:
    stamp = parse_stamp(str(row["decided_at"] or ""))
    subject, value = form.decide(row)
    return {
        "kind": form.kind,
        "subject": subject,
        "verdict": form.verdicts.get(str(row["verdict"])),
        "value": value,
        "reviewer": row["reviewer"],
        "decided_at": stamp[0] if stamp else None,
        "note": row["note"],
    }


def _faults(row: Row, form: Form, now: datetime) -> Iterator[Fault]:
    listed = ", ".join(form.verdicts)
    if form.name(str(row["subject"])) is None:
        yield "subject", "is not as `casualty review` wrote it; copy it again"
    elif not row["is_first"]:
        yield "subject", "stands in the file before; decide once"
    if row["verdict"] is None:
        yield "verdict", f"is empty beside figures; write {listed}"
    elif row["verdict"] not in form.verdicts:
        yield "verdict", f"is none of {listed}"
    if row["reviewer"] is None:
        yield "reviewer", "is empty; initials suffice"
    yield from _date_faults(row, now)
    yield from form.find_faults(row)


def _date_faults(row: Row, now: datetime) -> Iterator[Fault]:
    stamp = parse_stamp(str(row["decided_at"] or ""))
    if stamp is None or stamp[1] not in ("day", "time"):
        yield "decided_at", "is no day; write it as 2024-11-30"
    elif stamp[0] > now + timedelta(days=1):  # a day is left for zones
        yield "decided_at", "is in the future; mend it"


def _order_faults(
    path: Path,
    form: Form,
    new: pl.DataFrame,
    rows: pl.DataFrame,
    decided: pl.DataFrame,
) -> list[str]:
    """A decision that is not later than the one before would not stand."""
    before = (
        _name(decided.filter(pl.col("kind") == form.kind), form)
        .group_by("thing")
        .agg(pl.col("decided_at").max().alias("before"))
    )
    late = (
        new.join(before, on="thing")
        .filter(pl.col("decided_at") <= pl.col("before"))
        .join(rows.select("thing", "line"), on="thing")
        .sort("line")
    )
    return [
        f"{base_name(path)} line {line}: decided_at '{told}' is not after the decision "
        f"of {before} on the same {form.thing}; give a later day, or the time as in "
        "2024-11-30 15:04"
        for line, told, before in late.select("line", "decided_at", "before").rows()
    ]
