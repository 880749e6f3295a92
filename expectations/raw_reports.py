"""raw.reports: when things happened and when they were told."""

from expectations.rules import Suite, forbid


def raw_reports() -> Suite:
    """Expectations on the reports."""
    return Suite(
        "raw",
        "reports",
        ("report_id",),
        (
            forbid(
                "date_not_before_1900",
                "select report_id from {batch} where date_min < date '1900-01-01'",
                severity="critical",
                why="No source goes back further; earlier days are serial numbers or "
                "two-digit years that were read wrongly.",
            ),
            forbid(
                "date_not_in_future",
                "select report_id from {batch} where date_max > current_date + 1",
                severity="critical",
                why="Nobody has died tomorrow; a day is left for zones.",
            ),
            forbid(
                "interval_in_order",
                "select report_id from {batch} where date_min > date_max",
                severity="critical",
                why="Matching compares intervals; one turned round matches nothing.",
            ),
            forbid(
                "interval_within_a_year",
                """
                select report_id from {batch}
                where unit = 'incident' and date_max - date_min > 366
                """,
                severity="warning",
                why="The coarsest date of an incident is its year; UCDP's widest "
                "rows for Syria are as wide.",
            ),
            forbid(
                "published_after_event",
                """
                select report_id from {batch}
                where published_at < date_min - interval 1 day
                """,
                severity="warning",
                why="Nothing is told before it happens; a day is left for zones. "
                "Sources err: 38 of 8,112 Airwars rows for Syria, 13 of 1,605 of "
                "MAVERICK.",
            ),
            forbid(
                "published_in_range",
                """
                select report_id from {batch}
                where published_at < date '1900-01-01'
                    or published_at::date > current_date + 1
                """,
                severity="warning",
                why="The order of reports decides who joins whom; a day for zones.",
            ),
            forbid(
                "few_new_year_days",
                """
                select source_id from {batch}
                where date_precision = 'day'
                group by source_id
                having count(*) >= 100
                    and count(*) filter (
                        where month(date_min) = 1 and day(date_min) = 1
                    ) > 0.1 * count(*)
                """,
                severity="warning",
                why="Chance gives 0.3 %; at 10 % the first of January stands for "
                "'in that year' and is no day.",
            ),
        ),
    )
