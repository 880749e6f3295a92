"""Reports join incidents, one by one, in the order of publication.

Each takes the best incident that is there, or begins one, and stays. So what was known on
a day is the present answer without the reports that came later. A step depends on all
before it: that is why this is a loop, over whole numbers, and not SQL.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import polars as pl

# position -> (earlier position, log odds that both tell of one incident).
Pairs = Mapping[int, Sequence[tuple[int, float]]]
Links = Mapping[int, Sequence[int]]


_COLUMNS = {
    "position": pl.Int64,
    "incident_position": pl.Int64,
    "match_rule": pl.String,
    "matched_position": pl.Int64,
    "match_score": pl.Float64,
}


class Place(NamedTuple):
    """Where a report went, and why; the score is the mean over the reports there."""

    position: int
    incident_position: int
    match_rule: str
    matched_position: int | None = None
    match_score: float | None = None


def join_reports(  # noqa: PLR0913  # what is known, and two numbers
    exclusive: Sequence[int],
    groups: Sequence[int],
    pairs: Pairs,
    different: Links,
    *,
    threshold: float,
    floor: float,
) -> Iterator[Place]:
    """The place of each report, in order.

    Args:
        exclusive: for each report the number of the list whose reports are different
            incidents.
        groups: for each report the first of those that it stands with by its source's
            word or a reviewer's.
        pairs: for each report the earlier ones that it might be one incident with.
        different: for each report those that a reviewer tells apart from it.
        threshold: a report joins an incident whose mean score is not below this.
        floor: what a pair that was not compared counts, and the least that any does.
    """
    incident_of: list[int] = []
    members: dict[int, int] = defaultdict(int)
    taken: dict[int, set[int]] = defaultdict(set)
    for report, group in enumerate(groups):
        apart = {incident_of[other] for other in different.get(report, ())}
        place = Place(report, report, "anchor")
        if group < report and incident_of[group] not in apart:
            place = Place(report, incident_of[group], "group")
        elif report in pairs:
            scores = _score(pairs[report], incident_of, members, floor)
            free = {
                incident: score
                for incident, score in scores.items()
                if exclusive[report] not in taken[incident] and incident not in apart
            }
            best = max(free, key=lambda i: (free[i], -i), default=None)
            if best is not None and free[best] >= threshold:
                with_ = _nearest(pairs[report], incident_of, best)
                place = Place(report, best, "comparison", with_, free[best])
        incident_of.append(place.incident_position)
        members[place.incident_position] += 1
        taken[place.incident_position].add(exclusive[report])
        yield place


def _score(
    pairs: Sequence[tuple[int, float]],
    incident_of: Sequence[int],
    members: Mapping[int, int],
    floor: float,
) -> dict[int, float]:
    """The mean score of each incident that has a report to compare with."""
    above: dict[int, float] = defaultdict(float)
    for earlier, score in pairs:
        above[incident_of[earlier]] += max(score, floor) - floor
    return {i: floor + total / members[i] for i, total in above.items()}


def _nearest(
    pairs: Sequence[tuple[int, float]], incident_of: Sequence[int], incident: int
) -> int:
    """The report of the incident that resembles most, the earliest of equals."""
    scored = ((score, -other) for other, score in pairs if incident_of[other] == incident)
    return -max(scored)[1]


def gather(groups: list[int], same: Iterable[tuple[int, int]]) -> list[int]:
    """For each report the first of its group, once reviewers have joined some of them."""

    def first(report: int) -> int:
        while groups[report] < report:
            report = groups[report]
        return report

    for one, other in same:
        low, high = sorted((first(one), first(other)))
        groups[high] = low
    return [first(report) for report in range(len(groups))]


def model(dbt: Any, _: Any) -> pl.DataFrame:  # noqa: ANN401  # dbt's own objects
    """One row a report: position, incident_position, match_rule, matched_…, score."""
    dbt.config(materialized="table")
    thresholds = dict(dbt.ref("match_thresholds").project("threshold, score").fetchall())
    ordered = dbt.ref("int_reports_ordered").order("position").fetchnumpy()
    decided = dbt.ref("int_pairs_decided").project("verdict, position, other_position")
    verdicts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for verdict, one, other in decided.fetchall():
        verdicts[verdict].append((one, other))
    places = join_reports(
        ordered["exclusive_position"].tolist(),
        gather(ordered["event_position"].tolist(), verdicts["same"]),
        _by_report(dbt.ref("int_pairs_scored").fetchnumpy()),
        _both_ways(verdicts["different"]),
        threshold=thresholds["join"],
        floor=thresholds["floor"],
    )
    return pl.DataFrame(list(places), schema=_COLUMNS, orient="row")


def _by_report(pairs: Mapping[str, Any]) -> Pairs:
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    columns = (pairs[c].tolist() for c in ("position", "earlier_position", "match_score"))
    for report, earlier, score in zip(*columns, strict=True):
        found[report].append((earlier, score))
    return found


def _both_ways(pairs: Iterable[tuple[int, int]]) -> Links:
    """For each report the earlier ones that it is told apart from."""
    found: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs:
        found[max(one, other)].append(min(one, other))
    return found
