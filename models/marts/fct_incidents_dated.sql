with incidents as (
    select * from {{ ref('int_incidents_summarised') }}
),

final as (
    select * from incidents
)

select * from final
