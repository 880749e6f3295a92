-- Which totals have no upper bound? Incidents whose figure is "at least": a sum counts
-- their best or low value, and is printed with a +.
with casualties as (
    select * from {{ ref('casualties_default') }}
    where is_open_high
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

claims as (
    select * from {{ ref('fct_claims') }}
)

select
    incidents.date_min as first_day,
    incidents.place_text as place,
    casualties.measure,
    casualties.population as counted,
    casualties.low,
    casualties.best,
    string_agg(distinct claims.voice_name, ', ' order by claims.voice_name) as told_by,
    min(regexp_replace(claims.words, '\s+', ' ', 'g')) as words,
    casualties.incident_id
from casualties
inner join incidents on casualties.incident_id = incidents.incident_id
left join claims on list_contains(casualties.claim_ids, claims.claim_id)
group by
    first_day,
    place,
    casualties.measure,
    counted,
    casualties.low,
    casualties.best,
    casualties.incident_id
order by
    casualties.low desc,
    casualties.incident_id asc,
    casualties.measure asc,
    counted asc
