"""raw.report_places: whether coordinates can be those of a place."""

from expectations.rules import Suite, bound, forbid


def raw_report_places() -> Suite:
    """Expectations on the places of reports."""
    return Suite(
        "raw",
        "report_places",
        ("report_id", "place_order"),
        (
            bound(
                "latitude_in_range",
                "latitude",
                -90,
                90,
                severity="critical",
                why="Degrees north end at the poles.",
            ),
            bound(
                "longitude_in_range",
                "longitude",
                -180,
                180,
                severity="critical",
                why="Degrees east end at the date line.",
            ),
            forbid(
                "not_in_the_gulf_of_guinea",
                """
                select report_id, place_order from {batch}
                where latitude = 0 and longitude = 0
                """,
                severity="warning",
                why="0, 0 is open sea, and what a missing pair is filled with; one row "
                "of MAVERICK has it.",
            ),
            forbid(
                "coordinates_in_pairs",
                """
                select report_id, place_order from {batch}
                where (latitude is null) != (longitude is null)
                """,
                severity="critical",
                why="One coordinate is no place; the other was lost in reading.",
            ),
            forbid(
                "coordinates_mostly_differ",
                """
                select reports.source_id
                from {batch} as places
                join raw.reports using (report_id, content_hash)
                where places.latitude is not null
                group by reports.source_id
                having count(*) >= 20
                    and count(*) filter (where places.latitude = places.longitude)
                        > 0.05 * count(*)
                """,
                severity="warning",
                why="A place where both are equal is rare (17 of 16,566 UCDP rows for "
                "Syria, one village); in every twentieth row a column was read twice.",
            ),
        ),
    )
