"""fct_report_pairs: reports that were compared, and what reviewers say of them."""

from expectations.rules import Suite, forbid


def fct_report_pairs() -> Suite:
    """Expectations on the pairs of reports."""
    return Suite(
        "main",
        "fct_report_pairs",
        ("report_id", "earlier_report_id"),
        (
            forbid(
                "decisions_are_heeded",
                """
                select report_id, earlier_report_id from {batch}
                where incident_id is not null and earlier_incident_id is not null
                    and case
                        when verdict = 'same' then incident_id != earlier_incident_id
                        when verdict in ('different', 'parent_of')
                            then incident_id = earlier_incident_id
                    end
                """,
                severity="critical",
                why="Decisions contradict each other: A is the same as B, and B as C, "
                "but A and C are different. `casualty review --pairs --decided` lists "
                "them; withdraw one.",
            ),
        ),
    )
