"""Rows that only the whole set shows to be unusable, and the people in them."""

from collections.abc import Sequence


def rejects_sql(orphaned: Sequence[str]) -> str:
    """The rows of ``raw.rejects``; ``orphaned`` tables have rows of no report."""
    orphans = "".join(
        f"""
        union all
        select distinct file_name, line, 'report_ref', report_ref,
            'no row of the set that was read has this identifier'
        from read_{name}
        anti join identified_reports using (document_ref, report_ref)
        semi join staged_documents using (document_ref)
        """
        for name in orphaned
    )
    return f"""
    select file_name, line, column_name, value, reason from read_rejects
    union all
    select file_name, line, 'native_id', native_id,
        'this identifier was used before, in line ' || first_line
    from identified_reports where occurrence > 1
    {orphans}
    """


# A row that repeats an identifier, and a row of a report that is not there, are rejects
# that only the whole set shows; so are the people in them.
TALLIES = """
with lost_claims as (
    select read_claims.* from read_claims
    semi join (from identified_reports where occurrence > 1)
        using (document_ref, report_ref, file_name, line)
    union all
    select read_claims.* from read_claims
    anti join identified_reports using (document_ref, report_ref)
),
lost_people as (
    unpivot (
        select document_ref, file_name, split_part(anchor, ':', 1) as anchor,
            sum(low) as low, sum(best) as best, sum(high) as high
        from lost_claims
        group by all
    ) on low, best, high into name bound value people
)
select staged_documents.reading_id, tallies.file_name, tallies.column_name,
    tallies.anchor, tallies.bound, tallies.cell_count, tallies.people_read,
    tallies.people_rejected + coalesce(lost_people.people, 0) as people_rejected
from read_load_tallies as tallies
inner join staged_documents using (document_ref)
left join lost_people
    on tallies.document_ref = lost_people.document_ref
    and tallies.file_name = lost_people.file_name
    and tallies.anchor = lost_people.anchor
    and tallies.bound = lost_people.bound
"""
