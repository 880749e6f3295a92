-- A returned row is a total that may vote, of a report that its source does not
-- discount, without an estimate of that incident, measure and population: figures must
-- not fall by each other until none is left.
with claims as (
    select * from {{ ref('fct_claims') }}
    where is_votable and breakdown = '' and role in ('victim', 'all')
),

reports as (
    select * from {{ ref('fct_reports') }}
    where
        incident_id is not null
        and lower(harm_status) is distinct from 'discounted'
),

estimates as (
    select * from {{ ref('fct_casualties') }}
    where breakdown = '' and role in ('victim', 'all')
)

select distinct
    reports.incident_id,
    claims.measure,
    claims.population
from claims
inner join reports on claims.report_id = reports.report_id
left join estimates
    on reports.incident_id = estimates.incident_id
    and claims.measure = estimates.measure
    and claims.population = estimates.population
where estimates.incident_id is null
