"""Decisions of reviewers: append-only CSV files beside the warehouse.

They live in the user's own version control, so that deleting the warehouse loses none;
each load copies the new ones into ``raw.decisions``.
"""

from pathlib import Path

import polars as pl

from ingest.errors import DataError
from ingest.normalise.dates import parse_stamp
from ingest.records import TABLES

COLUMNS = list(TABLES["decisions"].columns)
# What can be decided, by kind; "withdrawn" withdraws a decision by its id.
VERDICTS = {"document": ("source", "published", "withdrawn")}


def read_decisions(folder: Path) -> pl.DataFrame:
    """All decisions of ``folder/*.csv``, in the columns of ``raw.decisions``.

    Raises:
        DataError: a column is missing, a kind or verdict is unknown, a date is none.
    """
    files = sorted(folder.glob("*.csv"))
    frames = [_read(path) for path in files]
    return pl.concat(frames) if frames else TABLES["decisions"].frame([])


def _read(path: Path) -> pl.DataFrame:
    try:
        frame = pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise DataError(f"{path} is no CSV of decisions; mend it") from error
    if missing := [name for name in COLUMNS if name not in frame.columns]:
        raise DataError(f"{path} has no column {', '.join(missing)}; add it")
    for line, row in enumerate(frame.iter_rows(named=True), start=2):  # a few, by hand
        _check(f"{path} line {line}", row)
    stamps = [parse_stamp(said) for said in frame["decided_at"]]
    days = [stamp[0] if stamp else None for stamp in stamps]
    return frame.select(COLUMNS).with_columns(pl.Series("decided_at", days))


def _check(where: str, row: dict[str, str | None]) -> None:
    known = VERDICTS.get(row["kind"] or "")
    if known is None or row["verdict"] not in known:
        listed = "; ".join(f"{k}: {', '.join(v)}" for k, v in VERDICTS.items())
        raise DataError(
            f"{where}: {row['kind']} {row['verdict']} cannot be decided; there are "
            f"{listed}"
        )
    for name in ("subject", "reviewer", "decided_at"):
        if not row[name]:
            raise DataError(f"{where}: {name} is empty; fill it in")
    dates = ["decided_at"] + (["value"] if row["verdict"] == "published" else [])
    for name in dates:
        if parse_stamp(row[name] or "") is None:
            raise DataError(
                f"{where}: {name} {row[name]!r} is no date; write it as 2024-11-30"
            )
