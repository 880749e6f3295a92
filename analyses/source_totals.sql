-- What does each source's own data add up to? Its totals of victims, before any
-- merging. Sources overlap: read them side by side, and do not add them up.
with claims as (
    select * from {{ ref('agg_claims__source_month') }}
)

select
    source_name as source,
    measure,
    population as counted,
    sum(low) as low,
    case when sum(without_best_count) = 0 then sum(best) end as best,
    sum(high) as high
from claims
where
    sex = 'all'
    and age_group = 'all'
    and role in ('victim', 'all')
    and not is_by_affiliation
group by source, measure, counted
order by source, measure, counted
