"""Decisions of reviewers: append-only CSV files beside the warehouse.

They live in the user's own version control, so that deleting the warehouse loses none;
each load and build copies the new ones into ``raw.decisions``. A file that is written
once is never touched again: another decision is another file.
"""

import hashlib
import re
from pathlib import Path

import polars as pl

from ingest.errors import DataError
from ingest.normalise.dates import parse_stamp
from ingest.pairs import read_pair, write_pair
from ingest.records import TABLES

COLUMNS = list(TABLES["decisions"].columns)
# Two decisions that are alike in these are one (the columns of ``decision_id``).
IDENTITY = list(TABLES["decisions"].keys["decision_id"])
# What can be decided, by kind. The newest decision on a claim, or on a pair of reports,
# stands, whatever it says; a decision on a document is withdrawn by its id.
VERDICTS = {
    "document": ("source", "published", "withdrawn"),
    "claim": ("accepted", "corrected", "rejected", "withdrawn"),
    # Of the same incident, of two, or the first holds the second: a day's total of a
    # province, and one of its strikes.
    "pair": ("same", "different", "parent_of", "withdrawn"),
}
# The document, the words, measure, role, sex, age, status, occupation, affiliation; as
# macros/claim_subject.sql makes it.
SUBJECT = re.compile(
    r"[0-9a-f]{32}\|[0-9]{1,9}-[0-9]{1,9}(\|[a-z_]+){6}\|(all|[0-9a-f]{32})"
)
# low|best|high, empty where not stated.
BOUNDS = re.compile(r"([0-9]{0,8}\|){2}[0-9]{0,8}")


def read_decisions(folder: Path) -> pl.DataFrame:
    """All decisions of ``folder/*.csv``, in the columns of ``raw.decisions``.

    Raises:
        DataError: a column is missing, a kind or verdict is unknown, a date is none.
    """
    files = sorted(folder.glob("*.csv"))
    frames = [_read(path) for path in files]
    return pl.concat(frames) if frames else TABLES["decisions"].frame([])


def write_decisions(folder: Path, decisions: pl.DataFrame) -> Path:
    """Add decisions to the folder as a file of their own; all of them or none.

    Args:
        folder: the folder of the decisions; made where it is missing.
        decisions: at least one, in the columns of ``raw.decisions``.

    Raises:
        DataError: the folder cannot be written.
    """
    day = max(decisions["decided_at"].to_list())
    text = decisions.select(COLUMNS).write_csv(datetime_format="%Y-%m-%dT%H:%M:%S")
    name = f"{day:%Y-%m-%d}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
    # Under its name a file is whole: a killed process leaves at most the other one.
    whole, part = folder / f"{name}.csv", folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        part.write_text(text, "utf-8", newline="")
        part.replace(whole)
    except OSError as error:
        raise DataError(
            f"{folder} cannot be written ({error.strerror}); name another folder with "
            "CASUALTY_DECISIONS"
        ) from error
    return whole


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
    return frame.select(COLUMNS).with_columns(
        pl.Series("decided_at", days, TABLES["decisions"].columns["decided_at"])
    )


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
    if row["kind"] == "claim":
        _check_claim(where, row)
    if row["kind"] == "pair":
        _check_pair(where, row["subject"] or "", row["verdict"] or "")


def _check_pair(where: str, subject: str, verdict: str) -> None:
    pair = read_pair(subject)
    if pair is None:
        raise DataError(
            f"{where}: subject {subject!r} names no two reports; join the column "
            "subject of fct_reports of both by ||"
        )
    if subject != (ordered := write_pair(*pair, verdict)):
        raise DataError(
            f"{where}: subject {subject!r} is not in order; write {ordered}"
        )


def _check_claim(where: str, row: dict[str, str | None]) -> None:
    if not SUBJECT.fullmatch(row["subject"] or ""):
        raise DataError(
            f"{where}: subject {row['subject']!r} names no words; copy it from "
            "fct_claims.subject"
        )
    is_settled = row["verdict"] in ("accepted", "corrected")
    if is_settled and not BOUNDS.fullmatch(row["value"] or ""):
        raise DataError(
            f"{where}: value {row['value']!r} is no low|best|high; write 4|4|4, or "
            "4|4| for at least four"
        )
