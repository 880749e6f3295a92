"""The tables of ``matching.py``: agreement, review, what each comparison adds."""

import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import duckdb
import matching_baselines
import polars as pl
from agreement import (
    Agreement,
    agree,
    agree_pairs,
    are_true,
    components,
    read_events,
)
from matching_variants import Matched, join, join_at_once, read_matched

_MEASURES = ("precision", "recall", "F1")
_AGREED = (
    *("pairs", *_MEASURES),
    *(f"B-cubed {measure}" for measure in _MEASURES),
)
# What is left out together.
_PARTS = {
    "words of the place": ("place_words",),
    "distance": ("distance",),
    "days": ("days",),
    "actors": ("actors",),
    "form of violence": ("cause",),
    "context and target": ("context",),
    "figures": ("killed", "injured"),
    "number of rivals": ("rivalry",),
}
_THRESHOLDS = [step / 4 for step in range(-12, 25)]
_MEMBERS = """
    select
        members.report_id,
        reports.native_id as id,
        resembled.native_id as other_id,
        members.incident_id as cluster,
        members.is_unsure,
        if(members.is_unsure, members.report_id, members.incident_id) as sure_cluster
    from intermediate.int_incident_reports as members
    inner join intermediate.int_reports_current as reports using (report_id)
    left join intermediate.int_reports_current as resembled
        on members.matched_with_report_id = resembled.report_id
"""


class Table(NamedTuple):
    """A heading, columns, and rows with a name in front."""

    heading: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]

    def markdown(self) -> Iterator[str]:
        """The lines of a page."""
        yield f"\n### {self.heading}\n"
        yield f"| | {' | '.join(self.columns)} |"
        yield f"|---|{'---:|' * len(self.columns)}"
        yield from (f"| {' | '.join(row)} |" for row in self.rows)

    def plain(self) -> Iterator[str]:
        """The lines of a terminal."""
        yield f"\n{self.heading}"
        yield from ("\t".join(row) for row in [("", *self.columns), *self.rows])


def tables(file: Path, database: Path) -> Iterator[Table]:
    """All tables of a file and the warehouse that was made of it."""
    events, matched = read_events(file), read_matched(database)
    with duckdb.connect(str(database), read_only=True) as connection:
        members = connection.execute(_MEMBERS).pl()
    sure = members.select("id", pl.col("sure_cluster").alias("cluster"))
    rows = [
        ("casualty", agree(events, members)),
        ("casualty, what joins without review", agree(events, sure)),
        *_plain(events, file),
        *_linked(events, file),
    ]
    yield _agreed("Agreement with the events of the file", rows)
    yield _agreed("The same candidate pairs, other ways", [*_variants(events, matched)])
    yield _reviewed(events, matched, members)
    yield _parts(events, matched)


def _agreed(heading: str, rows: Sequence[tuple[str, Agreement]]) -> Table:
    return Table(heading, _AGREED, [[name, *_cells(told)] for name, told in rows])


def _cells(told: Agreement) -> list[str]:
    by_pair = (told.precision, told.recall, told.f1)
    by_report = (told.b_precision, told.b_recall, told.b_f1)
    return [f"{told.joined:,}", *(f"{share:.3f}" for share in (*by_pair, *by_report))]


def _plain(events: pl.DataFrame, file: Path) -> Iterator[tuple[str, Agreement]]:
    for name, pairs in matching_baselines.pairs_of(file):
        yield name, agree_pairs(events, pairs)


def _has_splink() -> bool:
    if find_spec("splink"):
        return True
    print("Splink is left out: it comes with the extra `linkage`", file=sys.stderr)
    return False


def _linked(events: pl.DataFrame, file: Path) -> Iterator[tuple[str, Agreement]]:
    """Splink on the rows of the file, at an even chance and at its best."""
    if not _has_splink():
        return
    import matching_splink  # noqa: PLC0415  # see above

    found = {
        threshold: agree(events, clusters)
        for threshold, clusters in matching_splink.by_default(file)
    }
    best = max(found, key=lambda threshold: found[threshold].f1)
    yield "Splink, its defaults, at 0.5", found[0.5]
    yield f"Splink, its defaults, at its best ({best})", found[best]


def _variants(
    events: pl.DataFrame, matched: Matched
) -> Iterator[tuple[str, Agreement]]:
    scores = matched.pairs["match_score"]
    yield "our weights, one by one (the models)", agree(events, join(matched, scores))
    yield "our weights, all at once", agree(events, join_at_once(matched))
    yield _best("our weights, one by one", events, _joined(matched, scores))
    yield _best("our weights, components", events, _components(matched, scores))
    if not _has_splink():
        return
    import matching_splink  # noqa: PLC0415  # see above

    kinds = {
        "estimated": None,
        "counted on the events": are_true(events, matched.pairs),
    }
    for kind, is_true in kinds.items():
        odds = matching_splink.score(matched.pairs, matched.levels(), is_true)
        name = f"Splink's weights, {kind}"
        yield f"{name}, one by one", agree(events, join(matched, odds))
        yield _best(f"{name}, one by one", events, _joined(matched, odds))
        yield _best(f"{name}, components", events, _components(matched, odds))


Clustered = Callable[[float], pl.DataFrame]


def _joined(matched: Matched, scores: pl.Series) -> Clustered:
    return lambda threshold: join(matched, scores, threshold)


def _components(matched: Matched, scores: pl.Series) -> Clustered:
    return lambda threshold: components(matched.pairs.filter(scores >= threshold))


def _best(
    name: str, events: pl.DataFrame, clustered: Clustered
) -> tuple[str, Agreement]:
    """The agreement at the threshold at which F1 is best."""
    found = {least: agree(events, clustered(least)) for least in _THRESHOLDS}
    best = max(found, key=lambda least: found[least].f1)
    return f"{name}, at its best ({best:g})", found[best]


def _reviewed(events: pl.DataFrame, matched: Matched, members: pl.DataFrame) -> Table:
    """What a reviewer is asked, and how much of it is true."""
    cluster = dict(members.select("id", "cluster").iter_rows())
    pairs = matched.pairs.with_columns(
        pl.col("id").replace_strict(cluster).alias("one"),
        pl.col("other_id").replace_strict(cluster).alias("other"),
    )
    apart = pairs.filter(pl.col("one") != pl.col("other"))
    near = apart.filter(pl.col("match_score") >= matched.thresholds["review"])
    joined = members.filter(pl.col("other_id").is_not_null())
    sets = {
        "reports that join surely": (
            joined.filter(~pl.col("is_unsure")),
            members.height,
        ),
        "reports that join, but not surely": (
            joined.filter("is_unsure"),
            members.height,
        ),
        "pairs that are not joined, but nearly": (near, matched.pairs.height),
        "other pairs that are not joined": (
            apart.filter(pl.col("match_score") < matched.thresholds["review"]),
            matched.pairs.height,
        ),
    }
    rows = [
        [
            name,
            f"{told.height:,}",
            f"{told.height / max(1, of):.3f}",
            *_true(events, told),
        ]
        for name, (told, of) in sets.items()
    ]
    columns = ("number", "share of all reports or pairs", "true", "share that is true")
    return Table("What goes to review", columns, rows)


def _true(events: pl.DataFrame, pairs: pl.DataFrame) -> list[str]:
    true = int(are_true(events, pairs).sum())
    return [f"{true:,}", f"{true / max(1, pairs.height):.3f}"]


def _parts(events: pl.DataFrame, matched: Matched) -> Table:
    """F1 where a comparison was not made."""
    whole = _f1(events, _joined(matched, matched.pairs["match_score"]))
    found = {"everything": whole}
    for name, comparisons in _PARTS.items():
        found[f"without {name}"] = _f1(
            events, _joined(matched, matched.without(*comparisons))
        )
    found["without one-to-one"] = _f1(
        events,
        lambda least: join(
            matched, matched.pairs["match_score"], least, one_to_one=False
        ),
    )
    rows = [
        [name, *(f"{share:.3f}" for share in told), f"{told[1] - whole[1]:+.3f}"]
        for name, told in found.items()
    ]
    columns = ("F1", "F1 at its best threshold", "difference")
    return Table("What each comparison adds", columns, rows)


def _f1(events: pl.DataFrame, clustered: Clustered) -> tuple[float, float]:
    """At the threshold of the models, and at the best."""
    return agree(events, clustered(0)).f1, _best("", events, clustered)[1].f1
