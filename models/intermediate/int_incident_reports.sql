-- Reports in incidents. What a reviewer says of two reports wins over everything else;
-- a source's own event ids count; else a report joins its
-- best-scoring earlier report, whose incident it shares. An incident holds at most one
-- event of a data set and one report of a text; the earlier one keeps the place. The
-- incident bears the id of its earliest report, its anchor.
with recursive reports as (
    select * from {{ ref('int_reports_current') }}
    where unit = 'incident'
),

pairs as (
    select * from {{ ref('int_reports_compared') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
),

source_events as (
    select
        report_id,
        published_at,
        case when native_id is null then document_id else source_id end as exclusive_id,
        first_value(report_id) over (
            partition by
                source_id, coalesce(event_id_source, report_group, report_id)
            order by published_at, report_id
        ) as source_event_id
    from reports
),

decided_events as (
    select
        decisions.verdict,
        laters.source_event_id,
        earliers.source_event_id as other_event_id
    from decisions
    inner join source_events as laters on decisions.report_id = laters.report_id
    inner join source_events as earliers
        on decisions.other_report_id = earliers.report_id
),

decided_both_ways as (
    select * from decided_events
    union
    select
        verdict,
        other_event_id as source_event_id,
        source_event_id as other_event_id
    from decided_events
),

-- Whatever decisions lead to: where A is the same as B, and B as C, so is A as C.
reached as (
    select
        source_event_id,
        source_event_id as reached_event_id
    from decided_both_ways
    where verdict = 'same'

    union

    select
        reached.source_event_id,
        decided_both_ways.other_event_id as reached_event_id
    from reached
    inner join decided_both_ways
        on reached.reached_event_id = decided_both_ways.source_event_id
        and decided_both_ways.verdict = 'same'
),

merged_events as (
    select
        reached.source_event_id,
        reached.reached_event_id as event_id
    from reached
    inner join source_events on reached.reached_event_id = source_events.report_id
    qualify
        row_number() over (
            partition by reached.source_event_id
            order by source_events.published_at, source_events.report_id
        ) = 1
),

events as (
    select
        source_events.*,
        coalesce(merged_events.event_id, source_events.source_event_id) as event_id
    from source_events
    left join merged_events
        on source_events.source_event_id = merged_events.source_event_id
),

apart_events as (
    select distinct
        one_events.event_id,
        other_events.event_id as other_event_id
    from decided_both_ways
    inner join events as one_events
        on decided_both_ways.source_event_id = one_events.report_id
    inner join events as other_events
        on decided_both_ways.other_event_id = other_events.report_id
    where decided_both_ways.verdict in ('different', 'parent_of')
),

-- Which decision a merged event came by.
decided_links as (
    select
        report_id,
        other_report_id,
        decided_at,
        decision_id,
        true as is_later
    from decisions
    where verdict = 'same'
    union all
    select
        other_report_id as report_id,
        report_id as other_report_id,
        decided_at,
        decision_id,
        false as is_later
    from decisions
    where verdict = 'same'
),

newest_links as (
    select *
    from decided_links
    qualify
        row_number() over (
            partition by report_id
            order by is_later desc, decided_at desc, decision_id asc
        ) = 1
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
        (later_anchor.published_at, later_anchor.event_id)
        > (earlier_anchor.published_at, earlier_anchor.event_id)
        and (later.event_id, earlier.event_id) not in (
            select
                apart_events.event_id,
                apart_events.other_event_id
            from apart_events
        )
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

-- Two that a reviewer keeps apart may still resemble a third: the later one leaves.
parted_events as (
    select distinct chains.event_id
    from chains
    inner join chains as other_chains
        on chains.root_event_id = other_chains.root_event_id
    inner join apart_events
        on chains.event_id = apart_events.event_id
        and other_chains.event_id = apart_events.other_event_id
    inner join event_anchors on chains.event_id = event_anchors.event_id
    inner join event_anchors as other_anchors
        on other_chains.event_id = other_anchors.event_id
    where
        (event_anchors.published_at, event_anchors.event_id)
        > (other_anchors.published_at, other_anchors.event_id)
),

placed_events as (
    select
        chains.event_id,
        chains.root_event_id,
        row_number() over (
            partition by chains.root_event_id, event_anchors.exclusive_id
            order by event_anchors.published_at, event_anchors.event_id
        ) = 1
        and chains.event_id not in (
            select parted_events.event_id from parted_events
        ) as has_place
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
            when
                events.source_event_id != events.event_id
                and newest_links.report_id is not null
                then 'decision'
            else 'source_event'
        end as match_rule,
        case
            when events.report_id = settled_events.matched_report_id
                then settled_events.matched_with_report_id
            when events.source_event_id != events.event_id
                then newest_links.other_report_id
        end as matched_with_report_id,
        case
            when events.report_id = settled_events.matched_report_id
                then settled_events.match_score
        end as match_score
    from events
    inner join settled_events on events.event_id = settled_events.event_id
    left join newest_links on events.report_id = newest_links.report_id
)

select * from final
