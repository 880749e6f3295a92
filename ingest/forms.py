"""What every list for a person has in common, whatever is decided in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import polars as pl

# The column, and what is wrong with its value.
Fault = tuple[str, str]
Row = dict[str, object]

# Columns that stand in every list.
SIGNED = ("subject", "verdict", "reviewer", "decided_at", "note")


@dataclass(frozen=True)
class Form:
    """One kind of list: what a person may write, and what becomes of it.

    Attributes:
        kind: the kind of its decisions.
        thing: what is decided on, in words.
        columns: those that the list must have beside ``SIGNED``.
        answers: those that a person fills in beside the verdict.
        verdicts: what may be written as a verdict, and the verdict of the decision.
        prepare: adds to the rows what ``decide`` and ``find_faults`` need.
        name: what decisions on the same thing share; None where a subject is none.
        decide: subject and value of the decision of a row whose subject is one.
        find_faults: what is wrong beside subject, verdict, reviewer and date.
    """

    kind: str
    thing: str
    columns: tuple[str, ...]
    answers: tuple[str, ...]
    verdicts: Mapping[str, str]
    prepare: Callable[[pl.DataFrame], pl.DataFrame]
    name: Callable[[str], str | None]
    decide: Callable[[Row], tuple[str, str | None]]
    find_faults: Callable[[Row], Iterator[Fault]]
