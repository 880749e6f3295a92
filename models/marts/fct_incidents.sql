with incidents as (
    select * from {{ ref('int_incidents_summarised') }}
),

final as (
    select * exclude (known_from, known_to)  -- noqa: RF02
    from incidents
    where known_to is null
)

select * from final
