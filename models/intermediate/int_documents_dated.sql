-- Since when each document is known, and until when: a newer version of the same
-- publication replaces the older one; releases of a data set stand beside each other.
-- Of one version the newest reading counts at all times. A reviewer's decision of kind
-- document mends the publisher or the publication date.
with documents as (
    select * from {{ ref('stg_documents') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

sources as (
    select * from {{ ref('stg_sources') }}
),

decisions as (
    select * from {{ ref('int_decisions_standing') }}
    where kind = 'document'
),

newest_readings as (
    select *
    from readings
    qualify
        row_number() over (
            partition by document_id order by _loaded_at desc, reader_version desc
        ) = 1
),

mended_documents as (
    select
        documents.* exclude (source_name, published_at),
        coalesce(publishers.value, sources.source_name) as source_name,
        coalesce(dates.value::timestamp, documents.published_at) as published_at
    from documents
    left join sources on documents.source_id = sources.source_id
    left join decisions as publishers
        on documents.document_id = publishers.subject
        and publishers.verdict = 'source'
    left join decisions as dates
        on documents.document_id = dates.subject
        and dates.verdict = 'published'
),

dated_documents as (
    select
        *,
        coalesce(published_at, retrieved_date::timestamp, _loaded_at) as released_at,
        case
            when dataset_id is not null then document_id
            when url is not null then url
            else coalesce(title || published_at::date::varchar, document_id)
        end as publication
    from mended_documents
),

versions as (
    select
        *,
        lead(released_at) over (
            partition by source_id, publication
            order by released_at asc, _loaded_at asc, document_id desc
        ) as superseded_at
    from dated_documents
),

final as (
    select
        versions.document_id,
        newest_readings.reading_id,
        versions.source_id,
        versions.source_name,
        versions.dataset_id,
        versions.completeness,
        versions.covers_from,
        versions.covers_to,
        versions.covers_area,
        newest_readings.reader,
        newest_readings.reader_version,
        list_concat(
            {{ words_at('newest_readings.text', 'newest_readings.person_spans') }},
            {{ words_at(
                'versions.title', 'newest_readings.title_person_spans'
            ) }}
        ) as person_names,
        versions.published_at,
        versions.released_at,
        versions.superseded_at,
        newest_readings._loaded_at
    from versions
    inner join newest_readings
        on versions.document_id = newest_readings.document_id
)

select * from final
