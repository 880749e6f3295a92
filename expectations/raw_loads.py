"""raw.loads: what a load kept and what it turned away."""

from expectations.rules import Suite, forbid


def raw_loads() -> Suite:
    """Expectations on the loads."""
    return Suite(
        "raw",
        "loads",
        ("load_id",),
        (
            forbid(
                "few_rejects",
                """
                select load_id from {batch}
                where reject_count > 0.05 * (report_count + reject_count)
                """,
                severity="warning",
                why="Of UCDP, Airwars and MAVERICK at most 2 rows in 1,000 are "
                "turned away; above 5 % a column is read wrongly.",
            ),
            forbid(
                "loaded_not_in_future",
                "select load_id from {batch} where _loaded_at::date > current_date + 1",
                severity="warning",
                why="The newest release wins by this clock; a day is left for zones.",
            ),
        ),
    )
