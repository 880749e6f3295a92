-- What became of two reports that might be of one incident, and whether a person should
-- decide on them.
with scored_turns as (
    select * from {{ ref('int_pairs_scored') }}
),

weights as (
    select map_from_entries(list((comparison || ' ' || level, weight))) as weight_of
    from {{ ref('match_weights') }}
),

thresholds as (
    select
        max(score) filter (where threshold = 'review') as review_score,
        max(score) filter (where threshold = 'join') as join_score
    from {{ ref('match_thresholds') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
),

ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

members as (
    select
        reports.report_id,
        ordered.exclusive_id,
        incident_reports.* exclude (report_id)  -- noqa: RF02
    from reports
    left join ordered on reports.report_id = ordered.report_id
    left join incident_reports on reports.report_id = incident_reports.report_id
),

taken_places as (
    select distinct
        incident_id,
        exclusive_id
    from members
),

-- Who tells two reports apart tells their incidents apart, and all reports in them.
incidents_apart as (
    select
        laters.incident_id,
        earliers.incident_id as earlier_incident_id
    from decisions
    inner join members as laters on decisions.report_id = laters.report_id
    inner join members as earliers on decisions.other_report_id = earliers.report_id
    where decisions.verdict in ('different', 'parent_of')
),

incidents_apart_both_ways as (
    select * from incidents_apart
    union
    select
        earlier_incident_id as incident_id,
        incident_id as earlier_incident_id
    from incidents_apart
),

scored as (
    select
        scored_turns.*,
        later.report_id,
        earlier.report_id as earlier_report_id
    from scored_turns
    inner join ordered as later on scored_turns.turn = later.turn
    inner join ordered as earlier on scored_turns.earlier_turn = earlier.turn
),

-- A reviewer may decide on two reports that nothing compared.
pairs as (
    select
        scored.*
        exclude (report_id, earlier_report_id, turn, earlier_turn),  -- noqa: RF02
        decisions.*
        exclude (report_id, other_report_id, turn, other_turn),  -- noqa: RF02
        coalesce(scored.report_id, decisions.report_id) as report_id,
        coalesce(scored.earlier_report_id, decisions.other_report_id)
            as earlier_report_id
    from scored
    full join decisions
        on scored.report_id = decisions.report_id
        and scored.earlier_report_id = decisions.other_report_id
),

weighed as (
    select
        pairs.*,
        case
            when pairs.match_score is null then []
            else {{ evidence_of('pairs', 'weights.weight_of') }}
        end as evidence
    from pairs
    cross join weights
),

settled as (
    select
        weighed.*,
        laters.incident_id,
        earliers.incident_id as earlier_incident_id,
        laters.is_unsure,
        coalesce(laters.matched_with_report_id = weighed.earlier_report_id, false)
            as is_nearest,
        case
            when laters.incident_id is null or earliers.incident_id is null
                then 'no_incident'
            when laters.incident_id = earliers.incident_id then 'joined'
            when apart.incident_id is not null then 'decided_apart'
            when
                places_of_later.incident_id is not null
                or places_of_earlier.incident_id is not null
                then 'place_taken'
            when laters.match_rule != 'anchor' then 'joined_elsewhere'
            else 'score_low'
        end as outcome
    from weighed
    inner join members as laters on weighed.report_id = laters.report_id
    inner join members as earliers on weighed.earlier_report_id = earliers.report_id
    left join incidents_apart_both_ways as apart
        on laters.incident_id = apart.incident_id
        and earliers.incident_id = apart.earlier_incident_id
    left join taken_places as places_of_later
        on earliers.incident_id = places_of_later.incident_id
        and laters.exclusive_id = places_of_later.exclusive_id
    left join taken_places as places_of_earlier
        on laters.incident_id = places_of_earlier.incident_id
        and earliers.exclusive_id = places_of_earlier.exclusive_id
),

final as (
    select
        settled.report_id,
        settled.earlier_report_id,
        settled.incident_id,
        settled.earlier_incident_id,
        settled.decision_id,
        settled.match_score,
        settled.evidence,
        settled.outcome,
        settled.verdict,
        settled.parent_report_id,
        settled.reviewer as reviewed_by,
        settled.note as review_note,
        coalesce(
            settled.verdict is null
            and case settled.outcome
                when 'joined' then settled.is_unsure and settled.is_nearest
                when 'joined_elsewhere'
                    then
                        settled.is_unsure
                        and settled.match_score >= thresholds.join_score
                else
                    settled.outcome = 'score_low'
                    and settled.match_score >= thresholds.review_score
            end,
            false
        ) as is_for_review,
        settled.decided_at as reviewed_at
    from settled
    cross join thresholds
    where
        settled.match_score >= thresholds.review_score
        or settled.is_nearest
        or settled.verdict is not null
)

select * from final
