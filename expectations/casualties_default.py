"""casualties_default: our totals against what sources said."""

from expectations.rules import Suite, forbid


def casualties_default() -> Suite:
    """Expectations on the view that is summed."""
    return Suite(
        "main",
        "casualties_default",
        ("estimate_id",),
        (
            forbid(
                "totals_within_claims",
                """
                with greatest_claims as (
                    select
                        incident_id,
                        measure,
                        population,
                        max(greatest(low, best, high)) as people
                    from fct_claims
                    where incident_id is not null
                    group by incident_id, measure, population
                ),

                said as (
                    select measure, sum(people) as people
                    from greatest_claims
                    group by measure
                ),

                ours as (
                    select measure, sum(greatest(low, best, high)) as people
                    from {batch}
                    group by measure
                )

                select ours.measure
                from ours
                left join said using (measure)
                where ours.people > coalesce(said.people, 0)
                """,
                severity="critical",
                why="The greatest claim of every incident, added up, is the most that "
                "anyone said; a total above it counts somebody twice.",
            ),
        ),
    )
