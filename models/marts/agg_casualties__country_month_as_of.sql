{{ as_of_config() }}

with dated as (
    select *
    from {{ ref('agg_casualties__country_month_dated').include(database=false) }}
),

final as (
    select * exclude (known_from, known_to)  -- noqa: RF02
    from dated
    where {{ known_at('as_of') }}
)

select * from final
