-- How many women, health workers, rescue workers and journalists? What incidents add up
-- to by the default policy, and the newest figure of each running toll, side by side: a
-- toll may count the incidents' people too, so never add the two.
with casualties as (
    select * from {{ ref('fct_casualties') }}
    where is_counted and not is_coarse
),

policies as (
    select * from {{ ref('dim_policies') }}
    where is_default
),

tolls as (
    select * from {{ ref('fct_tolls') }}
    where scope = 'cumulative' and is_latest and not is_extrapolated
),

person_groups as (
    select * from {{ ref('dim_person_groups') }}
    where
        (sex = 'female' and age_group = 'adult')
        or occupation in ('health_worker', 'rescue_worker', 'journalist')
),

found as (
    select
        'incidents' as told_in,
        casualties.measure,
        casualties.person_group_id,
        count(distinct casualties.incident_id) as figures,
        {{ sum_low() }} as low,
        {{ sum_best() }} as best,
        {{ sum_high() }} as high,
        null::date as as_of_day
    from casualties
    inner join policies on casualties.policy = policies.policy
    group by casualties.measure, casualties.person_group_id
    union all by name
    select
        'toll of ' || series_name as told_in,
        measure,
        person_group_id,
        count(*) as figures,
        min(coalesce(low, best)) as low,
        min(best) as best,
        max(coalesce(high, best)) as high,
        max(toll_date) as as_of_day
    from tolls
    where flow is null
    group by told_in, measure, person_group_id
)

select
    person_groups.label as people,
    found.measure,
    found.told_in,
    found.figures,
    found.low,
    found.best,
    found.high,
    found.as_of_day
from found
inner join person_groups on found.person_group_id = person_groups.person_group_id
order by people, found.measure, found.told_in
