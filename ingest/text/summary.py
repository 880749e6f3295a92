"""One reading of a whole text per use: the incident's figure, the sum, the breakdown.

Claims are what the text says; these functions choose and add among them, and are what a
data set with one row a text is compared with. Parts, repeats, denials and figures of
another time are left out.
"""

from typing import NamedTuple

import polars as pl

_VICTIMS = ("victim", "all")
_CELL = ("sex", "age_group", "status", "occupation")


class Figure(NamedTuple):
    """Bounds in persons; None is not stated."""

    low: int | None
    best: int | None
    high: int | None


def incident(claims: pl.DataFrame, *, everybody: bool = False) -> dict[str, Figure]:
    """The figure of the incident that a text is about, by measure.

    The first claim of a measure leads. A higher figure that another voice gives in the
    same report becomes the upper bound; a lower one is taken for an earlier toll and
    changes nothing. ``everybody`` adds the first figure of
    perpetrators of the same report ("killed himself and four others" is five), but not
    a bomber that a toll may hold already.
    """
    roles = (*_VICTIMS, "perpetrator") if everybody else _VICTIMS
    wholes = _wholes(claims, roles).with_columns(high=_highest())
    is_implied = pl.col("rule_id").str.starts_with("text.suicide")
    is_none = pl.col("stance") == "none"
    lead = (
        wholes.filter(~is_implied | is_implied.all().over("measure"))
        # "The guard was unhurt, four others were wounded".
        .filter(~is_none | is_none.all().over("measure"))
        .unique(["measure", "role"], keep="first", maintain_order=True)
        .filter(pl.col("report_ref") == pl.col("report_ref").first().over("measure"))
    )
    return _added(lead)


def round_up(claims: pl.DataFrame) -> dict[str, Figure]:
    """The sum over the incidents of a text, by measure: of each its first figure."""
    first = _wholes(claims, _VICTIMS).unique(
        ["report_ref", "measure"], keep="first", maintain_order=True
    )
    return _added(first)


def breakdown(claims: pl.DataFrame) -> pl.DataFrame:
    """The first figure of each group of people that a text tells apart.

    Returns:
        measure, sex, age_group, status, occupation, low, best, high.
    """
    told = _asserted(claims, _VICTIMS).filter(
        pl.any_horizontal(pl.col(name) != "all" for name in _CELL)
    )
    first = told.unique(["measure", *_CELL], keep="first", maintain_order=True)
    return first.select("measure", *_CELL, "low", "best", "high")


def _asserted(claims: pl.DataFrame, roles: tuple[str, ...]) -> pl.DataFrame:
    return claims.filter(
        (pl.col("scope") == "incident")
        & pl.col("repeat_of_ref").is_null()
        & pl.col("stance").is_in(["asserted", "none"])
        & pl.col("role").is_in(roles)
        & ~pl.all_horizontal(pl.col(name).is_null() for name in Figure._fields)
    ).sort("span_start", maintain_order=True)


def _wholes(claims: pl.DataFrame, roles: tuple[str, ...]) -> pl.DataFrame:
    return _asserted(claims, roles).filter(pl.col("part_of_ref").is_null())


def _highest() -> pl.Expr:
    """The upper bound of a figure with those of other voices in its report."""
    own = pl.coalesce("high", "best")
    is_rival = pl.col("claimed_by").ne_missing(pl.col("claimed_by").first())
    rival = own.filter(is_rival & pl.col("claimed_by").is_not_null()).max()
    rival = rival.over("report_ref", "measure", "role")
    return pl.when(rival > own).then(rival).otherwise("high")


def _added(chosen: pl.DataFrame) -> dict[str, Figure]:
    """The figures added by measure; a bound that one of them lacks is not stated."""
    summed = chosen.group_by("measure", maintain_order=True).agg(
        pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum())
        for name in Figure._fields
    )
    return {measure: Figure(*bounds) for measure, *bounds in summed.iter_rows()}
