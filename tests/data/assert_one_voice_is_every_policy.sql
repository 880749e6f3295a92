-- A returned row is a total of one voice on which the policies differ, or which one of
-- them lacks: with a single vote there is nothing to choose.
with estimates as (
    select * from {{ ref('fct_casualties') }}
    where breakdown = '' and voice_count = 1
),

policies as (
    select * from {{ ref('dim_policies') }}
)

select
    incident_id,
    measure,
    role,
    population,
    count(*) as policy_count,
    count(distinct row(low, best, high)) as figure_count
from estimates
group by incident_id, measure, role, population
having
    count(distinct row(low, best, high)) > 1
    or count(*) != (select count(*) from policies)
