{{ as_of_config() }}

with dated as (
    select * from {{ ref('fct_casualties_dated').include(database=false) }}
),

policies as (
    select * from {{ ref('dim_policies').include(database=false) }}
),

final as (
    select dated.* exclude (known_from, known_to)  -- noqa: RF02
    from dated
    inner join policies on dated.policy = policies.policy
    where
        policies.is_default
        and dated.is_total
        and dated.is_counted
        and not dated.is_coarse
        and {{ known_at('as_of') }}
)

select * from final
