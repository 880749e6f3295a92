with gazetteer as (
    select * from {{ ref('int_places_gathered') }}
),

final as (
    select
        place_id,
        place_name,
        place_kind,
        admin1_id,
        admin1_name,
        country_id,
        country_name,
        pcode,
        latitude,
        longitude,
        radius_m,
        population
    from gazetteer
)

select * from final
