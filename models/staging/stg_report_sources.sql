with report_sources as (
    select * from {{ source('raw', 'report_sources').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        line,
        file_name,
        source_order,
        source_text,
        relation,
        url,
        archive_url,
        published_text,
        published_date
    from report_sources
)

select * from final
