"""raw.load_tallies: what a file adds up to, held against the claims read from it."""

from expectations.rules import Suite, forbid

# What the claims of a reading add up to: reading_id, anchor, bound, people. It stands
# in a template, so that its braces are doubled.
CLAIMED = r"""
    unpivot (
        select
            sightings.reading_id,
            split_part(claims.anchor, ':', 1) as anchor,
            sum(claims.low) as low,
            sum(claims.best) as best,
            sum(claims.high) as high
        from raw.claims as claims
        join raw.sightings as sightings using (report_id, content_hash)
        -- A figure in words, such as 12+, is no number of the file.
        where claims.value_text is null
            or regexp_full_match(claims.value_text, '[\p{{Nd}}\s/.,''\p{{Pd}}]*')
        group by all
    ) on low, best, high into name bound value people
"""


def raw_load_tallies() -> Suite:
    """Expectations on the sums of the files."""
    return Suite(
        "raw",
        "load_tallies",
        ("reading_id", "column_name"),
        (
            forbid(
                "no_person_lost",
                f"""
                with claimed as ({CLAIMED})

                select tallies.reading_id, tallies.column_name
                from {{batch}} as tallies
                left join claimed using (reading_id, anchor, bound)
                where tallies.column_name is not null
                group by all
                having sum(tallies.people_read - tallies.people_rejected)
                    != coalesce(any_value(claimed.people), 0)
                """,  # noqa: S608  # the claims above
                severity="critical",
                why="A column of the file adds up to the claims read from it and the "
                "rejected rows; a person between them would be lost, or counted twice.",
            ),
        ),
    )
