"""The list of figures: accepted, corrected or rejected by a person."""

from collections.abc import Iterator

import polars as pl

from ingest.decisions import SUBJECT
from ingest.forms import Fault, Form, Row
from ingest.normalise.counts import parse_count

_VERDICTS = {
    "accept": "accepted",
    "correct": "corrected",
    "reject": "rejected",
    "withdraw": "withdrawn",
}
_BOUNDS = ("low", "best", "high")
_READ = ("read_low", "read_best", "read_high")


def _prepare(frame: pl.DataFrame) -> pl.DataFrame:
    """A number and a fault of every bound."""
    counts = {name: parse_count(pl.col(name)) for name in (*_READ, *_BOUNDS)}
    return frame.with_columns(
        *(number.alias(f"{name}_number") for name, (number, _) in counts.items()),
        *(fault.alias(f"{name}_fault") for name, (_, fault) in counts.items()),
    )


def _name(subject: str) -> str | None:
    return subject if SUBJECT.fullmatch(subject) else None


def _decide(row: Row) -> tuple[str, str | None]:
    columns = {"accept": _READ, "correct": _BOUNDS}.get(str(row["verdict"]), ())
    numbers = [row[f"{name}_number"] for name in columns]
    value = "|".join("" if number is None else str(number) for number in numbers)
    return str(row["subject"]), value or None


def _find_faults(row: Row) -> Iterator[Fault]:
    is_correct = row["verdict"] == "correct"
    used = _BOUNDS if is_correct else (*_READ, *_BOUNDS)
    faults = [
        (name, f"is {row[f'{name}_fault']}") for name in used if row[f"{name}_fault"]
    ]
    yield from faults
    filled = [name for name in _BOUNDS if row[name] is not None]
    if not is_correct and filled and row["verdict"] in _VERDICTS:
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


CLAIMS = Form(
    kind="claim",
    thing="figure",
    columns=(*_READ, *_BOUNDS),
    answers=_BOUNDS,
    verdicts=_VERDICTS,
    prepare=_prepare,
    name=_name,
    decide=_decide,
    find_faults=_find_faults,
)
