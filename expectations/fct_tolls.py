"""fct_tolls: a series against its own earlier days, and a total against its parts."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, forbid

# What one series says of one group of people.
_LINE = """series_id, measure, unit_counted, role, population, sex, age_group,
                occupation, affiliation_actor_id, count_basis"""


def fct_tolls() -> Suite:
    """Expectations on the tolls."""
    return Suite(
        "main",
        "fct_tolls",
        ("toll_id",),
        (_hold_every_claim(), _fall_never(), _rise_as_told(), _part_whole()),
    )


def _of_line(rows: str) -> str:
    return rows.replace("{line}", _LINE)


def _hold_every_claim() -> Expectation:
    return forbid(
        "every_claim_is_in",
        """
        with held as (
            select unnest(claim_ids) as claim_id from {batch}
        )

        select claims.claim_id
        from fct_claims as claims
        join fct_reports as reports using (report_id)
        where reports.unit in ('running_toll', 'period_toll', 'area_aggregate')
            and claims.scope in ('period', 'cumulative')
            and claims.stance in ('asserted', 'none')
            and claims.review_verdict is distinct from 'rejected'
            and claims.part_of_claim_id is null
            and coalesce(claims.low, claims.best, claims.high) is not null
            and claims.claim_id not in (select claim_id from held)
            and claims.claim_id not in (
                select supersedes_claim_id from fct_claims
                where supersedes_claim_id is not null
            )
        """,
        severity="critical",
        why="A published toll is held against ours; a figure that is lost on the way "
        "would be laid at the publisher's door.",
    )


def _fall_never() -> Expectation:
    return forbid(
        "cumulative_never_falls",
        _of_line(
            """
        select toll_id from {batch}
        where scope = 'cumulative' and flow is null
        qualify coalesce(high, best, low) < lag(coalesce(low, best)) over (
            partition by {line}
            order by toll_date, published_at, toll_id
        )
        """
        ),
        severity="warning",
        why="A sum since the beginning falls only where it was revised or mistyped: 9 "
        "of 28,691 figures of Gaza, the West Bank and Lebanon.",
    )


def _rise_as_told() -> Expectation:
    return forbid(
        "cumulative_rises_by_the_period",
        _of_line(
            """
        with told as (
            select
                *,
                coalesce(best, low) as figure,
                lag(figure) over days as earlier_figure,
                lag(toll_date) over days as earlier_date
            from {batch} as tolls
            where flow is null
            window days as (
                partition by {line}, scope
                order by toll_date, published_at, toll_id
            )
        )

        select period.toll_id
        from told as period
        join told as total using (
            report_id, {line}
        )
        where period.scope = 'period'
            and total.scope = 'cumulative'
            and total.earlier_date + 1 = period.period_start_date
            and total.figure - total.earlier_figure != period.figure
        """
        ),
        severity="warning",
        why="A day's figure is what it adds to the toll; where it is not, people were "
        "counted late and stand in the one figure alone.",
    )


def _part_whole() -> Expectation:
    return forbid(
        "flows_add_up_to_the_total",
        _of_line(
            """
        select any_value(toll_id) filter (where flow is null) as toll_id
        from {batch}
        where scope = 'period'
        group by report_id, {line}
        having count(flow) > 0
            and sum(best) filter (where flow is not null)
                != any_value(best) filter (where flow is null)
        """
        ),
        severity="warning",
        why="What was added to a toll is new, recovered, succumbed or recognised; in "
        "the series of Gaza the flows add up on 491 of 492 days.",
    )
