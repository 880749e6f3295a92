-- How many civilians were killed each month, by UCDP and by Airwars? Each source's own
-- totals, before any merging, side by side; an empty field is "no figure", not 0. They
-- set out to count different things (dim_sources): UCDP organised violence of all
-- sides, Airwars harm by the sides that it follows.
with claims as (
    select * from {{ ref('agg_claims__source_month') }}
    where
        measure = 'killed'
        and population = 'civilian'
        and sex = 'all'
        and age_group = 'all'
        and role in ('victim', 'all')
        and not is_by_affiliation
        and source_name in ('UCDP', 'Airwars')
)

select
    report_month as month,
    sum(report_count) filter (where source_name = 'UCDP')::bigint as ucdp_reports,
    sum(best) filter (where source_name = 'UCDP')::bigint as ucdp_best,
    sum(report_count) filter (where source_name = 'Airwars')::bigint
        as airwars_reports,
    sum(low) filter (where source_name = 'Airwars')::bigint as airwars_low,
    sum(high) filter (where source_name = 'Airwars')::bigint as airwars_high
from claims
group by month
order by month in ('spans', 'undated') asc, month desc
