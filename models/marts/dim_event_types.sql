with event_types as (
    select * from {{ ref('event_types') }}
),

final as (
    select
        event_type_id,
        sub_event_type,
        event_type,
        is_political_violence,
        is_organized_political_violence,
        is_disorder,
        is_demonstration
    from event_types
)

select * from final
