"""ACLED: who took part in an event, and who was its target."""

import polars as pl

from ingest.normalise.rows import shape

# Unarmed by definition: their numbers before 2025, and their labels.
_UNARMED = ("6", "7", "protesters", "civilians")
_AGAINST_CIVILIANS = "violence against civilians"


def list_actors(rows: pl.DataFrame) -> pl.DataFrame:
    """``raw.report_actors``: both actors, then the associates of each.

    The order of actors means nothing (codebook, "Event aggregation"), so that they are
    participants, but for two cases. In violence against civilians the target is always
    actor 2; its associates tell who they are, those of actor 1 stand by the attacker.
    Where civilians are the target of another kind of event (``civilian_targeting``),
    the target is the side that is unarmed, if just one is; there the associates may be
    bystanders, and stay participants.
    """
    told = rows.with_columns(
        *_roles(),
        associates1=split_list(pl.col("assoc_actor_1")),
        associates2=split_list(pl.col("assoc_actor_2")),
    )
    after_first = 3 + pl.col("associates1").list.len().fill_null(0)
    return pl.concat(
        [
            _actor(told, 1),
            _actor(told, 2),
            _associates(told, 1, pl.lit(3)),
            _associates(told, 2, after_first),
        ]
    )


def split_list(text: pl.Expr) -> pl.Expr:
    """The entries of a ``;`` list that say something."""
    entry = pl.element().str.strip_chars()
    return text.str.split(";").list.eval(entry.filter(entry != ""))


def _roles() -> list[pl.Expr]:
    """Columns ``role1, role2`` of the actors, ``with1, with2`` of their associates."""
    is_attack = pl.col("event_type").str.to_lowercase() == _AGAINST_CIVILIANS
    first, second = (_is_unarmed(side) for side in (1, 2))
    is_targeting = pl.col("civilian_targeting").is_not_null() & (first != second)
    roles = []
    for side, is_target in ((1, first), (2, second)):
        attack = pl.when(is_attack).then(
            pl.lit("target" if side - 1 else "perpetrator")
        )
        other = (
            pl.when(is_target).then(pl.lit("target")).otherwise(pl.lit("perpetrator"))
        )
        alone = attack.otherwise(pl.lit("participant"))
        main = attack.when(is_targeting).then(other).otherwise(pl.lit("participant"))
        roles += [main.alias(f"role{side}"), alone.alias(f"with{side}")]
    return roles


def _is_unarmed(side: int) -> pl.Expr:
    kind = pl.col(f"inter{side}").str.to_lowercase()
    return kind.is_in(_UNARMED).fill_null(value=False)


def _actor(rows: pl.DataFrame, side: int) -> pl.DataFrame:
    return shape(
        "report_actors",
        rows.filter(pl.col(f"actor{side}").is_not_null()),
        actor_order=pl.lit(side),
        actor_text=pl.col(f"actor{side}"),
        actor_role=pl.col(f"role{side}"),
    )


def _associates(rows: pl.DataFrame, side: int, start: pl.Expr) -> pl.DataFrame:
    name = f"associates{side}"
    listed = (
        rows.filter(pl.col(name).list.len() > 0)
        .with_columns(order=start + pl.int_ranges(pl.col(name).list.len()))
        .explode(name, "order")
    )
    return shape(
        "report_actors",
        listed,
        actor_order=pl.col("order"),
        actor_text=pl.col(name),
        actor_role=pl.col(f"with{side}"),
    )
