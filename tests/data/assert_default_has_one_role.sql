-- A returned row is an incident and measure of which casualties_default counts victims
-- and, beside them, everybody who died: attackers would be added to their victims.
with casualties as (
    select * from {{ ref('casualties_default') }}
)

select
    incident_id,
    measure,
    count(distinct role) as role_count
from casualties
group by incident_id, measure
having count(distinct role) > 1 or bool_or(role not in ('victim', 'all'))
