-- What do alleged perpetrators concede, and what do others say of the same incidents?
-- Killed and injured; a conceded figure has no vote in any estimate.
with claims as (
    select * from {{ ref('fct_claims') }}
    where breakdown = '' and incident_id is not null
),

casualties as (
    select * from {{ ref('casualties_default') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

conceded as (
    select
        incident_id,
        measure,
        string_agg(distinct voice_name, ', ' order by voice_name) as conceded_by,
        min(coalesce(low, best)) as conceded_low,
        max(coalesce(high, best, low)) as conceded_high
    from claims
    where stance = 'conceded'
    group by incident_id, measure
)

select
    incidents.date_min as first_day,
    incidents.place_text as place,
    conceded.measure,
    conceded.conceded_by,
    conceded.conceded_low,
    conceded.conceded_high,
    casualties.population as counted,
    casualties.low as claimed_low,
    casualties.high as claimed_high,
    casualties.voice_count as claimed_by_voices
from conceded
inner join incidents on conceded.incident_id = incidents.incident_id
left join casualties
    on conceded.incident_id = casualties.incident_id
    and conceded.measure = casualties.measure
order by first_day desc, conceded.incident_id asc, conceded.measure asc, counted asc
