"""fct_incidents: how large an incident can be, and how much voices may differ."""

from expectations.rules import Suite, bound, forbid


def fct_incidents() -> Suite:
    """Expectations on the incidents."""
    return Suite(
        "main",
        "fct_incidents",
        ("incident_id",),
        (
            forbid(
                "killed_below_ten_thousand",
                """
                select incident_id from {batch}
                where greatest(killed_low, killed_best, killed_high) > 10000
                """,
                severity="warning",
                why="UCDP's widest row for Syria, the whole land in 2016, has 8,179 "
                "dead; more in one incident is a running toll.",
            ),
            bound(
                "report_count_in_range",
                "report_count",
                1,
                100,
                severity="warning",
                why="In half of MAVERICK an event has up to 17 reports; above 100, "
                "matching has swallowed a series of events.",
            ),
            forbid(
                "some_voices_agree",
                """
                select country_id from {batch}
                where voice_count > 1
                group by country_id
                having count(*) >= 20
                    and count(*) filter (where has_disagreement) > 0.8 * count(*)
                """,
                severity="warning",
                why="In MAVERICK 45 % of the events with two reports disagree on "
                "deaths; above 80 % different events are being joined.",
            ),
            forbid(
                "most_are_not_coarse",
                """
                select country_id from {batch}
                group by country_id
                having count(*) >= 100
                    and count(*) filter (where is_coarse) > 0.5 * count(*)
                """,
                severity="warning",
                why="casualties_default leaves coarse incidents out; above half, its "
                "sums hide more than they show.",
            ),
        ),
    )
