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
        told_in,
        report_group,
        series_text,
        unit,
        anchor_start,
        anchor_end,
        date_min,
        date_max,
        date_precision,
        date_text,
        date_span_start,
        date_span_end,
        published_at,
        published_precision,
        cause_text,
        cause_span_start,
        cause_span_end,
        event_type_text,
        context_text,
        harm_status,
        attribution_status,
        civilian_status,
        belligerent_assessment,
        _loaded_at
    from reports
)

select * from final
