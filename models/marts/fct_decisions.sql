with decisions as (
    select * from {{ ref('int_decisions_attached') }}
),

final as (
    select
        decision_id,
        kind,
        subject,
        document_id,
        claim_id,
        verdict,
        value,
        reviewer as reviewed_by,
        note as review_note,
        is_attached,
        is_in_force,
        decided_at as reviewed_at
    from decisions
)

select * from final
