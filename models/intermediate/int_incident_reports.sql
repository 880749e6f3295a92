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
        anchors.report_id as incident_id,
        case
            when joined.match_rule != 'group' then joined.match_rule
            when events.incident_position = joined.incident_position then 'source_event'
            else 'decision'
        end as match_rule,
        matched.report_id as matched_with_report_id,
        joined.match_score,
        joined.match_rule = 'comparison' and joined.match_score < thresholds.score
            as is_unsure
    from joined
    inner join ordered on joined.position = ordered.position
    inner join ordered as anchors on joined.incident_position = anchors.position
    inner join thresholds on thresholds.threshold = 'sure'
    left join ordered as matched on joined.matched_position = matched.position
    left join joined as events
        on ordered.event_position = events.position
        and ordered.event_position < ordered.position
)

select * from final
