with dated_sums as (
    select * from {{ ref('agg_casualties__admin1_month_dated') }}
),

final as (
    select * exclude (known_from, known_to)  -- noqa: RF02
    from dated_sums
    where known_to is null
)

select * from final
