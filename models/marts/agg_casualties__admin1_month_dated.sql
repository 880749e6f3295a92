with casualties as (
    select * from {{ ref('fct_casualties_dated') }}
),

policies as (
    select * from {{ ref('dim_policies') }}
),

incidents as (
    select * from {{ ref('fct_incidents_dated') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

{{ summed_by_month('admin1_id') }},

final as (
    select
        summed.area_id as admin1_id,
        places.admin1_name,
        places.country_id,
        places.country_name,
        summed.incident_month,
        summed.measure,
        summed.population,
        summed.low,
        summed.best,
        summed.high,
        summed.incident_count,
        summed.without_figure_count,
        summed.without_best_count,
        summed.open_high_count,
        summed.single_voice_count,
        summed.with_attackers_count,
        summed.imputed_count,
        summed.coarse_incident_count,
        summed.known_from,
        summed.known_to
    from summed
    left join places on summed.area_id = places.place_id
)

select * from final
