-- A returned row is a measure whose published table and casualties_default differ in
-- the number of incidents or of people: one is counted twice, or lost, by its place.
with casualties as (
    select * from {{ ref('casualties_default') }}
),

by_admin1 as (
    select * from {{ ref('agg_casualties__admin1_month') }}
),

by_country as (
    select * from {{ ref('agg_casualties__country_month') }}
),

expected as (
    select
        measure,
        population,
        count(distinct incident_id) as incident_count,
        {{ sum_low() }} as low,
        {{ sum_high() }} as high
    from casualties
    group by measure, population
),

published as (
    select
        'by_admin1' as published_table,
        measure,
        population,
        sum(incident_count) as incident_count,
        sum(low) as low,
        sum(high) as high
    from by_admin1
    group by measure, population
    union all
    select
        'by_country' as published_table,
        measure,
        population,
        sum(incident_count) as incident_count,
        sum(low) as low,
        sum(high) as high
    from by_country
    group by measure, population
),

tables as (
    select distinct published_table from published
),

expected_in_each as (
    select
        tables.published_table,
        expected.*
    from tables
    cross join expected
)

select
    expected_in_each.*,
    published.incident_count as published_incident_count,
    published.low as published_low,
    published.high as published_high
from expected_in_each
full join published
    on expected_in_each.published_table = published.published_table
    and expected_in_each.measure = published.measure
    and expected_in_each.population = published.population
where
    expected_in_each.incident_count is distinct from published.incident_count
    or expected_in_each.low is distinct from published.low
    or expected_in_each.high is distinct from published.high
