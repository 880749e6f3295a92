with sightings as (
    select * from {{ source('raw', 'sightings').include(database=false) }}
),

final as (
    select
        reading_id,
        report_id,
        content_hash,
        line
    from sightings
)

select * from final
