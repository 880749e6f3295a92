with decisions as (
    select * from {{ source('raw', 'decisions').include(database=false) }}
),

final as (
    select
        decision_id,
        kind,
        subject,
        verdict,
        value,
        reviewer,
        decided_at,
        note,
        withdraws,
        _loaded_at
    from decisions
)

select * from final
