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
                with by_report as (
                    select
                        claims.incident_id,
                        claims.measure,
                        claims.population,
                        coalesce(reports.report_group, claims.report_id) as part_group,
                        max(greatest(claims.low, claims.best, claims.high)) as people
                    from fct_claims as claims
                    left join fct_reports as reports using (report_id)
                    where claims.incident_id is not null
                    group by
                        claims.incident_id, claims.measure, claims.population,
                        part_group, claims.report_id
                ),

                by_group as (
                    select incident_id, measure, population, sum(people) as people
                    from by_report
                    group by incident_id, measure, population, part_group
                ),

                greatest_claims as (
                    select incident_id, measure, population, max(people) as people
                    from by_group
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
                why="The greatest claim of every incident (of its parts: their sum), "
                "added up, is the most that anyone said; a total above it counts "
                "somebody twice.",
            ),
        ),
    )
