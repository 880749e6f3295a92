-- Reports in incidents, with the rule by which they joined. An incident bears the id of
-- the report that began it, the earliest.
with ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

joined as (
    select * from {{ ref('int_reports_joined') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
    where verdict = 'same'
),

thresholds as (
    select * from {{ ref('match_thresholds') }}
),

decided_partners as (
    select
        turn,
        min(partner_turn) as partner_turn
    from (
        select
            turn,
            other_turn as partner_turn
        from decisions
        union all
        select
            other_turn as turn,
            turn as partner_turn
        from decisions
    ) as both_ways
    group by turn
),

ruled as (
    select
        joined.*,
        ordered.report_id,
        case
            when joined.match_rule != 'group' then joined.match_rule
            when
                ordered.event_turn < ordered.turn
                and events.incident_turn = joined.incident_turn
                then 'source_event'
            else 'decision'
        end as rule_met
    from joined
    inner join ordered on joined.turn = ordered.turn
    left join joined as events on ordered.event_turn = events.turn
),

final as (
    select
        ruled.report_id,
        beginners.report_id as incident_id,
        ruled.rule_met as match_rule,
        matches.report_id as matched_with_report_id,
        round(ruled.match_score, 3) as match_score,
        ruled.rule_met = 'comparison' and ruled.match_score < thresholds.score
            as is_unsure
    from ruled
    inner join ordered as beginners on ruled.incident_turn = beginners.turn
    inner join thresholds on thresholds.threshold = 'sure'
    left join decided_partners
        on ruled.turn = decided_partners.turn and ruled.rule_met = 'decision'
    left join ordered as matches
        on coalesce(ruled.matched_turn, decided_partners.partner_turn) = matches.turn
)

select * from final
