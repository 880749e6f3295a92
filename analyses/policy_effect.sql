-- By how much does each total move with the policy? Against the default policy, by
-- measure and whom the figure counts, everywhere and by country; `moved` are incidents
-- whose figure is another one. The same incidents as in casualties_default.
with casualties as (
    select * from {{ ref('fct_casualties') }}
    where is_total and is_counted and not is_coarse
),

policies as (
    select * from {{ ref('dim_policies') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

defaults as (
    select casualties.*
    from casualties
    inner join policies on casualties.policy = policies.policy
    where policies.is_default
),

compared as (
    select
        casualties.*,
        coalesce(places.place_name, 'unknown') as country,
        (
            defaults.low is distinct from casualties.low
            or defaults.best is distinct from casualties.best
            or defaults.high is distinct from casualties.high
        ) as is_moved,
        coalesce(defaults.low, 0) as default_low,
        coalesce(defaults.high, defaults.best, defaults.low) as default_high
    from casualties
    inner join incidents on casualties.incident_id = incidents.incident_id
    left join places on incidents.country_id = places.place_id
    inner join defaults
        on casualties.incident_id = defaults.incident_id
        and casualties.measure = defaults.measure
        and casualties.role = defaults.role
        and casualties.population = defaults.population
),

summed as (
    select
        measure,
        population,
        coalesce(country, 'everywhere') as area,
        policy,
        count(*) as incidents,
        count(*) filter (where is_moved) as moved,
        {{ sum_low() }} as low,
        {{ sum_best() }} as best,
        {{ sum_high() }} as high,
        count(*) filter (where is_open_high) as open_highs,
        sum(default_low)::bigint as default_low,
        sum(default_high)::bigint as default_high
    from compared
    group by grouping sets (
        (measure, population, policy), (measure, population, policy, country)
    )
)

select
    measure,
    population as counted,
    area,
    policy,
    incidents,
    moved,
    low,
    best,
    high,
    open_highs,
    low - default_low as low_by,
    high - default_high as high_by,
    round(100 * (low - default_low) / nullif(default_low, 0), 1) as low_by_pct,
    round(100 * (high - default_high) / nullif(default_high, 0), 1) as high_by_pct
from summed
order by measure, counted, area != 'everywhere', area, low, high, policy
