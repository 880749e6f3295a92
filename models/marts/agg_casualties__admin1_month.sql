with casualties as (
    select * from {{ ref('casualties_default') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

placed_incidents as (
    select
        *,
        coalesce(admin1_id, 'unknown') as area_id
    from incidents
    where is_counted
),

incident_counts as (
    select
        area_id,
        incident_month,
        count(*) filter (where not is_coarse) as all_incident_count,
        count(*) filter (where is_coarse) as coarse_incident_count
    from placed_incidents
    group by area_id, incident_month
),

measured_incidents as (
    select
        placed_incidents.area_id,
        placed_incidents.incident_month,
        casualties.measure,
        count(distinct casualties.incident_id) as measured_count
    from casualties
    inner join placed_incidents
        on casualties.incident_id = placed_incidents.incident_id
    group by
        placed_incidents.area_id, placed_incidents.incident_month, casualties.measure
),

summed as (
    select
        placed_incidents.area_id,
        placed_incidents.incident_month,
        casualties.measure,
        casualties.population,
        {{ sum_low() }} as low,
        {{ sum_best() }} as best,
        {{ sum_high() }} as high,
        count(*) as incident_count,
        {{ count_without_best() }} as without_best_count,
        count(*) filter (where casualties.is_open_high) as open_high_count,
        count(*) filter (where casualties.voice_count = 1) as single_voice_count,
        count(*) filter (where casualties.includes_attackers) as with_attackers_count,
        count(*) filter (where casualties.is_imputed) as imputed_count
    from casualties
    inner join placed_incidents
        on casualties.incident_id = placed_incidents.incident_id
    group by
        placed_incidents.area_id, placed_incidents.incident_month, casualties.measure,
        casualties.population
),

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
        incident_counts.all_incident_count - measured_incidents.measured_count
            as without_figure_count,
        summed.without_best_count,
        summed.open_high_count,
        summed.single_voice_count,
        summed.with_attackers_count,
        summed.imputed_count,
        incident_counts.coarse_incident_count
    from summed
    inner join incident_counts
        on summed.area_id = incident_counts.area_id
        and summed.incident_month = incident_counts.incident_month
    inner join measured_incidents
        on summed.area_id = measured_incidents.area_id
        and summed.incident_month = measured_incidents.incident_month
        and summed.measure = measured_incidents.measure
    left join places on summed.area_id = places.place_id
)

select * from final
