-- Incidents that lie in a wider one, by its days, its area and an actor: a day's total
-- of a province and the strikes in it. The wider one is their parent where it is an
-- area within one province, lasts a week at most and counts no fewer people than they
-- do; a part has one parent, the narrowest. Else it is a risk that people are counted
-- twice. A reviewer's word needs none of this.
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
    select * from {{ ref('int_reports_current') }}
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
),

both_ways as (
    select
        turn,
        earlier_turn as part_turn
    from pairs
    union all
    select
        earlier_turn as turn,
        turn as part_turn
    from pairs
),

inside as (
    select
        wider.incident_id,
        parts.incident_id as part_incident_id,
        min(wider.radius_m) as radius_m,
        min(date_diff('day', wider.date_min, wider.date_max)) as day_count,
        bool_and(coalesce(wider.admin1_id = parts.admin1_id, false)) as is_in_province,
        max(coalesce(
            wider.killed_all.most, wider.killed_civilian.most,
            wider.injured_all.most, wider.injured_civilian.most
        )) as most,
        min(case
            when coalesce(wider.killed_all, wider.killed_civilian) is not null
                then coalesce(parts.killed_all.least, parts.killed_civilian.least)
            else coalesce(parts.injured_all.least, parts.injured_civilian.least)
        end) as part_least
    from both_ways
    inner join placed as wider on both_ways.turn = wider.turn
    inner join placed as parts on both_ways.part_turn = parts.turn
    where
        wider.incident_id != parts.incident_id
        and wider.incident_radius_m > {{ var('match_fine_radius_m') }}
        and parts.radius_m <= wider.radius_m / 2
        and parts.date_min >= wider.date_min
        and parts.date_max <= wider.date_max
        and list_has_any(wider.actors, parts.actors)
    group by wider.incident_id, parts.incident_id
),

weighed as (
    select
        *,
        is_in_province
        and day_count < {{ var('coarse_days') }}
        and sum(part_least) over (partition by incident_id) <= most as is_parent
    from inside
),

decided as (
    select
        parents.incident_id,
        parts.incident_id as part_incident_id,
        decisions.decision_id,
        true as is_parent,
        0 as day_count,
        0 as radius_m
    from decisions
    inner join incident_reports as parents
        on decisions.parent_report_id = parents.report_id
    inner join incident_reports as parts
        on parts.report_id in (decisions.report_id, decisions.other_report_id)
        and decisions.parent_report_id != parts.report_id
    where parents.incident_id != parts.incident_id
),

found as (
    select
        incident_id,
        part_incident_id,
        decision_id,
        coalesce(is_parent, false)
        and row_number() over (
            partition by part_incident_id, coalesce(is_parent, false)
            order by
                decision_id is null, day_count, radius_m, incident_id, decision_id
        ) = 1 as is_parent
    from (
        select * from weighed
        union all by name
        select * from decided
    ) as all_found
),

final as (
    select
        incident_id,
        part_incident_id,
        max(decision_id) as decision_id,
        case when bool_or(is_parent) then 'parent' else 'overlap_risk' end as link
    from found
    group by incident_id, part_incident_id
)

select * from final
