-- A returned row is an origin that speaks nowhere in its incident, or that itself draws
-- on another one.
with traced_voices as (
    select * from {{ ref('int_voices_traced') }}
)

select
    copies.incident_id,
    copies.report_id,
    copies.origin_id
from traced_voices as copies
left join traced_voices as origins
    on copies.incident_id = origins.incident_id
    and copies.origin_id = origins.voice_id
    and origins.voice_id = origins.origin_id
where origins.voice_id is null
