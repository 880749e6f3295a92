-- Documents that were read, with the one name of their publisher and a title without
-- names of persons.
with dated_documents as (
    select * from {{ ref('int_documents_dated') }}
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
        coalesce(source_aliases.source_name, dated_documents.source_name)
            as source_name,
        {{ mask_names('documents.title', 'dated_documents.person_names') }} as title,
        dated_documents.published_at,
        dated_documents.reader,
        dated_documents.reader_version,
        dated_documents.released_at,
        dated_documents.superseded_at
    from dated_documents
    inner join documents on dated_documents.document_id = documents.document_id
    left join source_aliases
        on lower(dated_documents.source_name) = lower(source_aliases.alias)
)

select * from final
