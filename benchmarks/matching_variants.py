"""What else could be made of the pairs that a warehouse has scored.

The steps are those of models/intermediate/int_reports_joined.py, called with other
scores; only ``join_at_once`` clusters in a way of its own.
"""

import heapq
import importlib.util
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import polars as pl

_MODEL = Path(__file__).parents[1] / "models/intermediate/int_reports_joined.py"
_REPORTS = """
    select ordered.*, reports.native_id as id
    from intermediate.int_reports_ordered as ordered
    inner join intermediate.int_reports_current as reports using (report_id)
    order by ordered.position
"""
_PAIRS = """
    select scored.*, later.native_id as id, earlier.native_id as other_id
    from intermediate.int_pairs_scored as scored
    inner join intermediate.int_reports_current as later using (report_id)
    inner join intermediate.int_reports_current as earlier
        on scored.earlier_report_id = earlier.report_id
    order by scored.position, scored.earlier_position
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
            connection.execute(_PAIRS).pl(),
            weights,
            dict(connection.execute(thresholds).fetchall()),
        )


def _model() -> Any:  # noqa: ANN401  # a module
    spec = importlib.util.spec_from_file_location(_MODEL.stem, _MODEL)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
