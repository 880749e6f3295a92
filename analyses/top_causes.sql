-- What killed them? The dead by cause of SDG 16.1.2 and country, most first, with the
-- share of all dead; incidents of which no report names a cause stand under Unknown.
with deaths as (
    select * from {{ ref('agg_deaths__country_year_group') }}
    where disaggregation = 'cause'
),

summed as (
    select
        coalesce(country_name, country_id) as country,
        population as counted,
        group_label as cause,
        sum(incident_count)::bigint as incidents,
        sum(low)::bigint as low,
        case when sum(without_best_count) = 0 then sum(best)::bigint end as best,
        sum(high)::bigint as high
    from deaths
    group by country, counted, cause
)

select
    *,
    round(100 * low / nullif(sum(low) over (partition by country, counted), 0), 1)
        as low_pct
from summed
order by country asc, counted asc, high desc, cause asc
