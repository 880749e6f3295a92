-- Documents that stand, with the one name of their publisher and a title without names
-- of persons.
with current_documents as (
    select * from {{ ref('int_documents_current') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

source_aliases as (
    select * from {{ ref('source_aliases') }}
),

final as (
    select
        documents.* exclude (source_id, source_name, title, _loaded_at),
        coalesce(source_aliases.source_name, sources.source_name) as source_name,
        {{ mask_names('documents.title', 'current_documents.person_names') }} as title,
        current_documents.reader,
        current_documents.reader_version,
        current_documents.released_at
    from current_documents
    inner join documents on current_documents.document_id = documents.document_id
    inner join sources on documents.source_id = sources.source_id
    left join source_aliases on lower(sources.source_name) = lower(source_aliases.alias)
)

select * from final
