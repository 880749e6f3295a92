-- The documents that stand today: the newest version of each publication.
with documents as (
    select * from {{ ref('int_documents_dated') }}
),

final as (
    select * exclude (superseded_at)  -- noqa: RF02
    from documents
    where superseded_at is null
)

select * from final
