-- What reviewers say of two reports today: it wins over every score.
with attached as (
    select * from {{ ref('int_pairs_attached') }}
),

ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

final as (
    select
        attached.report_id,
        attached.other_report_id,
        attached.verdict,
        attached.parent_report_id,
        attached.decision_id,
        attached.reviewer,
        attached.decided_at,
        attached.note,
        later.turn,
        earlier.turn as other_turn
    from attached
    left join ordered as later on attached.report_id = later.report_id
    left join ordered as earlier on attached.other_report_id = earlier.report_id
    where attached.is_in_force
)

select * from final
