with report_places as (
    select * from {{ source('raw', 'report_places').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        line,
        file_name,
        place_order,
        place_text,
        admin2_text,
        admin1_text,
        country_text,
        pcode,
        latitude,
        longitude,
        precision_scale,
        precision_code,
        place_id,
        admin1_id,
        country_id,
        location_method,
        span_start,
        span_end
    from report_places
)

select * from final
