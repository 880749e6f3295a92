with estimates as (
    select * from {{ ref('int_estimates_dated') }}
),

final as (
    select * exclude (known_from, known_to)  -- noqa: RF02
    from estimates
    where known_to is null
)

select * from final
