"""The sources that a report cites."""

import polars as pl

from ingest.normalise.periods import parse_period


def date_sources(sources: pl.DataFrame) -> pl.DataFrame:
    """Fill ``published_date`` of ``raw.report_sources``: the day its words name.

    In whatever language and form ``parse_period`` reads; words that name a month, more
    days than one or nothing that is a date leave it NULL.
    """
    period, _ = parse_period(pl.col("published_text"))
    is_day = period.struct.field("date_precision") == "day"
    day = pl.when(is_day).then(period.struct.field("date_min"))
    dates = sources.select("published_text").unique().with_columns(published_date=day)
    return sources.drop("published_date").join(
        dates, on="published_text", how="left", nulls_equal=True, maintain_order="left"
    )
