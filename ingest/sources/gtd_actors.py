"""GTD: the groups behind an attack, and whom it was aimed at."""

import polars as pl

from ingest.normalise.codes import parse_code
from ingest.normalise.rows import shape

# Each group: the columns that doubt its part, and that say whether it claimed it.
_GROUPS = {
    "gname": ("guncertain1", "claimed"),
    "gname2": ("guncertain2", "claim2"),
    "gname3": ("guncertain3", "claim3"),
}
_TARGETS = ("targtype1_txt", "targtype2_txt", "targtype3_txt")
_CERTAINTY = {"1": "suspected", "0": "known"}


def list_actors(rows: pl.DataFrame) -> pl.DataFrame:
    """``raw.report_actors``: up to three groups, then up to three types of targets.

    A group is ``suspected`` or ``known`` (guncertain 1 or 0); that it claims the attack
    itself is its own ``assessment``, not a certainty. Unknown names nobody: no row.
    """
    return pl.concat(
        [
            *(_group(rows, name, order) for order, name in enumerate(_GROUPS, 1)),
            *(_target(rows, name, order) for order, name in enumerate(_TARGETS, 4)),
        ]
    )


def is_yes(column: str) -> pl.Expr:
    """Whether a column says 1, as a whole number or a float."""
    return (parse_code(pl.col(column)) == "1").fill_null(value=False)


def known_label(column: str) -> pl.Expr:
    """The label of a column; NULL where it is Unknown."""
    said = pl.col(column).str.strip_chars()
    return pl.when(said.str.to_lowercase() != "unknown").then(said)


def _group(rows: pl.DataFrame, name: str, order: int) -> pl.DataFrame:
    doubt, claim = _GROUPS[name]
    return shape(
        "report_actors",
        rows.filter(known_label(name).is_not_null()),
        actor_order=pl.lit(order),
        actor_text=known_label(name),
        actor_role="perpetrator",
        certainty=parse_code(pl.col(doubt)).replace_strict(
            _CERTAINTY, default=None, return_dtype=pl.String
        ),
        assessment=pl.when(is_yes(claim)).then(pl.lit("claimed responsibility")),
    )


def _target(rows: pl.DataFrame, name: str, order: int) -> pl.DataFrame:
    return shape(
        "report_actors",
        rows.filter(known_label(name).is_not_null()),
        actor_order=pl.lit(order),
        actor_text=known_label(name),
        actor_role="target",
    )
