-- How many children are among the killed and injured of each incident? The cells of the
-- default policy, each from the one report that gave it. A group that no report names
-- has no row; that is not 0.
with casualties as (
    select * from {{ ref('fct_casualties') }}
),

policies as (
    select * from {{ ref('dim_policies') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

person_groups as (
    select * from {{ ref('dim_person_groups') }}
)

select
    incidents.date_min || ' ' || incidents.place_text as incident,
    casualties.measure,
    person_groups.label as people,
    casualties.low,
    casualties.best,
    casualties.high
from casualties
inner join policies on casualties.policy = policies.policy
inner join incidents on casualties.incident_id = incidents.incident_id
inner join person_groups on casualties.person_group_id = person_groups.person_group_id
where policies.is_default and casualties.age_group = 'child'
order by incident, casualties.measure, people
