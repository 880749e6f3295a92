-- What is the table of SDG indicator 16.1.2? Conflict-related deaths by country and
-- year, by sex, age, cause and status, with those of whom nobody says it, and per
-- 100,000 inhabitants. Documented, not estimated.
with deaths as (
    select * from {{ ref('agg_deaths__country_year_group') }}
)

select
    coalesce(country_name, country_id) as country,
    incident_year,
    population as counted,
    disaggregation as by_what,
    group_label as who,
    low,
    best,
    high,
    low_per_100000,
    high_per_100000,
    basis
from deaths
order by
    country asc,
    incident_year desc,
    counted asc,
    list_position(['total', 'sex', 'age_group', 'cause', 'status'], by_what) asc,
    group_id = 'unknown' asc,
    high desc,
    group_id asc
