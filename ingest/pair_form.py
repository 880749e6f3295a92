"""The list of pairs of reports: the same incident, two, or one holds the other."""

from collections.abc import Iterator

import polars as pl

from ingest.forms import Fault, Form, Row
from ingest.pairs import pair_of, read_pair, write_pair

# The list shows two reports, first and second; a decision has the parent first.
_PART = "part_of"
_VERDICTS = {
    "same": "same",
    "different": "different",
    "parent_of": "parent_of",
    _PART: "parent_of",
    "withdraw": "withdrawn",
}
# By these a list of pairs is told from one of figures.
MARKS = ("first_source", "second_source")


def _prepare(frame: pl.DataFrame) -> pl.DataFrame:
    return frame


def _name(subject: str) -> str | None:
    return pair_of(subject) if read_pair(subject) else None


def _decide(row: Row) -> tuple[str, str | None]:
    subject = str(row["subject"])
    pair = read_pair(subject)
    if pair is None:  # a fault, which is told
        return subject, None
    first, second = pair[::-1] if row["verdict"] == _PART else pair
    return write_pair(first, second, _VERDICTS.get(str(row["verdict"]), "")), None


def _find_faults(_: Row) -> Iterator[Fault]:
    yield from ()


PAIRS = Form(
    kind="pair",
    thing="pair",
    columns=MARKS,
    answers=(),
    verdicts=_VERDICTS,
    prepare=_prepare,
    name=_name,
    decide=_decide,
    find_faults=_find_faults,
)
