with decisions as (
    select * from {{ ref('int_decisions_attached') }}
),

pairs as (
    select * from {{ ref('int_pairs_attached') }}
),

gathered as (
    select
        *,
        document_id is not null as is_loaded
    from decisions
    union all by name
    select
        *,
        'pair' as kind
    from pairs
),

final as (
    select
        decision_id,
        kind,
        subject,
        document_id,
        claim_id,
        first_report_id,
        second_report_id,
        verdict,
        value,
        reviewer as reviewed_by,
        note as review_note,
        is_loaded,
        is_attached,
        is_in_force,
        decided_at as reviewed_at
    from gathered
)

select * from final
