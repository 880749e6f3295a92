with links as (
    select * from {{ ref('int_incidents_linked') }}
),

final as (
    select
        incident_id,
        linked_incident_id,
        link,
        decision_id
    from links
)

select * from final
