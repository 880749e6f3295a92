with sources as (
    select * from {{ source('raw', 'sources').include(database=false) }}
),

final as (
    select
        source_id,
        source_name,
        _loaded_at
    from sources
)

select * from final
