{{ config(materialized='table') }}

-- A table, since a view would look for the file wherever the warehouse is opened.
with gazetteer as (
    select * from read_parquet('seeds/gazetteer.parquet')
),

final as (
    select
        place_id,
        name as place_name,
        kind as place_kind,
        country_id,
        country_name,
        admin1_id,
        admin1_name,
        latitude,
        longitude,
        population,
        radius_m
    from gazetteer
)

select * from final
