with reports as (
    select * from {{ source('raw', 'reports').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        source_id,
        document_id,
        line,
        file_name,
        native_id,
        event_id_source,
        report_group,
        unit,
        anchor_start,
        anchor_end,
        date_min,
        date_max,
        date_precision,
        date_text,
        published_at,
        published_precision,
        cause_text,
        harm_status,
        attribution_status,
        civilian_status,
        belligerent_assessment,
        _loaded_at
    from reports
)

select * from final
