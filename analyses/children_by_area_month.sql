-- How many children are among the killed and injured, by first-level area and month?
-- Beside them the whole of the figures that are split by age at all, and those of whom
-- no age is known: a figure that nobody splits says nothing of children.
with casualties as (
    select * from {{ ref('casualties_default') }}
    where not is_residual
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

breakdowns as (
    select
        *,
        list_filter(parts, lambda told: told['part'] = 'child')[1] as child
    from {{ ref('fct_breakdowns') }}
    where is_total and split_by = 'age_group'
)

select
    coalesce(areas.place_name, 'unknown') as area,
    coalesce(countries.place_name, 'unknown') as country,
    incidents.incident_month as month,
    casualties.measure,
    casualties.population as counted,
    count(*) as incidents_split_by_age,
    sum(coalesce(breakdowns.child['low'], 0))::bigint as children_low,
    sum(
        coalesce(
            breakdowns.child['high'], breakdowns.child['best'], breakdowns.child['low']
        )
    )::bigint as children_high,
    sum(breakdowns.remainder_low)::bigint as no_age_low,
    sum(coalesce(breakdowns.remainder_high, breakdowns.remainder_low))::bigint
        as no_age_high,
    sum(coalesce(casualties.low, 0))::bigint as people_low,
    sum(coalesce(casualties.high, casualties.best, casualties.low))::bigint
        as people_high
from breakdowns
inner join casualties
    on breakdowns.incident_id = casualties.incident_id
    and breakdowns.measure = casualties.measure
    and breakdowns.role = casualties.role
    and breakdowns.population = casualties.population
    and breakdowns.policy = casualties.policy
inner join incidents on casualties.incident_id = incidents.incident_id
left join places as areas on incidents.admin1_id = areas.place_id
left join places as countries on incidents.country_id = countries.place_id
where breakdowns.child is not null
group by area, country, month, casualties.measure, counted
order by country, area, month, casualties.measure, counted
