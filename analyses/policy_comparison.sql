-- How far each total moves with the policy: incidents with more than one voice.
with casualties as (
    select * from {{ ref('fct_casualties') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
)

select
    casualties.measure,
    casualties.population as counted,
    casualties.policy,
    count(*) as incidents,
    sum(coalesce(casualties.low, 0)) as low,
    sum(coalesce(casualties.high, casualties.best, casualties.low)) as high
from casualties
inner join incidents on casualties.incident_id = incidents.incident_id
where
    casualties.is_total
    and casualties.is_counted
    and not casualties.is_coarse
    and incidents.voice_count > 1
group by casualties.measure, casualties.population, casualties.policy
order by casualties.measure, counted, low, high, casualties.policy
