"""The list of those killed in an incident of Gaza: ``["2-3 children", "1 man"]``."""

import polars as pl

from ingest.normalise.counts import Parsed, parse_figure
from ingest.normalise.faults import sift
from ingest.normalise.rows import claim
from ingest.records import ALL

# By the word of the page: the column of the claim, age group, sex, occupation.
_GROUPS = {
    "child": ("children", "child", ALL, ALL),
    "children": ("children", "child", ALL, ALL),
    "woman": ("women", "adult", "female", ALL),
    "women": ("women", "adult", "female", ALL),
    "man": ("men", "adult", "male", ALL),
    "men": ("men", "adult", "male", ALL),
    "healthcare_personnel": ("health_workers", ALL, ALL, "health_worker"),
    "journalist": ("journalists", ALL, ALL, "journalist"),
    "journalists": ("journalists", ALL, ALL, "journalist"),
}
_CELL = ("anchor", "age_group", "sex", "occupation")


def read_groups(rows: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The groups in column ``breakdown`` as claims, and the items that are no group."""
    counted, rejects = sift(_items(rows), _parsed())
    return _claims(counted), rejects


def _items(rows: pl.DataFrame) -> pl.DataFrame:
    """The items of the list, each a row: ``2-3 children`` as figure and group."""
    item = pl.col("breakdown").str.strip_chars('"')
    listed = pl.col("breakdown").str.extract_all('"[^"]*"')
    is_list = listed.list.len() > 0
    whole = pl.concat_list("breakdown")
    return (
        rows.filter(pl.col("breakdown").is_not_null())
        .with_columns(pl.when(is_list).then(listed).otherwise(whole))
        .explode("breakdown")
        .with_columns(
            item,
            item.str.extract(r"^(.*\S)\s+\S+$").alias("figure"),
            item.str.extract(r"(\S+)$").alias("group"),
        )
    )


def _parsed() -> dict[str, Parsed]:
    is_group = pl.col("group").is_in(list(_GROUPS)).fill_null(value=False)
    is_plain = is_group & pl.col("figure").is_not_null()
    fault = pl.when(~is_plain).then(pl.lit("is no number of a known group"))
    return {
        "breakdown": (pl.col("breakdown"), fault),
        "figure": parse_figure(pl.col("figure")),
    }


def _claims(groups: pl.DataFrame) -> pl.DataFrame:
    cell = {
        name: pl.col("group").replace_strict(
            {group: values[position] for group, values in _GROUPS.items()}, default=None
        )
        for position, name in enumerate(_CELL)
    }
    return claim(
        groups,
        cell.pop("anchor") + "_killed",
        pl.col("figure"),
        measure="killed",
        status="civilian",
        role="victim",
        rule_id="airwars_gaza.breakdown",
        **cell,
    )
