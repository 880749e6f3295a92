-- The one area of a version of a report: the smallest that holds all its places.
-- A place that holds another of the same report (the province of a named village) adds
-- nothing to it.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    qualify
        row_number() over (
            partition by report_id, content_hash order by known_from desc
        ) = 1
),

report_places as (
    select * from {{ ref('stg_report_places') }}
),

gazetteer as (
    select * from {{ ref('int_places_gathered') }}
),

precisions as (
    select * from {{ ref('location_precisions') }}
),

placed as (
    select
        report_places.*,
        reports.person_names,
        case
            when report_places.place_id = report_places.country_id then 1
            when report_places.place_id = report_places.admin1_id then 2
            else 3
        end as depth,
        coalesce(
            report_places.place_id,
            report_places.latitude || ',' || report_places.longitude
        ) as place_key
    from reports
    inner join report_places
        on reports.report_id = report_places.report_id
        and reports.content_hash = report_places.content_hash
),

nested as (
    select
        *,
        list(admin1_id) filter (where depth = 3) over same_report as held_admin1_ids,
        list(country_id) filter (where depth > 1) over same_report as held_country_ids
    from placed
    where place_key is not null
    window same_report as (partition by report_id, content_hash)
),

specific_places as (
    select *
    from nested
    where
        depth = 3
        or (depth = 2 and not coalesce(list_contains(held_admin1_ids, place_id), false))
        or (
            depth = 1 and not coalesce(list_contains(held_country_ids, place_id), false)
        )
    qualify row_number() over (
        partition by report_id, content_hash, place_key order by place_order
    ) = 1
),

summarised as (
    select
        report_id,
        content_hash,
        count(*) as place_count,
        count(distinct coalesce(admin1_id, '')) as admin1_count,
        count(distinct coalesce(country_id, '')) as country_count,
        any_value(admin1_id) as common_admin1_id,
        any_value(country_id) as common_country_id
    from specific_places
    group by report_id, content_hash
),

held_together as (
    select
        summarised.*,
        case
            when
                summarised.admin1_count = 1 and summarised.common_admin1_id is not null
                then summarised.common_admin1_id
            when summarised.country_count = 1 then summarised.common_country_id
        end as area_id
    from summarised
),

single_places as (
    select
        specific_places.report_id,
        specific_places.content_hash,
        held_together.place_count,
        specific_places.place_id,
        specific_places.admin1_id,
        specific_places.country_id,
        {{ mask_names('specific_places.place_text', 'specific_places.person_names') }}
            as place_text,
        specific_places.latitude,
        specific_places.longitude,
        -- Coordinates of the source are as exact as it says; what only the gazetteer
        -- placed is no more exact than the place is small.
        case
            when specific_places.location_method in ('coordinates', 'nearest')
                then coalesce(precisions.radius_m, countries.radius_m)
            else greatest(
                precisions.radius_m, coalesce(places.radius_m, countries.radius_m)
            )
        end as radius_m,
        specific_places.location_method
    from specific_places
    inner join held_together
        on specific_places.report_id = held_together.report_id
        and specific_places.content_hash = held_together.content_hash
        and held_together.place_count = 1
    left join precisions
        on specific_places.precision_scale = precisions.precision_scale
        and specific_places.precision_code = precisions.precision_code
    left join gazetteer as places on specific_places.place_id = places.place_id
    left join gazetteer as countries on specific_places.country_id = countries.place_id
),

joint_places as (
    select
        held_together.report_id,
        held_together.content_hash,
        held_together.place_count,
        held_together.area_id as place_id,
        areas.admin1_id,
        areas.country_id,
        areas.place_name as place_text,
        areas.latitude,
        areas.longitude,
        areas.radius_m,
        'admin_fallback' as location_method
    from held_together
    left join gazetteer as areas on held_together.area_id = areas.place_id
    where held_together.place_count > 1
),

final as (
    select * from single_places
    union all by name
    select * from joint_places
)

select * from final
