-- Incidents that are parts of another one: a day's total of a province holds the
-- strikes in it. The parent is an area within one province and lasts a week at most; the part
-- lies in it, in its days, shares an actor, and comes from another list. A part has one
-- parent, the narrowest. A reviewer's word needs none of this.
with pairs as (
    select * from {{ ref('int_pairs_scored') }}
),

profiles as (
    select * from {{ ref('int_reports_profiled') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
    where is_last
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
    where verdict = 'parent_of'
),

placed as (
    select
        profiles.*,
        locations.admin1_id,
        incident_reports.incident_id,
        min(profiles.radius_m) over (partition by incident_reports.incident_id)
            as incident_radius_m
    from profiles
    inner join reports on profiles.report_id = reports.report_id
    inner join incident_reports on profiles.report_id = incident_reports.report_id
    inner join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    where reports.known_to is null
),

both_ways as (
    select
        report_id as parent_report_id,
        earlier_report_id as part_report_id
    from pairs
    union all
    select
        earlier_report_id as parent_report_id,
        report_id as part_report_id
    from pairs
),

inside as (
    select
        parents.incident_id,
        parts.incident_id as part_incident_id,
        null::varchar as decision_id,
        date_diff('day', parents.date_min, parents.date_max) as day_count,
        parents.radius_m
    from both_ways
    inner join placed as parents on both_ways.parent_report_id = parents.report_id
    inner join placed as parts on both_ways.part_report_id = parts.report_id
    where
        parents.incident_id != parts.incident_id
        and parents.incident_radius_m > {{ var('match_fine_radius_m') }}
        and parts.radius_m <= parents.radius_m / 2
        and parents.admin1_id = parts.admin1_id
        and date_diff('day', parents.date_min, parents.date_max)
        < {{ var('coarse_days') }}
        and parts.date_min >= parents.date_min
        and parts.date_max <= parents.date_max
        and list_has_any(parents.actors, parts.actors)
),

decided as (
    select
        parents.incident_id,
        parts.incident_id as part_incident_id,
        decisions.decision_id,
        -1 as day_count,
        0 as radius_m
    from decisions
    inner join incident_reports as parents
        on decisions.parent_report_id = parents.report_id
    inner join incident_reports as parts
        on parts.report_id in (decisions.report_id, decisions.other_report_id)
        and decisions.parent_report_id != parts.report_id
    where parents.incident_id != parts.incident_id
),

final as (
    select
        incident_id,
        part_incident_id,
        decision_id
    from (
        select * from inside
        union all by name
        select * from decided
    ) as found
    qualify
        row_number() over (
            partition by part_incident_id
            order by day_count asc, radius_m asc, incident_id asc, decision_id asc
        ) = 1
)

select * from final
