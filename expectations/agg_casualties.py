"""agg_casualties by area and month: our published sums against their parts."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, forbid


def agg_casualties(grain: str, area: str) -> Suite:
    """Expectations on ``agg_casualties__<grain>``, whose area column is ``area``."""
    return Suite(
        "main",
        f"agg_casualties__{grain}",
        (area, "incident_month", "measure", "population"),
        (_sum_to_default(), _bounds_in_order(area), _most_are_placed(area)),
    )


def _sum_to_default() -> Expectation:
    return forbid(
        "sums_equal_default",
        """
        with ours as (
            select
                measure,
                population,
                sum(low) as low,
                sum(high) as high,
                sum(incident_count) as incident_count
            from {batch}
            group by measure, population
        ),

        parts as (
            select
                measure,
                population,
                sum(coalesce(low, 0)) as low,
                sum(coalesce(high, best, low)) as high,
                count(*) as incident_count
            from casualties_default
            group by measure, population
        )

        select measure, population
        from ours
        full join parts using (measure, population)
        where (ours.low, ours.high, ours.incident_count)
            is distinct from (parts.low, parts.high, parts.incident_count)
        """,
        severity="critical",
        why="Each counted incident stands in one area and one month; a difference is "
        "one lost or counted twice.",
    )


def _bounds_in_order(area: str) -> Expectation:
    return forbid(
        "bounds_in_order",
        f"""
        select {area}, incident_month, measure, population from {{batch}}
        where incident_count >= 20 and greatest(low, best) > 1.25 * high
        """,  # noqa: S608  # a column of ours
        severity="warning",
        why="Brackets that a source published out of order move a sum a little (UCDP "
        "for Syria: a month of a province by 11 % at most); beyond a quarter, the "
        "columns of the bounds are mixed up.",
    )


def _most_are_placed(area: str) -> Expectation:
    return forbid(
        "most_people_are_placed",
        f"""
        select measure, population from {{batch}}
        group by measure, population
        having sum(incident_count) >= 20
            and sum(high) filter (where {area} = 'unknown') > 0.3 * sum(high)
        """,  # noqa: S608  # a column of ours
        severity="warning",
        why="Above 30 % the table says less of its areas than it leaves out.",
    )
