-- A returned row is a column of a mart in which a word stands that a reader found to
-- be, perhaps, the name of a person in the text behind the row. The row does not repeat
-- that word.
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
        'fct_claims.review_note' as column_name,
        document_id,
        review_note as printed_text
    from claims
    union all
    select
        'fct_reports.place_text' as column_name,
        document_id,
        place_text as printed_text
    from reports
    -- The name of a joint area comes from the gazetteer, not from the text.
    where place_count = 1
    union all
    select
        'dim_documents.title' as column_name,
        document_id,
        title as printed_text
    from documents
)

select
    printed.column_name,
    count(*) as text_count
from printed
inner join person_names
    on contains(printed.printed_text, person_names.person_name)
    and printed.document_id = person_names.document_id
group by printed.column_name
