with readings as (
    select * from {{ source('raw', 'readings').include(database=false) }}
),

final as (
    select
        reading_id,
        document_id,
        load_id,
        reader,
        reader_version,
        text,
        person_spans,
        title_person_spans,
        sentence_spans,
        _loaded_at
    from readings
)

select * from final
