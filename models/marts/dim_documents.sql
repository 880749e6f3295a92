with documents as (
    select * from {{ ref('int_documents_named') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

report_counts as (
    select
        document_id,
        count(*) as report_count
    from reports
    group by document_id
),

final as (
    select
        documents.document_id,
        {{ key(['documents.source_name']) }} as source_id,
        documents.source_name,
        documents.dataset_id,
        documents.release_label,
        documents.completeness,
        documents.title,
        documents.url,
        documents.archive_url,
        documents.language,
        documents.media_type,
        documents.sha256,
        documents.reader,
        documents.reader_version,
        coalesce(report_counts.report_count, 0) as report_count,
        documents.covers_from as covers_from_date,
        documents.covers_to as covers_to_date,
        documents.covers_area,
        documents.published_at,
        documents.published_precision,
        documents.retrieved_date,
        documents.superseded_at
    from documents
    left join report_counts on documents.document_id = report_counts.document_id
)

select * from final
