"""raw.claims: figures about people, and the words that they stand in."""

from great_expectations.expectations.expectation import Expectation

from expectations.rules import Suite, bound, forbid


def raw_claims() -> Suite:
    """Expectations on the claims as they were read."""
    return Suite(
        "raw",
        "claims",
        ("claim_id",),
        (
            *(_bound_people(column) for column in ("low", "best", "high")),
            bound(
                "confidence_in_range",
                "confidence",
                0,
                1,
                severity="critical",
                why="It is a share of texts; a percentage would pass for certainty.",
            ),
            *_rules(),
        ),
    )


def _bound_people(column: str) -> Expectation:
    return bound(
        f"{column}_in_range",
        column,
        0,
        10_000_000,
        severity="critical",
        why="People cannot be fewer than none. The largest figure that a source gives "
        "for one thing is a war's displaced, below ten million; more is a sum of money "
        "or a telephone number.",
    )


def _rules() -> tuple[Expectation, ...]:
    return (
        forbid(
            "words_stand_in_text",
            """
            select claims.claim_id
            from {batch} as claims
            join raw.sightings using (report_id, content_hash)
            join raw.readings using (reading_id)
            where claims.span_start is not null
            group by claims.claim_id
            having not bool_or(coalesce(
                claims.text = substring(
                    readings.text,
                    claims.span_start + 1,
                    claims.span_end - claims.span_start
                ),
                false
            ))
            """,
            severity="critical",
            why="Every figure is traced to its words by these offsets.",
        ),
        forbid(
            "ucdp_sides_sum_to_best",
            """
            select claims.report_id
            from {batch} as claims
            join raw.reports using (report_id, content_hash)
            join raw.documents using (document_id)
            where documents.dataset_id = 'ucdp_ged'
            group by claims.report_id, claims.content_hash
            having max(claims.best) filter (where claims.anchor = 'best')
                != sum(claims.best) filter (where starts_with(anchor, 'deaths_'))
            """,
            severity="critical",
            why="UCDP's best is the sum of its sides, civilians and unknown: true of "
            "all 16,566 rows for Syria, so that a difference is our reading.",
        ),
        forbid(
            "figure_is_no_year",
            """
            select claim_id from {batch}
            where span_start is not null
                and try_cast(value_text as bigint) between 1900 and 2100
            """,
            severity="warning",
            why="Four digits of that size without a comma are nearly always a year.",
        ),
        forbid(
            "period_in_range",
            """
            select claim_id from {batch}
            where period_start > period_end
                or period_start < date '1900-01-01'
                or period_end > current_date + 1
            """,
            severity="warning",
            why="A toll counts days that have been; a day is left for zones.",
        ),
    )
