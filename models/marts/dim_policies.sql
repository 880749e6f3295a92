with policies as (
    select * from {{ ref('policies') }}
),

final as (
    select
        policy,
        label,
        sentence,
        is_default
    from policies
)

select * from final
