"""The claims of a mapping: figures of columns, counts of lists, cells by columns."""

from collections.abc import Iterator, Mapping

import polars as pl

from ingest.normalise.ages import parse_age
from ingest.normalise.counts import Parsed, parse_count, parse_figure
from ingest.normalise.rows import Value, claim
from ingest.records import UNKNOWN
from ingest.sources.layout import Layout, list_blocks
from ingest.sources.layout_keys import BOUNDS, CELL, FIXED, GIVES
from ingest.sources.mapping_values import (
    Reading,
    chosen,
    counted,
    read_choices,
    said,
)

_VARYING = ("measure", "role", *CELL)
# The scope of the figures of a report, by its unit.
_SCOPES = {
    "incident": "incident",
    "period_toll": "period",
    "running_toll": "cumulative",
    "area_aggregate": "period",
    "background": "background",
}


def read_claims(layout: Layout) -> Iterator[Reading]:
    """The figures and cells that the claims take from columns."""
    for block in list_blocks(layout, "claims"):
        yield from read_choices(block, _VARYING)
        if isinstance(column := block.get("value"), str):
            operator = block.get("operator", "point")
            parsed = _parse_value(pl.col(column), operator)
            yield Reading(column, _value_name(column, operator), *parsed)
        counted = [*BOUNDS, "incidents"]
        for column in (block[bound] for bound in counted if bound in block):
            if isinstance(column, str):
                parsed = parse_count(pl.col(column))
                yield Reading(column, _bound_name(column), *parsed)


def _parse_value(text: pl.Expr, operator: str) -> Parsed:
    """The figure of ``parse_figure``; of a plain number, what its column says.

    A cell that says more than a number (``2 - 3``, ``12+``) is read as it says.
    """
    number, _ = parse_count(text)
    figure, fault = parse_figure(text)
    given = GIVES[operator]
    bounds = [
        number.alias(bound) if bound in given else pl.lit(None, pl.Int64).alias(bound)
        for bound in BOUNDS
    ]
    said = [pl.lit(operator).alias("operator"), text.alias("value_text")]
    plain = pl.struct(*bounds, *said)
    return pl.when(number.is_not_null()).then(plain).otherwise(figure), fault


def judge_ages(layout: Layout) -> dict[str, Parsed]:
    """The columns of ages, whose faults leave the age of a person unknown."""
    columns = [b["age"] for b in list_blocks(layout, "claims") if "age" in b]
    return {column: parse_age(pl.col(column)) for column in columns}


def list_counts(layout: Layout) -> dict[str, tuple[str, str]]:
    """Which claims and which bound of them each column becomes (``Member.counts``).

    A column that two blocks read is left out: its people stand in both.
    """
    found: dict[str, tuple[str, str]] = {}
    used: list[str] = []
    for block in list_blocks(layout, "claims"):
        figures = {b: c for b, c in _figures(block).items() if isinstance(c, str)}
        used += dict.fromkeys(figures.values())
        # Of a single figure one bound is enough, which is the first.
        first = {column: bound for bound, column in reversed(figures.items())}
        found |= {column: (_anchor(block), bound) for column, bound in first.items()}
    return {column: told for column, told in found.items() if used.count(column) == 1}


def make_claims(layout: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    """raw.claims of rows that ``read_columns`` has read; a blank figure gives none."""
    return pl.concat(
        _claim(layout, block, rows) for block in list_blocks(layout, "claims")
    )


def _claim(layout: Layout, block: Layout, rows: pl.DataFrame) -> pl.DataFrame:
    anchor = _anchor(block)
    given: dict[str, Value] = {key: chosen(block, key) for key in _VARYING}
    given |= {key: block.get(key) for key in FIXED} | _period(layout, block)
    if isinstance(age := block.get("age"), str):
        group = parse_age(pl.col(age))[0].struct.field("age_group")
        given |= {"age_group": group.fill_null(UNKNOWN), "age_text": pl.col(age)}
    if isinstance(incidents := block.get("incidents"), str):
        given["incident_count"] = pl.col(_bound_name(incidents))
    if "count_basis" not in block and ("count" in block or _is_constant(block)):
        given["count_basis"] = "counted"
    return claim(
        rows,
        anchor,
        _figure(layout, block),
        claimed_by=said(block if "voice" in block else layout, "voice"),
        rule_id=f"{layout['dataset_id']}.{anchor}",
        **{key: value for key, value in given.items() if value is not None},
    )


def _figures(block: Layout) -> dict[str, str | Layout]:
    """The columns of a block by bound; ``value`` gives those of its operator."""
    if "value" in block:
        given = GIVES[block.get("operator", "point")]
        column: str | Layout = block["value"]
        return dict.fromkeys(given, column)
    return {bound: block[bound] for bound in BOUNDS if bound in block}


def _figure(layout: Layout, block: Layout) -> Mapping[str, pl.Expr] | pl.Expr:
    if "count" in block:
        return {"best": counted(layout, block["count"])}
    if isinstance(column := block.get("value"), str):
        return pl.col(_value_name(column, block.get("operator", "point")))
    return {
        bound: pl.col(_bound_name(column))
        if isinstance(column, str)
        else pl.lit(column["constant"], pl.Int64)
        for bound, column in _figures(block).items()
    }


def _value_name(column: str, operator: str) -> str:
    return f"(value of {column}, {operator})"


def _bound_name(column: str) -> str:
    return f"(bound of {column})"


def _is_constant(block: Layout) -> bool:
    return any(isinstance(column, dict) for column in _figures(block).values())


def _anchor(block: Layout) -> str:
    """The columns of a claim, which with its cell names it."""
    columns = block.get("count") or [
        column if isinstance(column, str) else f"={column['constant']}"
        for column in _figures(block).values()
    ]
    # A colon would part the anchor from what tells alike claims apart.
    return "/".join(dict.fromkeys(columns)).replace(":", "")


def _period(layout: Layout, block: Layout) -> dict[str, Value]:
    """The scope of a figure, and its days where it is of a period."""
    scope = block.get("scope") or _SCOPES[layout.get("unit", "incident")]
    days: dict[str, Value] = {}
    if scope == "period":
        days["period_start"] = pl.col("(date_min)")
    if scope in ("period", "cumulative"):
        days["period_end"] = pl.col("(date_max)")
    return {"scope": scope, **days}
