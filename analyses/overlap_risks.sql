-- Which people may be counted twice? Incidents that lie in the days and the area of a
-- wider one that is no parent of theirs (overlap_risk), and those that are taken off a
-- parent's figure (parent), with the dead of both.
with links as (
    select * from {{ ref('bridge_incident_links') }}
    where link in ('overlap_risk', 'parent')
),

incidents as (
    select * from {{ ref('fct_incidents') }}
)

select
    links.link,
    incidents.date_min || ' ' || incidents.place_text as part,
    wider.date_min || ' to ' || wider.date_max || ' ' || wider.place_text as wider_one,
    incidents.killed_population as part_counts,
    coalesce(incidents.killed_best, incidents.killed_low) as part_killed,
    wider.killed_population as wider_counts,
    coalesce(wider.killed_best, wider.killed_low) as wider_killed,
    wider.is_coarse as wider_is_coarse,
    links.incident_id
from links
inner join incidents on links.incident_id = incidents.incident_id
inner join incidents as wider on links.linked_incident_id = wider.incident_id
order by
    links.link asc,
    part_killed desc nulls last,
    links.incident_id asc,
    links.linked_incident_id asc
