"""Reports join incidents, one by one, in the order of publication.

Each takes the best incident that is there, or begins one, and stays. So what was known
on a day is the present answer without the reports that came later. A step depends on
all before it: that is why this is a loop, over whole numbers, and not SQL.

Scores are thousandths of log odds here, whole numbers too: the last digit of a sum of
fractions depends on their order, and so would who joins which of two that fit alike.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
import polars as pl

# For each report those that it was compared with, and how likely both tell of one
# incident.
Pairs = Mapping[int, Sequence[tuple[int, float]]]
Numbers = np.ndarray[Any, np.dtype[Any]]

_WHOLE = "round(1000 * {})::integer"
_COLUMNS = {
    "turn": pl.Int64,
    "incident_turn": pl.Int64,
    "match_rule": pl.String,
    "matched_turn": pl.Int64,
    "match_score": pl.Float64,
}


class Place(NamedTuple):
    """Where a report went, and why; the score is the mean over the reports there."""

    turn: int
    incident_turn: int
    match_rule: str
    matched_turn: int | None = None
    match_score: float | None = None


@dataclass(frozen=True)
class Known:
    """What is known of the reports, by their turn in the order of publication.

    ``moments`` rise with the day of publication; of reports with one ``exclusive``
    number no two join one incident by their score. ``groups`` gives the first of those
    that a report stands with by its source's word or a reviewer's, ``different`` those
    that a reviewer tells apart from it. ``pairs`` hold the earlier reports, and those
    of the same moment. Nobody joins the ``withdrawn``, and they hold no place.
    """

    moments: Sequence[int]
    exclusive: Sequence[int]
    groups: Sequence[int]
    pairs: Pairs = field(default_factory=dict)
    different: Mapping[int, Sequence[int]] = field(default_factory=dict)
    withdrawn: frozenset[int] = frozenset()


class Incidents:
    """The incidents as they grow."""

    def __init__(self, known: Known, threshold: float, floor: float) -> None:
        """Begin without any.

        Args:
            known: what is known of the reports.
            threshold: a report joins where the mean of its scores is not below this.
            floor: what a pair counts that was not compared, and the least any counts.
        """
        self._known, self._threshold, self._floor = known, threshold, floor
        self._incident_of: dict[int, int] = {}
        # Of those alone that others may join.
        self._open: dict[int, int] = {}
        self._sizes: dict[int, int] = defaultdict(int)
        self._taken: set[tuple[int, int]] = set()

    def place(self, report: int) -> Place:
        """Let a report join, or begin, an incident."""
        found = self._find(report)
        incident = self._incident_of[report] = found.incident_turn
        if report not in self._known.withdrawn:
            self._open[report] = incident
            self._sizes[incident] += 1
            self._taken.add((incident, self._known.exclusive[report]))
        return found

    def best_score(self, report: int) -> float:
        """The best mean score that is to be had now, taken places included."""
        return max(self._score(report).values(), default=self._floor)

    def _find(self, report: int) -> Place:
        others = self._known.different.get(report, ())
        apart = {self._incident_of.get(other) for other in others}
        group = self._incident_of.get(self._known.groups[report])
        if group is not None and group not in apart:
            return Place(report, group, "group")
        exclusive = self._known.exclusive[report]
        free = [
            (score, -incident)
            for incident, score in self._score(report).items()
            if score >= self._threshold
            and incident not in apart
            and (incident, exclusive) not in self._taken
        ]
        if not free:
            return Place(report, report, "anchor")
        score, best = max(free)
        nearest = self._nearest(report, -best)
        return Place(report, -best, "comparison", nearest, score)

    def _score(self, report: int) -> dict[int, float]:
        """The mean score of each incident that has a report to compare with."""
        above: dict[int, float] = {}
        incident_of, floor = self._open.get, self._floor
        for other, score in self._known.pairs.get(report, ()):
            incident = incident_of(other)
            if incident is not None and score > floor:
                above[incident] = above.get(incident, 0) + score - floor
        return {i: floor + total / self._sizes[i] for i, total in above.items()}

    def _nearest(self, report: int, incident: int) -> int:
        """The report of the incident that resembles most, the earliest of equals."""
        return -max(
            (score, -other)
            for other, score in self._known.pairs[report]
            if self._open.get(other) == incident
        )[1]


def join_reports(known: Known, threshold: float, floor: float) -> Iterator[Place]:
    """The place of each report; of one moment, those that fit best go first."""
    incidents = Incidents(known, threshold, floor)
    turns = range(len(known.moments))
    for _, reports in groupby(turns, key=known.moments.__getitem__):
        # A group follows its first, which takes its place among the others.
        order = sorted(
            (known.groups[report] < report, -incidents.best_score(report), report)
            for report in reports
        )
        yield from (incidents.place(report) for *_, report in order)


def gather(groups: Sequence[int], same: Iterable[tuple[int, int]]) -> list[int]:
    """For each report the first of its group, once reviewers have joined some."""
    firsts = list(groups)

    def first(report: int) -> int:
        while firsts[report] < report:
            report = firsts[report]
        return report

    for one, other in same:
        low, high = sorted((first(one), first(other)))
        firsts[high] = low
    return [first(report) for report in range(len(firsts))]


def model(dbt: Any, _: Any) -> pl.DataFrame:  # noqa: ANN401  # dbt's own objects
    """One row a report, in the columns of ``Place``."""
    dbt.config(materialized="table")
    scores = dbt.ref("match_thresholds").project(f"threshold, {_WHOLE.format('score')}")
    thresholds = dict(scores.fetchall())
    ordered = (
        dbt.ref("int_reports_ordered")
        .project("turn, moment, exclusive_turn, event_turn, is_withdrawn")
        .order("turn")
        .fetchnumpy()
    )
    decided = dbt.ref("int_pairs_decided").filter("turn + other_turn is not null")
    verdicts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for verdict, *turns in decided.project("verdict, turn, other_turn").fetchall():
        verdicts[verdict].append((turns[0], turns[1]))
    known = Known(
        ordered["moment"].tolist(),
        ordered["exclusive_turn"].tolist(),
        gather(ordered["event_turn"].tolist(), verdicts["same"]),
        _pairs(dbt.ref("int_pairs_scored"), thresholds["floor"], ordered["moment"]),
        _both_ways(verdicts["different"] + verdicts["parent_of"]),
        frozenset(ordered["turn"][ordered["is_withdrawn"]].tolist()),
    )
    places = pl.DataFrame(
        join_reports(known, thresholds["join"], thresholds["floor"]),
        schema=_COLUMNS,
        orient="row",
    )
    return places.with_columns(pl.col("match_score") / 1000)


class _Slices(Mapping[int, Sequence[tuple[int, float]]]):
    """Pairs as slices of long arrays: a list for each of a million takes gigabytes."""

    def __init__(
        self, turns: Numbers, others: Numbers, scores: Numbers, count: int
    ) -> None:
        order = np.argsort(turns, kind="stable")
        self._others, self._scores = others[order], scores[order]
        self._ends = np.bincount(turns, minlength=count).cumsum().tolist()

    def __getitem__(self, report: int) -> Sequence[tuple[int, float]]:
        begin, end = self._ends[report - 1] if report else 0, self._ends[report]
        if begin == end:
            return ()
        others, scores = self._others[begin:end], self._scores[begin:end]
        return list(zip(others.tolist(), scores.tolist(), strict=True))

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self)))

    def __len__(self) -> int:
        return len(self._ends)


def _pairs(scored: Any, floor: float, moments: Numbers) -> Pairs:  # noqa: ANN401  # a relation
    """Those above the floor, as the others move no mean; of one moment both ways."""
    columns = f"turn, earlier_turn, {_WHOLE.format('match_score')} as score"
    above = scored.project(columns).filter(f"score > {floor}").fetchnumpy()
    one, other, scores = above["turn"], above["earlier_turn"], above["score"]
    level = moments[one] == moments[other]
    return _Slices(
        np.concatenate([one, other[level]]),
        np.concatenate([other, one[level]]),
        np.concatenate([scores, scores[level]]),
        len(moments),
    )


def _both_ways(pairs: Iterable[tuple[int, int]]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return found
