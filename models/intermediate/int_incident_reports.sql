-- Reports in incidents, those too that were withdrawn since. A source's own event ids
-- count; else a report joins its best-scoring earlier report, whose incident it shares.
-- An incident holds at most one event of a data set and one report of a text; the
-- earlier one keeps the place. The incident bears the id of its earliest report, its
-- anchor.
with recursive reports as (
    select * from {{ ref('int_reports_dated') }}
    where unit = 'incident' and is_last
),

pairs as (
    select * from {{ ref('int_reports_compared') }}
),

events as (
    select
        report_id,
        first_known_from,
        case when native_id is null then document_id else source_id end as exclusive_id,
        first_value(report_id) over (
            partition by
                source_id, coalesce(event_id_source, report_group, report_id)
            order by first_known_from, report_id
        ) as event_id
    from reports
),

event_anchors as (
    select * from events
    where report_id = event_id
),

event_pairs as (
    select
        later.event_id,
        earlier.event_id as earlier_event_id,
        pairs.report_id as matched_report_id,
        pairs.earlier_report_id as matched_with_report_id,
        pairs.match_score
    from pairs
    inner join events as later on pairs.report_id = later.report_id
    inner join events as earlier on pairs.earlier_report_id = earlier.report_id
    inner join event_anchors as later_anchor on later.event_id = later_anchor.event_id
    inner join event_anchors as earlier_anchor
        on earlier.event_id = earlier_anchor.event_id
    where
        (later_anchor.first_known_from, later_anchor.event_id)
        > (earlier_anchor.first_known_from, earlier_anchor.event_id)
),

best_pairs as (
    select *
    from event_pairs
    qualify
        row_number() over (
            partition by event_id
            order by match_score desc, earlier_event_id asc, matched_with_report_id asc
        ) = 1
),

-- Each step follows one link to an earlier event, so the walk ends at an anchor.
chains as (
    select
        event_id,
        event_id as root_event_id
    from event_anchors
    where event_id not in (select best_pairs.event_id from best_pairs)

    union all

    select
        best_pairs.event_id,
        chains.root_event_id
    from best_pairs
    inner join chains on best_pairs.earlier_event_id = chains.event_id
),

placed_events as (
    select
        chains.event_id,
        chains.root_event_id,
        row_number() over (
            partition by chains.root_event_id, event_anchors.exclusive_id
            order by event_anchors.first_known_from, event_anchors.event_id
        ) = 1 as has_place
    from chains
    inner join event_anchors on chains.event_id = event_anchors.event_id
),

settled_events as (
    select
        placed_events.event_id,
        case
            when placed_events.has_place then placed_events.root_event_id
            else placed_events.event_id
        end as incident_id,
        best_pairs.matched_report_id,
        best_pairs.matched_with_report_id,
        best_pairs.match_score
    from placed_events
    left join best_pairs
        on placed_events.event_id = best_pairs.event_id and placed_events.has_place
),

final as (
    select
        events.report_id,
        settled_events.incident_id,
        case
            when events.report_id = settled_events.incident_id then 'anchor'
            when events.report_id = settled_events.matched_report_id then 'comparison'
            else 'source_event'
        end as match_rule,
        case
            when events.report_id = settled_events.matched_report_id
                then settled_events.matched_with_report_id
        end as matched_with_report_id,
        case
            when events.report_id = settled_events.matched_report_id
                then settled_events.match_score
        end as match_score
    from events
    inner join settled_events on events.event_id = settled_events.event_id
)

select * from final
