with measures as (
    select * from {{ ref('measures') }}
),

final as (
    select
        measure,
        label,
        description,
        is_composite
    from measures
)

select * from final
