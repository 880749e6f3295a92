"""Quirks that show in what was read, whatever data set it comes from.

SQL on what ``identify`` keeps of a chunk; the words for each quirk stand in
``quirks.QUIRKS``. A quirk is a matter of one report alone, so that its flags do not
depend on what else a file holds.
"""

from collections.abc import Mapping, Sequence

# For each reader's table, its columns that are not NULL throughout the chunk.
Filled = Mapping[str, Sequence[str]]

# An incident as long as this is a summary of a year.
YEAR_DAYS = 365

_WHERE = "document_ref, report_ref, file_name, line"
_CLAIM = f"{_WHERE}, anchor as column_name, value_text as value"

# Each query: the quirk's rows with their report, line, column and value.
_FOUND = {
    "bracket_out_of_order": f"""
        select {_CLAIM} from kept_claims
        where low > best or best > high or low > high
    """,
    "best_zero_high_positive": f"""
        select {_CLAIM} from kept_claims where best = 0 and high > 0
    """,
    "undated": f"""
        select {_WHERE}, 'date_min' as column_name, date_text as value
        from incidents where date_min is null
    """,
    "year_long": f"""
        select {_WHERE}, 'date_max' as column_name, date_max::varchar as value
        from incidents where date_diff('day', date_min, date_max) + 1 >= {YEAR_DAYS}
    """,
    "stub": f"""
        select {_WHERE}, 'native_id' as column_name, native_id as value
        from incidents anti join kept_claims using (document_ref, report_ref)
    """,
    "source_before_event": """
        select sources.document_ref, sources.report_ref, sources.file_name,
            sources.line, 'published_text' as column_name,
            sources.published_text as value
        from kept_report_sources as sources
        inner join incidents using (document_ref, report_ref)
        where sources.published_date < incidents.date_min
    """,
    "repeated_url": f"""
        select {_WHERE}, 'url' as column_name, url as value
        from kept_report_sources
        where url is not null and relation = 'linked'
        qualify row_number() over (
            partition by document_ref, report_ref, url order by source_order, line
        ) > 1
    """,
    "breakdown_above_total": f"""
        select {_WHERE}, measure as column_name,
            least_of_groups || ' > ' || most as value
        from compared where least_of_groups > most
    """,
    "breakdown_below_total": f"""
        select {_WHERE}, measure as column_name,
            least_of_groups || ' < ' || least as value
        from compared where least_of_groups < least
    """,
}

# Groups by age exclude each other, as do groups by sex; where a report has both, and
# their crossings, a crossing is left out if its margin is there. What a list of persons
# counts is no breakdown that the source has published.
COMPARED = """
with cells as (
    select document_ref, report_ref, file_name, line, measure, role, status, sex,
        age_group, coalesce(low, best) as least, coalesce(high, best) as most
    from kept_claims
    where occupation = 'all' and affiliation_text = 'all' and stance = 'asserted'
        and unit_counted = 'persons' and scope = 'incident' and count_basis != 'counted'
),
crossed as (
    select *,
        list(age_group) filter (where sex = 'all') over same_people as ages,
        list(sex) filter (where age_group = 'all') over same_people as sexes
    from cells
    where (document_ref, report_ref, measure) in (
        select (document_ref, report_ref, measure) from cells
        where sex != 'all' or age_group != 'all'
    )
    window same_people as (
        partition by document_ref, report_ref, measure, role, status
    )
),
sums as (
    select document_ref, report_ref, measure, role, status,
        sum(least) filter (where by_age)::bigint as least_by_age,
        sum(least) filter (where by_sex)::bigint as least_by_sex
    from (
        select *,
            age_group != 'all'
                and (sex = 'all' or not list_contains(ages, age_group)) as by_age,
            sex != 'all'
                and (age_group = 'all' or not list_contains(sexes, sex)) as by_sex
        from crossed
    )
    group by document_ref, report_ref, measure, role, status
)
select totals.document_ref, totals.report_ref, totals.file_name, totals.line,
    totals.measure, totals.least, totals.most,
    greatest(sums.least_by_age, sums.least_by_sex) as least_of_groups
from crossed as totals
inner join sums using (document_ref, report_ref, measure, role, status)
where totals.sex = 'all' and totals.age_group = 'all'
"""

# What has quirks: reports of data sets.
INCIDENTS = """
select * from identified_reports
where occurrence = 1 and unit = 'incident' and native_id is not null
"""

# Where none of these columns says anything, nothing can have the quirk.
_NEEDED = {
    "bracket_out_of_order": ("claims", {"low", "high"}),
    "best_zero_high_positive": ("claims", {"high"}),
    "source_before_event": ("report_sources", {"published_date"}),
    "repeated_url": ("report_sources", {"url"}),
}


def flags_sql(filled: Filled) -> str:
    """The quirks of the kept rows, as rows of ``report_quirks``."""
    return " union all ".join(
        f"""
        select *, '{quirk}' as quirk from ({rows})
        semi join incidents using (document_ref, report_ref)
        """
        for quirk, rows in _FOUND.items()
        if _is_possible(quirk, filled)
    )


def _is_possible(quirk: str, filled: Filled) -> bool:
    if quirk not in _NEEDED:
        return True
    table, columns = _NEEDED[quirk]
    return not columns.isdisjoint(filled[table])
