-- How many deaths are documented per 100,000 inhabitants and year? Low, best and high,
-- over the UN's figure of 1 July; no rate where the number of inhabitants is not known.
-- Documented, not estimated: deaths that nobody reported are not in it.
with deaths as (
    select * from {{ ref('agg_deaths__country_year_group') }}
    where disaggregation = 'total'
)

select
    coalesce(country_name, country_id) as country,
    incident_year,
    population as counted,
    low,
    best,
    high,
    inhabitants,
    low_per_100000,
    best_per_100000,
    high_per_100000,
    incident_count as incidents
from deaths
order by country asc, incident_year desc, counted asc
