"""Splink, record linkage on DuckDB, on a file in MAVERICK's layout.

Needs the extra ``linkage``. ``by_default`` is Splink as its own pages set it up, on the
columns of the file; ``score`` lets it find the weights of our own comparisons, on our
own candidate pairs. Neither is shown an event.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import polars as pl
import splink.comparison_level_library as levels
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

_ROWS = """
    create table reports as
    select
        id as unique_id,
        country,
        city,
        location,
        date_start::date as day,
        date_trunc('week', date_start::date) as week,
        try_cast(latitude as double) as latitude,
        try_cast(longitude as double) as longitude,
        actor1 as actor,
        deaths_best::bigint as killed
    from read_csv(?, all_varchar = true)
"""
# Pairs that are almost surely the same, by which the share of true pairs is guessed.
_SURE = ("day", "city", "location", "actor")
_DEFAULT = SettingsCreator(
    link_type="dedupe_only",
    blocking_rules_to_generate_predictions=[
        block_on("day", "country"),
        block_on("day", "city"),
        block_on("week", "city"),
    ],
    comparisons=[
        compare.AbsoluteTimeDifferenceAtThresholds(
            "day", input_is_string=False, metrics=["day", "day"], thresholds=[1, 3]
        ),
        compare.DistanceInKMAtThresholds("latitude", "longitude", [2, 10, 30]),
        compare.JaroWinklerAtThresholds("location"),
        compare.JaroWinklerAtThresholds("actor"),
        compare.ExactMatch("killed"),
    ],
)
_SEED = 1
# Levels that say nothing, for or against.
_SILENT = ("missing", "one_silent", "both_silent")


def by_default(path: Path) -> Iterator[tuple[float, pl.DataFrame]]:
    """Clusters of the rows of a file: probabilities, and ``id`` with its cluster."""
    with duckdb.connect() as connection:
        connection.execute(_ROWS, [str(path)])
        api = DuckDBAPI(connection=connection)
        linker = Linker(
            [api.register("reports", dataset_display_name="reports")],
            _DEFAULT,
            log_level=None,
        )
        train = linker.training
        train.estimate_probability_two_random_records_match(
            [block_on(*_SURE)], recall=0.5
        )
        train.estimate_u_using_random_sampling(max_pairs=1e6, seed=_SEED)
        for columns in (("day", "country"), ("city", "location")):
            train.estimate_parameters_using_expectation_maximisation(
                block_on(*columns), record_sample_proportion=1
            )
        predicted = linker.inference.predict(threshold_match_probability=0.01)
        for threshold in (step / 20 for step in range(1, 20)):
            clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
                predicted, threshold
            )
            yield (
                threshold,
                connection.table(clusters.physical_name)
                .pl()
                .select(id="unique_id", cluster="cluster_id"),
            )


def score(
    pairs: pl.DataFrame,
    comparisons: Mapping[str, Sequence[str]],
    is_true: pl.Series | None = None,
) -> pl.Series:
    """The log odds that Splink gives to pairs of which the levels are told.

    Splink compares records; here a record of the left table holds what the comparison
    of a pair came to, its partner on the right only the number of the pair. What false
    pairs are like is taken from all candidates, most of which are false; what true
    ones are like is estimated by expectation maximisation.

    Args:
        pairs: a row a pair; a column a comparison.
        comparisons: their levels, those that agree most first.
        is_true: which pairs are true: both are then counted, nothing is estimated.
    """
    told = (
        pl.repeat(value=True, n=pairs.height, eager=True)
        if is_true is None
        else ~is_true
    )
    settings = SettingsCreator(
        link_type="link_only",
        blocking_rules_to_generate_predictions=[block_on("unique_id")],
        comparisons=[
            _told(
                name,
                found,
                pairs.filter(told)[name],
                None if is_true is None else pairs.filter(is_true)[name],
            )
            for name, found in comparisons.items()
        ],
        probability_two_random_records_match=0.1 if is_true is None else is_true.mean(),
    )
    with duckdb.connect() as connection:
        left = pairs.select(*comparisons).with_row_index("unique_id")
        connection.register("left_frame", left)
        api = DuckDBAPI(connection=connection)
        for name in ("pairs", "partners"):
            connection.execute(f"create table {name} as from left_frame")
        tables = [
            api.register(name, dataset_display_name=name)
            for name in ("pairs", "partners")
        ]
        linker = Linker(tables, settings, log_level=None)
        if is_true is None:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on("unique_id"), record_sample_proportion=1
            )
        found = connection.table(linker.inference.predict().physical_name).pl()
    return (found["match_weight"] * math.log(2)).gather(found["unique_id_l"].arg_sort())


def _told(
    name: str, found: Sequence[str], false: pl.Series, true: pl.Series | None
) -> compare.CustomComparison:
    told = [level for level in found if level not in _SILENT]
    silent = ", ".join(f"'{level}'" for level in _SILENT)
    *first, last = (
        (f"{name}_l = '{level}'", _shares(level, told, false, true)) for level in told
    )
    return compare.CustomComparison(
        output_column_name=name,
        comparison_levels=[
            levels.CustomLevel(f"{name}_l in ({silent})").configure(is_null_level=True),
            *(levels.CustomLevel(sql).configure(**shares) for sql, shares in first),
            levels.ElseLevel().configure(**last[1]),
        ],
    )


def _shares(
    level: str, told: Sequence[str], false: pl.Series, true: pl.Series | None
) -> dict[str, float]:
    """How often pairs come to a level, one pair added to each."""
    return {
        f"{kind}_probability": ((of == level).sum() + 1)
        / (of.is_in(told).sum() + len(told))
        for kind, of in (("u", false), ("m", true))
        if of is not None
    }
