-- A returned row is an estimate that counts as a total although it is of a part of the
-- people, or stands beside a total that holds the same people already.
with estimates as (
    select * from {{ ref('fct_casualties') }}
    where is_total
),

judged as (
    select
        *,
        breakdown != '' as is_part,
        population != 'all' and bool_or(population = 'all') over (
            partition by incident_id, measure, policy
        ) as is_held_by_another
    from estimates
)

select
    estimate_id,
    population,
    breakdown,
    policy
from judged
where is_part or is_held_by_another
