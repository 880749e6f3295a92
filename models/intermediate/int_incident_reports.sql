-- Reports in incidents, with the rule by which they joined. An incident bears the id of
-- its earliest report, its anchor.
with ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

joined as (
    select * from {{ ref('int_reports_joined') }}
),

thresholds as (
    select * from {{ ref('match_thresholds') }}
),

final as (
    select
        ordered.report_id,
        beginners.report_id as incident_id,
        case
            when joined.match_rule != 'group' then joined.match_rule
            when
                ordered.event_turn < ordered.turn
                and events.incident_turn = joined.incident_turn
                then 'source_event'
            else 'decision'
        end as match_rule,
        resembled.report_id as matched_with_report_id,
        round(joined.match_score, 3) as match_score,
        joined.match_rule = 'comparison' and joined.match_score < thresholds.score
            as is_unsure
    from joined
    inner join ordered on joined.turn = ordered.turn
    inner join ordered as beginners on joined.incident_turn = beginners.turn
    inner join thresholds on thresholds.threshold = 'sure'
    left join ordered as resembled on joined.matched_turn = resembled.turn
    left join joined as events on ordered.event_turn = events.turn
)

select * from final
