"""The text reader's answers to a labelled text, by the use made of a reading."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from labels import CHILDREN, Text

from ingest.gazetteer import load
from ingest.text import PlaceIndex, index_places, read, recognise, summary
from ingest.text.rows import Row
from ingest.text.summary import Figure

_UNSTATED = Figure(None, None, None)
_SHORT = len("2024-11-30")


class Answer(NamedTuple):
    """The figures of one text by use and measure, and the rule that led to each."""

    figures: dict[str, dict[str, Figure]]
    rules: dict[tuple[str, str], str]

    def figure(self, use: str, measure: str) -> Figure:
        """The bounds under one use; all None where nothing is said."""
        return self.figures[use].get(measure, _UNSTATED)


def point(figure: Figure) -> int:
    """The one figure of bounds: the best, else the low, else the high, else 0."""
    told = (figure.best, figure.low, figure.high)
    return next((value for value in told if value is not None), 0)


def spread(figure: Figure) -> tuple[int, int]:
    """Both ends of bounds; an end that is not stated is the one figure."""
    value = point(figure)
    low, high = figure.low, figure.high
    return value if low is None else low, value if high is None else high


def answers(texts: Iterable[Text]) -> Iterator[Answer]:
    """What the reader makes of each text, in order."""
    return (_answer(_claims(text)) for text in texts)


@cache
def _index() -> PlaceIndex:
    return index_places(load())


def _claims(text: Text) -> list[Row]:
    day = text.get("date") or ""
    published = date.fromisoformat(day) if len(day) == _SHORT else None
    words = text["text"]
    return read(words, published, _index(), recognise(words)).rows["claims"]


def _answer(claims: list[Row]) -> Answer:
    uses = {"victims": False, "everybody": True}
    figures = {
        use: summary.incident(claims, everybody=everybody)
        for use, everybody in uses.items()
    }
    figures["victims"] |= {CHILDREN: _children(claims)}
    rules = {
        (use, measure): rows[0]["rule_id"]
        for use, everybody in uses.items()
        for measure, rows in summary.leads(claims, everybody=everybody).items()
    }
    return Answer(figures | {"sum": summary.round_up(claims)}, rules)


def _children(claims: list[Row]) -> Figure:
    """The children among the dead: the group as a whole, else its boys and girls."""
    groups = [
        row
        for row in summary.breakdown(claims)
        if (row["measure"], row["age_group"]) == ("killed", "child")
    ]
    wholes = [row for row in groups if row["sex"] == "all"][:1]
    by_sex = {row["sex"]: row for row in reversed(groups)}
    chosen = wholes or list(by_sex.values())
    if not chosen:
        return _UNSTATED
    bounds = ([row[end] for row in chosen] for end in Figure._fields)
    return Figure(*(None if None in told else sum(told) for told in bounds))
