"""agg_claims__source_month: each source's own series, its jumps and its gaps."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, forbid


def agg_claims__source_month() -> Suite:
    """Expectations on the totals of each source."""
    return Suite(
        "main",
        "agg_claims__source_month",
        ("source_id", "report_month", "measure"),
        (_count_every_claim(), _jump_seldom(), _miss_no_month()),
    )


def _count_every_claim() -> Expectation:
    return forbid(
        "sums_equal_claims",
        """
        with ours as (
            select
                source_id,
                measure,
                sum(claim_count) as claim_count,
                sum(low) as low,
                sum(high) as high
            from {batch}
            group by source_id, measure
        ),

        said as (
            select
                claims.source_id,
                claims.measure,
                count(*) as claim_count,
                sum(coalesce(claims.low, 0)) as low,
                sum(coalesce(claims.high, claims.best, claims.low)) as high
            from fct_claims as claims
            join fct_reports as reports using (report_id)
            where claims.is_votable
                and claims.occupation = 'all'
                and reports.unit = 'incident'
            group by claims.source_id, claims.measure
        )

        select source_id, measure
        from ours
        full join said using (source_id, measure)
        where (ours.claim_count, ours.low, ours.high)
            is distinct from (said.claim_count, said.low, said.high)
        """,
        severity="critical",
        why="A source's total is compared with the one that it publishes; a claim lost "
        "or counted twice would be laid at its door.",
    )


def _jump_seldom() -> Expectation:
    return forbid(
        "no_month_jumps",
        """
        with months as (
            select *, coalesce(best, high) as people
            from {batch}
            where report_month not in ('undated', 'spans')
        ),

        compared as (
            select
                *,
                median(people) over series as usual,
                count(*) over series as month_count,
                lag(people) over in_order as people_before,
                lead(people) over in_order as people_after
            from months
            window
                series as (
                    partition by
                        source_id, measure, role, population, sex, age_group,
                        is_by_affiliation
                ),
                in_order as (
                    partition by
                        source_id, measure, role, population, sex, age_group,
                        is_by_affiliation
                    order by report_month
                )
        )

        select source_id, report_month, measure, population
        from compared
        where month_count >= 6
            and usual >= 10
            and people > 20 * usual
            and people > 5 * greatest(people_before, people_after)
        """,
        severity="warning",
        why="The bad months of a war have bad neighbours; one that stands alone at "
        "twenty times the usual has a digit too many, or a running toll. Below ten "
        "people a month nothing is usual.",
    )


def _miss_no_month() -> Expectation:
    return forbid(
        "no_month_missing",
        """
        select source_id
        from (
            select
                source_id,
                (report_month || '-01')::date as month,
                max(report_count) as report_count
            from {batch}
            where report_month not in ('undated', 'spans')
            group by source_id, month
        ) as months
        group by source_id
        having median(report_count) >= 20
            and count(*) <= date_diff('month', min(month), max(month))
        """,
        severity="info",
        why="A source with a score of reports a month does not fall silent for one: a "
        "part of its file was not read, or two extracts leave a gap.",
    )
