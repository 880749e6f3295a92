-- A newer version of the same publication, and a newer reading of the same version,
-- replace the older one; releases of a data set stand beside each other.
with documents as (
    select * from {{ ref('stg_documents') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

newest_readings as (
    select *
    from readings
    qualify row_number() over (
        partition by document_id order by _loaded_at desc, reader_version desc
    ) = 1
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
    from documents
),

newest_versions as (
    select *
    from dated_documents
    qualify row_number() over (
        partition by source_id, publication
        order by released_at desc, _loaded_at desc, document_id
    ) = 1
),

final as (
    select
        newest_versions.document_id,
        newest_readings.reading_id,
        newest_versions.source_id,
        newest_versions.dataset_id,
        newest_versions.completeness,
        newest_versions.covers_from,
        newest_versions.covers_to,
        newest_versions.covers_area,
        newest_readings.reader,
        newest_readings.reader_version,
        list_transform(
            newest_readings.person_spans,
            lambda span: substring(
                newest_readings.text, span.start + 1, span.end - span.start
            )
        ) as person_names,
        newest_versions.released_at,
        newest_readings._loaded_at
    from newest_versions
    inner join newest_readings
        on newest_versions.document_id = newest_readings.document_id
)

select * from final
