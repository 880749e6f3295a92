with estimates as (
    select * from {{ ref('int_estimates_dated') }}
),

final as (
    select * from estimates
)

select * from final
