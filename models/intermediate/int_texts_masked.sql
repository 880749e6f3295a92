{{ config(materialized='view') }}

-- The text of every document that stands, with the names of persons masked by as many
-- blocks, so that offsets hold, and with its sentences. It is masked whole: a name at
-- the edge of what is cut from it would show in part.
with current_documents as (
    select * from {{ ref('int_documents_current').include(database=false) }}
),

readings as (
    select * from {{ ref('stg_readings').include(database=false) }}
),

final as (
    select
        current_documents.document_id,
        {{ mask_names('readings.text', 'current_documents.person_names') }}
            as masked_text,
        readings.sentence_spans
    from current_documents
    inner join readings on current_documents.reading_id = readings.reading_id
    where readings.text is not null
)

select * from final
