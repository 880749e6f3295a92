"""One figure per measure for a whole text, to compare with one-row data sets."""

import polars as pl


def summarise(claims: pl.DataFrame) -> dict[str, int]:
    """The lead figure of each measure, as said ("more than 60" is 60).

    The first claim about an incident that is no part, no repeat, asserted or none; with
    it the first of the other role by the same rule in the same report, because one row
    counts everybody ("killed himself and four others" is five). A measure without one
    is not in the answer.
    """
    lead = (
        claims.filter(
            (pl.col("scope") == "incident")
            & pl.col("part_of_ref").is_null()
            & pl.col("stance").is_in(["asserted", "none"])
            & pl.col("role").is_in(["victim", "all", "perpetrator"])
        )
        .with_columns(
            value=pl.coalesce("best", "low", "high")
            - (pl.col("operator") == "more_than").cast(pl.Int64)
            + (pl.col("operator") == "less_than").cast(pl.Int64)
        )
        .drop_nulls("value")
        .sort("span_start", maintain_order=True)
        .unique(["measure", "role"], keep="first", maintain_order=True)
        .filter(
            pl.col(name) == pl.col(name).first().over("measure")
            for name in ("rule_id", "report_ref")
        )
        .group_by("measure", maintain_order=True)
        .agg(pl.col("value").sum())
    )
    return dict(lead.select("measure", "value").iter_rows())
