-- Where does a number come from? From it back to the words: every figure of the
-- incidents that more than one publisher reports, with who said it, the words (or the
-- file, row and column), and the document.
with casualties as (
    select * from {{ ref('casualties_default') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
    where source_count > 1
),

claims as (
    select * from {{ ref('fct_claims') }}
),

documents as (
    select * from {{ ref('dim_documents') }}
)

select
    incidents.date_min || ' ' || incidents.place_text as incident,
    casualties.measure || ' ' || coalesce(
        casualties.best::varchar,
        casualties.low || ' to ' || coalesce(casualties.high::varchar, 'open')
    ) as figure,
    casualties.population as counted,
    claims.voice_name as voice,
    coalesce(
        regexp_replace(claims.words, '\s+', ' ', 'g'),
        claims.file_name || ', row ' || claims.line || ', ' || claims.anchor
    ) as said,
    documents.title as document
from incidents
inner join casualties on incidents.incident_id = casualties.incident_id
inner join claims on list_contains(casualties.claim_ids, claims.claim_id)
inner join documents on claims.document_id = documents.document_id
order by incident, figure, voice, claims.claim_id
