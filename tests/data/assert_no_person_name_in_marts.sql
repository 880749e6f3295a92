-- A returned row is a column of a mart in which the name of a person stands that a
-- reader found in the text behind the row; of sources and actors, in any text. The row
-- does not repeat the name. Sources and actors of the seeds are no private persons.
with readings as (
    select * from {{ ref('stg_readings') }}
),

claims as (
    select * from {{ ref('fct_claims') }}
),

reports as (
    select * from {{ ref('fct_reports') }}
),

documents as (
    select * from {{ ref('dim_documents') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

actors as (
    select * from {{ ref('dim_actors') }}
),

known_sources as (
    select * from {{ ref('sources') }}
),

known_actors as (
    select * from {{ ref('actors') }}
),

name_spans as (
    select
        document_id,
        text,
        unnest(person_spans) as span
    from readings
),

person_names as (
    select
        document_id,
        substring(text, span['start'] + 1, span['end'] - span['start']) as person_name
    from name_spans
),

printed as (
    select
        'fct_claims.words' as column_name,
        document_id,
        words as printed_text
    from claims
    union all
    select
        'fct_reports.place_text' as column_name,
        document_id,
        place_text as printed_text
    from reports
    union all
    select
        'dim_documents.title' as column_name,
        document_id,
        title as printed_text
    from documents
    union all
    select
        'dim_sources.source_name' as column_name,
        null as document_id,
        sources.source_name as printed_text
    from sources
    anti join known_sources on sources.source_name = known_sources.source_name
    union all
    select
        'dim_actors.actor_name' as column_name,
        null as document_id,
        actors.actor_name as printed_text
    from actors
    anti join known_actors on actors.actor_name = known_actors.actor_name
)

select
    printed.column_name,
    count(*) as text_count
from printed
inner join person_names
    on contains(printed.printed_text, person_names.person_name)
    and coalesce(printed.document_id = person_names.document_id, true)
group by printed.column_name
