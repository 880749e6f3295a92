with pairs as (
    select * from {{ ref('int_pairs_settled') }}
),

final as (
    select
        report_id,
        earlier_report_id,
        incident_id,
        earlier_incident_id,
        decision_id,
        match_score,
        evidence,
        outcome,
        verdict,
        parent_report_id,
        reviewed_by,
        review_note,
        is_for_review,
        reviewed_at
    from pairs
)

select * from final
