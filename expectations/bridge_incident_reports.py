"""bridge_incident_reports: whether the reports of an incident can be of one thing."""

from expectations.rules import Suite, forbid


def bridge_incident_reports() -> Suite:
    """Expectations on the reports of each incident."""
    return Suite(
        "main",
        "bridge_incident_reports",
        ("incident_id",),
        (
            forbid(
                "reports_in_one_country",
                """
                select members.incident_id
                from {batch} as members
                join fct_reports as reports using (report_id)
                group by members.incident_id
                having count(distinct reports.country_id) > 1
                """,
                severity="warning",
                why="One thing happens in one country; a border town may be placed in "
                "either.",
            ),
            forbid(
                "reports_within_a_month",
                """
                select members.incident_id
                from {batch} as members
                join fct_reports as reports using (report_id)
                group by members.incident_id
                having max(reports.date_min) - min(reports.date_max) > 31
                """,
                severity="warning",
                why="Reports of one event differ by days (43 % in MAVERICK); a month "
                "apart they are of two, or a year was mistaken.",
            ),
        ),
    )
