with retractions as (
    select * from {{ source('raw', 'retractions').include(database=false) }}
),

final as (
    select
        report_id,
        source_id,
        document_id,
        native_id,
        retracted_at,
        reason,
        line,
        file_name,
        _loaded_at
    from retractions
)

select * from final
