"""Reports join incidents, one by one, in the order of publication.

Each takes the best incident that is there, or begins one, and stays. So what was known
on a day is the present answer without the reports that came later. A step depends on
all before it: that is why this is a loop, over whole numbers, and not SQL.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import polars as pl

# For each report those that it was compared with, and the log odds that both tell of
# one incident.
Pairs = Mapping[int, Sequence[tuple[int, float]]]

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
        self._sizes: dict[int, int] = defaultdict(int)
        self._taken: dict[int, set[int]] = defaultdict(set)

    def place(self, report: int) -> Place:
        """Let a report join, or begin, an incident."""
        found = self._find(report)
        self._incident_of[report] = found.incident_turn
        if report not in self._known.withdrawn:
            self._sizes[found.incident_turn] += 1
            self._taken[found.incident_turn].add(self._known.exclusive[report])
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
        free = {
            incident: score
            for incident, score in self._score(report).items()
            if incident not in apart
            and self._known.exclusive[report] not in self._taken[incident]
        }
        best = max(free, key=lambda i: (free[i], -i), default=None)
        if best is None or free[best] < self._threshold:
            return Place(report, report, "anchor")
        return Place(
            report, best, "comparison", self._nearest(report, best), free[best]
        )

    def _score(self, report: int) -> dict[int, float]:
        """The mean score of each incident that has a report to compare with."""
        above: dict[int, float] = defaultdict(float)
        for other, score in self._known.pairs.get(report, ()):
            if other in self._incident_of and other not in self._known.withdrawn:
                above[self._incident_of[other]] += max(score - self._floor, 0)
        return {i: self._floor + total / self._sizes[i] for i, total in above.items()}

    def _nearest(self, report: int, incident: int) -> int:
        """The report of the incident that resembles most, the earliest of equals."""
        return -max(
            (score, -other)
            for other, score in self._known.pairs[report]
            if self._incident_of.get(other) == incident
            and other not in self._known.withdrawn
        )[1]


def join_reports(known: Known, threshold: float, floor: float) -> Iterator[Place]:
    """The place of each report; of one moment, those that fit best go first."""
    incidents = Incidents(known, threshold, floor)
    moments: dict[int, list[int]] = defaultdict(list)
    for report, moment in enumerate(known.moments):
        moments[moment].append(report)
    for _, reports in sorted(moments.items()):
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
    thresholds = dict(
        dbt.ref("match_thresholds").project("threshold, score").fetchall()
    )
    ordered = dbt.ref("int_reports_ordered").order("turn").fetchnumpy()
    moments = ordered["moment"].tolist()
    decided = dbt.ref("int_pairs_decided").filter("turn + other_turn is not null")
    verdicts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for verdict, *turns in decided.project("verdict, turn, other_turn").fetchall():
        verdicts[verdict].append((turns[0], turns[1]))
    known = Known(
        moments,
        ordered["exclusive_turn"].tolist(),
        gather(ordered["event_turn"].tolist(), verdicts["same"]),
        _pairs(dbt.ref("int_pairs_scored"), thresholds["floor"], moments),
        _both_ways(verdicts["different"] + verdicts["parent_of"]),
        frozenset(ordered["turn"][ordered["is_withdrawn"]].tolist()),
    )
    places = join_reports(known, thresholds["join"], thresholds["floor"])
    return pl.DataFrame(list(places), schema=_COLUMNS, orient="row")


def _pairs(scored: Any, floor: float, moments: Sequence[int]) -> Pairs:  # noqa: ANN401  # a relation
    """Those above the floor: the others move no mean."""
    rows = scored.filter(f"match_score > {floor}").project(
        "turn, earlier_turn, match_score"
    )
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    columns = (column.tolist() for column in rows.fetchnumpy().values())
    for one, other, score in zip(*columns, strict=True):
        found[one].append((other, score))
        if moments[one] == moments[other]:
            found[other].append((one, score))
    return found


def _both_ways(pairs: Iterable[tuple[int, int]]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[one].append(other)
        found[other].append(one)
    return found
