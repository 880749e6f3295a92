-- How many people were killed and injured, by place and month? As low to high of the
-- default policy; + marks an open upper bound. An empty field is "no figure", not 0.
-- `casualty run` prints it.
with casualties as (
    select * from {{ ref('agg_casualties__admin1_month') }}
),

written as (
    select
        *,
        coalesce(admin1_name || ', ' || country_name, admin1_id) as place,
        case when low = high then low::varchar else low || ' to ' || high end
        || case when open_high_count > 0 then '+' else '' end as range_text
    from casualties
    where measure in ('killed', 'injured')
)

select
    place,
    incident_month as month,
    population as counted,
    max(range_text) filter (where measure = 'killed') as killed,
    max(range_text) filter (where measure = 'injured') as injured,
    max(incident_count) as incidents
from written
group by place, incident_month, population
order by
    incident_month in ('spans', 'undated') asc,
    incident_month desc,
    place asc,
    population asc
