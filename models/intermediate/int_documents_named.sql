-- Documents that stand, with the one name of their publisher and a title without names
-- of persons.
with current_documents as (
    select * from {{ ref('int_documents_current') }}
),

documents as (
    select * from {{ ref('stg_documents') }}
),

source_aliases as (
    select * from {{ ref('source_aliases') }}
),

final as (
    select
        documents.*
        exclude (
            source_id, source_name, title, published_at, _loaded_at  -- noqa: RF02
        ),
        coalesce(source_aliases.source_name, current_documents.source_name)
            as source_name,
        {{ mask_names('documents.title', 'current_documents.person_names') }} as title,
        current_documents.published_at,
        current_documents.reader,
        current_documents.reader_version,
        current_documents.released_at
    from current_documents
    inner join documents on current_documents.document_id = documents.document_id
    left join source_aliases
        on lower(current_documents.source_name) = lower(source_aliases.alias)
)

select * from final
