with documents as (
    select * from {{ ref('int_documents_brought') }}
),

final as (
    select
        incident_id,
        document_id,
        changed_at
    from documents
)

select * from final
