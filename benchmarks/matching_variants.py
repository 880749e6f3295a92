"""What else could be made of the pairs that a warehouse has scored.

The steps are those of models/intermediate/int_reports_joined.py, called with other
scores; only ``join_at_once`` clusters in a way of its own.
"""

import heapq
import importlib.util
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl

_MODEL = Path(__file__).parents[1] / "models/intermediate/int_reports_joined.py"
_REPORTS = """
    select ordered.*, reports.native_id as id
    from intermediate.int_reports_ordered as ordered
    inner join intermediate.int_reports_current as reports using (report_id)
    order by ordered.turn
"""
_PAIRS = """
    with reports as (
        select ordered.turn, reports.native_id as id
        from intermediate.int_reports_ordered as ordered
        inner join intermediate.int_reports_current as reports using (report_id)
    )
    select scored.*, later.id, earlier.id as other_id
    from intermediate.int_pairs_scored as scored
    inner join reports as later using (turn)
    inner join reports as earlier on scored.earlier_turn = earlier.turn
    order by scored.turn, scored.earlier_turn
"""


class Matched(NamedTuple):
    """Reports in their order, scored pairs, and what the scores are made of."""

    reports: pl.DataFrame
    pairs: pl.DataFrame
    weights: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]

    def without(self, *comparisons: str) -> pl.Series:
        """The scores of the pairs had some comparisons not been made."""
        taken = (
            self.pairs[name].replace_strict(self.weights[name]) for name in comparisons
        )
        return sum(taken, start=pl.Series([0.0])) * -1 + self.pairs["match_score"]

    def levels(self) -> dict[str, list[str]]:
        """The levels of each comparison, those that speak for one incident first."""
        return {
            name: sorted(told, key=lambda level, told=told: -told[level])
            for name, told in self.weights.items()
            if name != "base"
        }

    def scored(self, scores: pl.Series) -> pl.DataFrame:
        """The turns of the reports of each pair, and a score."""
        return self.pairs.select("turn", "earlier_turn").with_columns(scores)

    def clusters(self, incidents: Sequence[int]) -> pl.DataFrame:
        """The incident of each report in order, as ``id`` and ``cluster``."""
        return self.reports.select("id", pl.Series("cluster", incidents))


def read_matched(database: Path) -> Matched:
    """What a warehouse has scored."""
    with duckdb.connect(str(database), read_only=True) as connection:
        weights: dict[str, dict[str, float]] = defaultdict(dict)
        for comparison, level, weight in connection.execute(
            "select comparison, level, weight::double from seeds.match_weights"
        ).fetchall():
            weights[comparison][level] = weight
        thresholds = "select threshold, score::double from seeds.match_thresholds"
        return Matched(
            connection.execute(_REPORTS).pl(),
            connection.execute(_PAIRS).pl().cast({pl.Categorical: pl.String}),
            weights,
            dict(connection.execute(thresholds).fetchall()),
        )


def join(
    matched: Matched,
    scores: pl.Series,
    threshold: float | None = None,
    *,
    one_to_one: bool = True,
) -> pl.DataFrame:
    """The incidents had the pairs other scores, or articles no say in it."""
    model, reports = _model(), matched.reports
    exclusive = "exclusive_turn" if one_to_one else "turn"
    columns = (reports[c].to_list() for c in ("moment", exclusive, "event_turn"))
    # Thousandths, as in the model: whole numbers add up alike in any order.
    wholes = (1000 * scores).round().cast(pl.Int64)
    known = model.Known(*columns, _neighbours(matched, wholes))
    least = matched.thresholds["join"] if threshold is None else threshold
    floor = matched.thresholds["floor"]
    places = model.join_reports(known, round(1000 * least), round(1000 * floor))
    found = {place.turn: place.incident_turn for place in places}
    return matched.clusters([found[report] for report in range(reports.height)])


def _neighbours(
    matched: Matched, scores: pl.Series
) -> dict[int, list[tuple[int, float]]]:
    """For each report those that it may join: earlier, or of the same moment."""
    moments = matched.reports["moment"].to_list()
    found: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for one, other, score in matched.scored(scores).iter_rows():
        found[one].append((other, score))
        if moments[one] == moments[other]:
            found[other].append((one, score))
    return found


def _model() -> Any:  # noqa: ANN401  # a module
    spec = importlib.util.spec_from_file_location(_MODEL.stem, _MODEL)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{_MODEL} cannot be read")
    module = importlib.util.module_from_spec(spec)
    # Its data classes look themselves up.
    sys.modules[_MODEL.stem] = module
    spec.loader.exec_module(module)
    return module


def join_at_once(matched: Matched) -> pl.DataFrame:
    """The incidents were all reports there from the start: the best pair joins first.

    Agglomerative, by the mean score over all pairs of two groups; a pair that was not
    compared counts the floor, an article stands in an incident once.
    """
    groups = _Groups(matched)
    while groups.queue:
        groups.step(matched.thresholds["join"])
    return matched.clusters(groups.of_reports())


class _Groups:
    """Groups of reports, and a queue of the pairs of groups that might join."""

    def __init__(self, matched: Matched) -> None:
        self.floor = matched.thresholds["floor"]
        exclusive = matched.reports["exclusive_turn"].to_list()
        self.members = {report: [report] for report in range(len(exclusive))}
        self.taken = {report: {told} for report, told in enumerate(exclusive)}
        # What the pairs between two groups are above the floor, summed.
        self.above: dict[int, dict[int, float]] = defaultdict(dict)
        self.queue: list[tuple[float, int, int, int, int]] = []
        for one, other, score in matched.scored(
            matched.pairs["match_score"]
        ).iter_rows():
            self._link(one, other, max(score - self.floor, 0))

    def _link(self, one: int, other: int, above: float) -> None:
        self.above[one][other] = self.above[other][one] = above
        sizes = len(self.members[one]), len(self.members[other])
        mean = self.floor + above / (sizes[0] * sizes[1])
        heapq.heappush(self.queue, (-mean, one, other, *sizes))

    def step(self, threshold: float) -> None:
        """Join the best pair of groups, if it is still as it was queued."""
        mean, one, other, *sizes = heapq.heappop(self.queue)
        now = [len(self.members.get(group, ())) for group in (one, other)]
        if -mean < threshold or now != sizes or self.taken[one] & self.taken[other]:
            return
        self.members[one] += self.members.pop(other)
        self.taken[one] |= self.taken.pop(other)
        links = self.above.pop(other)
        for third in {*links, *self.above[one]} - {one, other}:
            above = links.get(third, 0) + self.above[one].get(third, 0)
            self.above[third].pop(other, None)
            self._link(one, third, above)
        self.above[one].pop(other, None)

    def of_reports(self) -> list[int]:
        """The group of each report, in order."""
        found = {
            report: group for group, told in self.members.items() for report in told
        }
        return [found[report] for report in sorted(found)]
