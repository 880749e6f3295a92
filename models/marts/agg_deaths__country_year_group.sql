with casualties as (
    select * from {{ ref('casualties_default') }}
    where measure = 'killed'
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

breakdowns as (
    select * from {{ ref('fct_breakdowns') }}
    where is_total and split_by in ('sex', 'age_group', 'status')
),

places as (
    select * from {{ ref('dim_places') }}
),

causes as (
    select * from {{ ref('dim_causes') }}
),

populations as (
    select * from {{ ref('dim_populations') }}
),

figures as (
    select
        casualties.*,
        coalesce(incidents.country_id, 'unknown') as country_id,
        coalesce(incidents.cause_id, 'unknown') as cause_id,
        case
            when incidents.date_min is null then 'undated'
            when year(incidents.date_min) = year(incidents.date_max)
                then year(incidents.date_min)::varchar
            else 'spans'
        end as incident_year
    from casualties
    inner join incidents on casualties.incident_id = incidents.incident_id
),

-- Each figure once by each dimension that reports split it by.
to_be_split as (
    select
        *,
        unnest(['sex', 'age_group', 'status']) as disaggregation
    from figures
),

-- With its parts, where somebody tells them. What is left of a parent is no longer what
-- its parts were told of.
splits as (
    select
        to_be_split.*,
        breakdowns.parts,
        breakdowns.remainder_low,
        breakdowns.remainder_high,
        coalesce(breakdowns.is_breakdown_above_total, false) as is_above_total
    from to_be_split
    left join breakdowns
        on to_be_split.incident_id = breakdowns.incident_id
        and to_be_split.measure = breakdowns.measure
        and to_be_split.role = breakdowns.role
        and to_be_split.population = breakdowns.population
        and to_be_split.policy = breakdowns.policy
        and to_be_split.disaggregation = breakdowns.split_by
        and not to_be_split.is_residual
),

unnested as (
    select
        *,
        unnest(parts) as part
    from splits
    where parts is not null
),

grouped as (
    select
        country_id,
        incident_year,
        population,
        incident_id,
        'total' as disaggregation,
        'all' as group_id,
        low,
        best,
        high,
        is_open_high as is_open,
        false as is_above_total
    from figures
    union all by name
    select
        country_id,
        incident_year,
        population,
        incident_id,
        'cause' as disaggregation,
        cause_id as group_id,
        low,
        best,
        high,
        is_open_high as is_open,
        false as is_above_total
    from figures
    union all by name
    select
        country_id,
        incident_year,
        population,
        incident_id,
        disaggregation,
        part['part'] as group_id,
        part['low'] as low,
        part['best'] as best,
        part['high'] as high,
        part['high'] is null as is_open,
        is_above_total
    from unnested
    union all by name
    -- Those of whom nobody says it. Parts above their whole leave nobody over.
    select
        country_id,
        incident_year,
        population,
        incident_id,
        disaggregation,
        'unknown' as group_id,
        greatest(0, remainder_low) as low,
        null as best,
        case when remainder_high is not null then greatest(0, remainder_high) end
            as high,
        remainder_high is null as is_open,
        is_above_total
    from splits
    where
        parts is not null
        and (remainder_low > 0 or remainder_high > 0 or remainder_high is null)
    union all by name
    -- A figure that is not split at all; of one status where it counts only that one.
    select
        country_id,
        incident_year,
        population,
        incident_id,
        disaggregation,
        case
            when disaggregation = 'status' and population != 'all' then population
            else 'unknown'
        end as group_id,
        low,
        best,
        high,
        is_open_high as is_open,
        is_above_total
    from splits
    where parts is null
),

summed as (
    select
        country_id,
        incident_year,
        population,
        disaggregation,
        group_id,
        {{ sum_low() }} as low,
        {{ sum_best() }} as best,
        {{ sum_high() }} as high,
        count(distinct incident_id) as incident_count,
        {{ count_without_best() }} as without_best_count,
        count(*) filter (where is_open) as open_high_count,
        count(distinct incident_id) filter (where is_above_total)
            as above_total_count
    from grouped
    group by country_id, incident_year, population, disaggregation, group_id
),

final as (
    select
        summed.country_id,
        places.place_name as country_name,
        summed.incident_year,
        summed.population,
        summed.disaggregation,
        summed.group_id,
        coalesce(causes.label, replace(summed.group_id, '_', ' ')) as group_label,
        summed.low,
        summed.best,
        summed.high,
        populations.inhabitants,
        round(summed.low * 100000 / populations.inhabitants, 4) as low_per_100000,
        round(summed.best * 100000 / populations.inhabitants, 4) as best_per_100000,
        round(summed.high * 100000 / populations.inhabitants, 4) as high_per_100000,
        summed.incident_count,
        summed.without_best_count,
        summed.open_high_count,
        summed.above_total_count,
        'documented, not estimated' as basis,
        populations.population_date
    from summed
    left join places on summed.country_id = places.place_id
    left join causes
        on summed.disaggregation = 'cause'
        and summed.group_id = causes.cause_id
    left join populations
        on summed.country_id = populations.country_id
        and summed.incident_year = populations.population_year::varchar
)

select * from final
