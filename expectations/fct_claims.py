"""fct_claims: figures of one report against each other, and of one source."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, forbid


def fct_claims() -> Suite:
    """Expectations on the claims that stand."""
    return Suite("main", "fct_claims", ("claim_id",), (*_rows(), *_shares()))


def _rows() -> tuple[Expectation, ...]:
    return (
        forbid(
            "words_keep_offsets",
            """
            select claim_id from {batch}
            where length(words) != span_end - span_start
            """,
            severity="critical",
            why="A masked name keeps its length, or offsets point beside the words.",
        ),
        forbid(
            "part_within_total",
            """
            with totals as (
                select
                    report_id,
                    measure,
                    population,
                    max(greatest(low, best, high)) as total
                from {batch}
                where breakdown = '' and is_votable
                group by report_id, measure, population
                having bool_and(operator not in ('at_least', 'more_than'))
            )

            select distinct claims.claim_id
            from {batch} as claims
            join totals
                on claims.report_id = totals.report_id
                and claims.measure = totals.measure
                and totals.population in ('all', claims.population)
            where claims.breakdown != ''
                and claims.is_votable
                and coalesce(claims.low, claims.best) > totals.total
            """,
            severity="warning",
            why="Children are not more than all people in one report. Sources err: of "
            "the Airwars incidents for Syria 48 count more parts than people.",
        ),
    )


def _shares() -> tuple[Expectation, ...]:
    return (
        forbid(
            "few_brackets_out_of_order",
            """
            select source_id from {batch}
            group by source_id
            having count(*) >= 100
                and count(*) filter (where is_order_broken) > 0.02 * count(*)
            """,
            severity="warning",
            why="Published brackets break low <= best <= high here and there (101 of "
            "16,566 UCDP rows for Syria, 0.6 %); above 2 % columns are mixed up.",
        ),
        forbid(
            "status_mostly_known",
            """
            select source_id from {batch}
            where population != 'all' and greatest(low, best, high) > 0
            group by source_id
            having count(*) >= 100
                and count(*) filter (where population = 'unknown') > 0.5 * count(*)
            """,
            severity="warning",
            why="A source that splits by status knows it mostly (UCDP for Syria: "
            "unknown in one positive figure of seven); above half, a code is unmapped.",
        ),
        forbid(
            "figures_not_all_zero",
            """
            select source_id, measure from {batch}
            group by source_id, measure
            having count(*) >= 20 and max(greatest(low, best, high)) = 0
            """,
            severity="warning",
            why="A source that always counts nobody does not count the measure: its "
            "empty cells were filled with 0.",
        ),
        forbid(
            "few_implied_ones",
            """
            select source_id from {batch}
            where span_start is not null
            group by source_id
            having count(*) >= 20
                and count(*) filter (where count_basis = 'implied_one')
                    > 0.5 * count(*)
            """,
            severity="info",
            why="Texts mostly give numbers; if most figures are a 'one' that no word "
            "says, a rule takes persons for victims.",
        ),
    )
