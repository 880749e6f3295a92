-- What was known on a day, and what is known of the same months today? By country and
-- month, as low to high; the day is a variable:
-- `--vars '{as_of: 2024-12-05}'`. An empty field is "no figure of it was
-- known", and no 0.
-- What has moved since stands first.
with then_known as (
    select *
    from
        {{ ref('agg_casualties__country_month_as_of') }}(
            '{{ var("as_of", "2008-01-10") }}'
        )
),

now_known as (
    select * from {{ ref('agg_casualties__country_month') }}
)

select
    coalesce(
        now_known.country_name, then_known.country_name, 'unknown'
    ) as country,
    coalesce(now_known.incident_month, then_known.incident_month) as month,
    coalesce(now_known.measure, then_known.measure) as measure,
    coalesce(now_known.population, then_known.population) as counted,
    then_known.incident_count as incidents_then,
    then_known.low as low_then,
    then_known.high as high_then,
    now_known.incident_count as incidents_now,
    now_known.low as low_now,
    now_known.high as high_now,
    coalesce(
        then_known.low = now_known.low and then_known.high = now_known.high, false
    ) as is_the_same
from now_known
full join then_known
    on now_known.country_id = then_known.country_id
    and now_known.incident_month = then_known.incident_month
    and now_known.measure = then_known.measure
    and now_known.population = then_known.population
order by
    then_known.low is null asc,
    is_the_same asc,
    country asc,
    month desc,
    measure asc,
    counted asc
