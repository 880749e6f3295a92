{{ config(materialized='view') }}

with casualties as (
    select * from {{ ref('fct_casualties').include(database=false) }}
),

policies as (
    select * from {{ ref('dim_policies').include(database=false) }}
),

final as (
    select casualties.*
    from casualties
    inner join policies on casualties.policy = policies.policy
    where
        policies.is_default
        and casualties.is_total
        and casualties.is_counted
        and not casualties.is_coarse
)

select * from final
