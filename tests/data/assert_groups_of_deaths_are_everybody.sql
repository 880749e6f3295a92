-- A returned row is a dimension whose groups do not hold the people of the total: they
-- are not dropped because nobody says of what sex, age, cause or status they were.
with deaths as (
    select * from {{ ref('agg_deaths__country_year_group') }}
),

totals as (
    select * from deaths
    where disaggregation = 'total'
),

groups as (
    select
        country_id,
        incident_year,
        population,
        disaggregation,
        sum(low) as low,
        sum(high) as high,
        sum(open_high_count) as open_high_count
    from deaths
    where disaggregation != 'total'
    group by country_id, incident_year, population, disaggregation
)

select
    totals.country_id,
    totals.incident_year,
    totals.population,
    groups.disaggregation
from totals
left join groups
    on totals.country_id = groups.country_id
    and totals.incident_year = groups.incident_year
    and totals.population = groups.population
where
    groups.disaggregation is null
    or (groups.high < totals.high and groups.open_high_count = 0)
    or (
        groups.disaggregation = 'cause'
        and (groups.low, groups.high) is distinct from (totals.low, totals.high)
    )
