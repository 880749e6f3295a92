"""fct_casualties: an estimate against the claims behind it and the other policies."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, forbid


def fct_casualties() -> Suite:
    """Expectations on the estimates."""
    return Suite(
        "main",
        "fct_casualties",
        ("estimate_id",),
        (
            _stay_within_claims(),
            forbid(
                "conservative_not_above_informative",
                """
                select incident_id, measure, role, population from {batch}
                where breakdown = ''
                group by incident_id, measure, role, population
                having
                    max(coalesce(best, nullif(low, 0), high, low)) filter (
                        where policy = 'conservative'
                    ) > max(coalesce(best, nullif(low, 0), high, low)) filter (
                        where policy = 'informative'
                    )
                """,
                severity="critical",
                why="The one takes the smallest vote, the other the largest.",
            ),
            forbid(
                "voices_of_one_size",
                """
                select incident_id, measure, role, population from {batch}
                where is_total and policy in ('conservative', 'informative')
                group by incident_id, measure, role, population
                having max(coalesce(best, low, high)) - min(coalesce(best, low, high))
                        >= 50
                    and max(coalesce(best, low, high))
                        > 10 * min(coalesce(best, low, high))
                """,
                severity="warning",
                why="Voices on one event differ by parts, seldom tenfold: then one is "
                "of a wider toll, or has a digit too many.",
            ),
        ),
    )


def _stay_within_claims() -> Expectation:
    return forbid(
        "within_its_claims",
        """
        with behind as (
            select estimate_id, unnest(claim_ids) as claim_id from {batch}
        ),

        by_report as (
            select
                behind.estimate_id,
                coalesce(reports.report_group, claims.report_id) as part_group,
                min(least(claims.low, claims.best, claims.high)) as least_stated,
                max(greatest(claims.low, claims.best, claims.high)) as most_stated
            from behind
            join fct_claims as claims using (claim_id)
            left join fct_reports as reports using (report_id)
            group by behind.estimate_id, part_group, claims.report_id
        ),

        by_group as (
            select
                estimate_id,
                min(least_stated) as least_stated,
                sum(most_stated) as most_stated
            from by_report
            group by estimate_id, part_group
        ),

        stated as (
            select
                estimate_id,
                min(least_stated) as least_stated,
                max(most_stated) as most_stated
            from by_group
            group by estimate_id
        ),

        -- What parts leave of a parent is no figure that anybody said; the whole is.
        whole as (
            select
                estimate_id,
                case when is_residual then least(whole_low, whole_best, whole_high)
                    else least(low, best, high) end as least_ours,
                case when is_residual then greatest(whole_low, whole_best, whole_high)
                    else greatest(low, best, high) end as most_ours,
                greatest(low, best, high) as most_left
            from {batch}
        )

        select whole.estimate_id
        from whole
        left join stated using (estimate_id)
        where not coalesce(
            whole.least_ours >= stated.least_stated
            and whole.most_ours <= stated.most_stated
            and coalesce(whole.most_left, 0) <= whole.most_ours,
            false
        )
        """,
        severity="critical",
        why="A policy takes what was said, of parts of one incident their sum: a "
        "figure below, above or without its claims is made up.",
    )
