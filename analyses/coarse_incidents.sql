-- Which incidents are left out of totals because their day or place is too coarse? With
-- what their figures would add, by the default policy: a reader must know what a total
-- does not hold.
with casualties as (
    select * from {{ ref('fct_casualties') }}
    where is_total and is_counted and is_coarse
),

policies as (
    select * from {{ ref('dim_policies') }}
    where is_default
),

incidents as (
    select * from {{ ref('fct_incidents') }}
)

select
    incidents.date_min as first_day,
    incidents.date_max as last_day,
    date_diff('day', incidents.date_min, incidents.date_max) + 1 as days,
    incidents.place_text as place,
    round(incidents.radius_m / 1000)::bigint as radius_km,
    casualties.measure,
    casualties.population as counted,
    casualties.low,
    casualties.best,
    casualties.high,
    casualties.incident_id
from casualties
inner join policies on casualties.policy = policies.policy
inner join incidents on casualties.incident_id = incidents.incident_id
order by
    coalesce(casualties.high, casualties.best, casualties.low) desc nulls last,
    casualties.incident_id asc,
    casualties.measure asc,
    counted asc
