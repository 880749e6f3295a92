with documents as (
    select * from {{ source('raw', 'documents').include(database=false) }}
),

final as (
    select
        document_id,
        source_id,
        source_name,
        dataset_id,
        release_label,
        completeness,
        covers_from,
        covers_to,
        covers_area,
        title,
        url,
        archive_url,
        language,
        published_at,
        published_precision,
        retrieved_date,
        media_type,
        file_name,
        sha256,
        byte_count,
        _loaded_at
    from documents
)

select * from final
