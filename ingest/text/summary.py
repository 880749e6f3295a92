"""One figure per measure for a whole text, to compare with one-row data sets."""

import polars as pl


def summarise(claims: pl.DataFrame) -> dict[str, int]:
    """The lead figure of each measure, as said ("more than 60" is 60).

    The first claim about an incident that is no part, no repeat, asserted or none, and
    counts the victims or everybody. A measure without one is not in the answer.
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
        .group_by("measure", maintain_order=True)
        .agg(pl.col("value").first())
    )
    return dict(lead.select("measure", "value").iter_rows())
