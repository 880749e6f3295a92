with causes as (
    select * from {{ ref('causes') }}
),

final as (
    select
        cause_id,
        label,
        sdg_order
    from causes
)

select * from final
