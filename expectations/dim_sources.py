"""dim_sources: what we say of a source against what it says itself."""

from expectations.rules import Suite, forbid


def dim_sources() -> Suite:
    """Expectations on the sources."""
    return Suite(
        "main",
        "dim_sources",
        ("source_id",),
        (
            forbid(
                "measures_are_covered",
                """
                select source_id from {batch}
                where len(list_filter(
                    measures_stated,
                    lambda measure:
                        not list_contains(string_split(measures_covered, '|'), measure)
                )) > 0
                """,
                severity="warning",
                why="'No figure' is read by measures_covered of seeds/sources.csv; a "
                "source that states another measure is described wrongly there.",
            ),
            forbid(
                "publishers_are_described",
                """
                select source_id from {batch}
                where report_count >= 100 and source_kind is null
                """,
                severity="info",
                why="A source of so much deserves a row in seeds/sources.csv: "
                "whom it counts, its licence, its reliability.",
            ),
        ),
    )
