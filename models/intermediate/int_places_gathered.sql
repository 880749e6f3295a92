-- GeoNames and the hand-checked places that it lacks, under one key.
with gazetteer as (
    select * from {{ ref('stg_gazetteer') }}
),

pcodes as (
    select
        admin1_id,
        pcode
    from {{ ref('admin1_pcodes') }}
    where not is_part
),

extra_places as (
    select * from {{ ref('extra_places') }}
),

named_extra_places as (
    select
        extra_places.place_id,
        extra_places.name as place_name,
        extra_places.kind as place_kind,
        extra_places.country_id,
        countries.place_name as country_name,
        extra_places.admin1_id,
        admin1s.place_name as admin1_name,
        extra_places.latitude,
        extra_places.longitude,
        extra_places.population,
        extra_places.radius_m,
        extra_places.pcode
    from extra_places
    left join gazetteer as countries on extra_places.country_id = countries.place_id
    left join gazetteer as admin1s on extra_places.admin1_id = admin1s.place_id
),

places as (
    select * from gazetteer
    union all by name
    select * from named_extra_places
),

final as (
    select
        places.* exclude (pcode),
        coalesce(places.pcode, pcodes.pcode) as pcode
    from places
    left join pcodes on places.admin1_id = pcodes.admin1_id
)

select * from final
