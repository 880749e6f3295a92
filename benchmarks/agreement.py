"""How far incidents agree with the events of a file: by pair, and by report (B-cubed).

    python benchmarks/agreement.py FILE DATABASE

Pairs of reports of one event are counted over all rows of the file: a row that was not
loaded stands alone, and its pairs are lost. B-cubed asks of each report which share of
its incident is of its event (precision) and which share of its event is in its incident
(recall), and takes the mean over all reports.
"""

import sys
from pathlib import Path
from typing import NamedTuple

import duckdb
import polars as pl

_INCIDENTS = """
    select reports.native_id as id, incidents.incident_id as cluster
    from intermediate.int_incident_reports as incidents
    inner join intermediate.int_reports_current as reports using (report_id)
"""


class Agreement(NamedTuple):
    """Shares of pairs and of reports; the number of pairs that were joined."""

    precision: float
    recall: float
    b_precision: float
    b_recall: float
    joined: int

    @property
    def f1(self) -> float:
        """Of pairs."""
        return _mean(self.precision, self.recall)

    @property
    def b_f1(self) -> float:
        """Of reports."""
        return _mean(self.b_precision, self.b_recall)


def _mean(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def read_events(path: Path) -> pl.DataFrame:
    """The ``id`` and the ``event`` of each row of a file in MAVERICK's layout."""
    named = {"id": "id", "event_id": "event"}
    return pl.read_csv(path, columns=list(named), infer_schema=False).rename(named)


def read_incidents(database: Path) -> pl.DataFrame:
    """The ``id`` in the file and the incident, ``cluster``, of each report."""
    with duckdb.connect(str(database), read_only=True) as connection:
        return connection.execute(_INCIDENTS).pl()


def agree(events: pl.DataFrame, clusters: pl.DataFrame) -> Agreement:
    """Compare events with clusters, given as ``id`` and ``cluster``."""
    found = clusters.select("id", pl.col("cluster").cast(pl.String))
    # A report that is in no cluster is one alone.
    alone = pl.format("alone {}", "id")
    told = events.join(found, on="id", how="left").with_columns(
        pl.coalesce("cluster", alone)
    )
    both = told.group_by("event", "cluster").len("both")
    square = pl.col("both").cast(pl.Float64) ** 2
    b_precision, b_recall = both.select(
        (square / pl.col("both").sum().over(name)).sum().alias(name)
        / max(1, told.height)
        for name in ("cluster", "event")
    ).row(0)
    joined, true = (_pairs(told[column]) for column in ("cluster", "event"))
    shared = _pairs(told.select(pl.struct("event", "cluster")).to_series())
    return Agreement(*_shares(shared, joined, true), b_precision, b_recall, joined)


def _pairs(groups: pl.Series) -> int:
    """The pairs that stand in one group."""
    size = groups.value_counts()["count"].cast(pl.Int64)
    return int((size * (size - 1) // 2).sum())


def _shares(shared: int, joined: int, true: int) -> tuple[float, float]:
    return shared / joined if joined else 1.0, shared / true if true else 1.0


def are_true(events: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    """Whether the reports of each pair, ``id`` and ``other_id``, are of one event."""
    event = dict(events.select("id", "event").iter_rows())
    named = (pairs[name].replace_strict(event) for name in ("id", "other_id"))
    one, other = named
    return one == other


def agree_pairs(events: pl.DataFrame, pairs: pl.DataFrame) -> Agreement:
    """Compare events with pairs; by report, what the pairs hold together."""
    shared, true = are_true(events, pairs).sum(), _pairs(events["event"])
    by_report = agree(events, components(pairs))
    return Agreement(
        *_shares(shared, pairs.height, true), *by_report[2:4], pairs.height
    )


def components(pairs: pl.DataFrame) -> pl.DataFrame:
    """The connected components of pairs, as ``id`` and ``cluster``."""
    leads: dict[str, str] = {}

    def lead(report: str) -> str:
        while (above := leads.setdefault(report, report)) != report:
            leads[report] = report = leads[above]
        return report

    for one, other in pairs.select("id", "other_id").iter_rows():
        leads[lead(one)] = lead(other)
    rows = [(report, lead(report)) for report in list(leads)]
    schema = {"id": pl.String, "cluster": pl.String}
    return pl.DataFrame(rows, schema, orient="row")


if __name__ == "__main__":
    FOUND = agree(read_events(Path(sys.argv[1])), read_incidents(Path(sys.argv[2])))
    print(*(f"{share:.3f}" for share in (*FOUND[:2], FOUND.f1, FOUND.b_f1)))
