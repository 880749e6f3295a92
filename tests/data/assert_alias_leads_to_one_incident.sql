-- An alias is the id of no incident of today, and leads to one.
select links.linked_incident_id
from {{ ref('bridge_incident_links') }} as links
left join {{ ref('fct_incidents') }} as incidents
    on links.linked_incident_id = incidents.incident_id
where links.link = 'alias'
group by links.linked_incident_id
having count(distinct links.incident_id) > 1 or count(incidents.incident_id) > 0
