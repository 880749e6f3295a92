{#
    The CTEs of an agg_casualties model: the sums of docs/methodology.md, "What may be
    added up", for one kind of area (a column of fct_incidents) and month, at every moment
    of the clock of publication. A figure adds at known_from what it takes away at
    known_to, so each sum is a running one over the changes. They end in `summed`; the
    model gives `casualties`, `policies` and `incidents`.
#}
{% macro summed_by_month(area) %}
{%- set key = 'area_id, incident_month, measure, population' -%}
{%- set counts = [
    'incident_count', 'without_best_count', 'open_high_count', 'single_voice_count',
    'with_attackers_count', 'imputed_count'
] -%}
{%- set sums = ['low_sum', 'best_sum', 'high_sum'] + counts
    + ['measured_count', 'all_incident_count', 'coarse_incident_count'] -%}
placed_incidents as (
    select
        incident_id,
        coalesce({{ area }}, 'unknown') as area_id,
        incident_month,
        is_coarse,
        known_from,
        known_to
    from incidents
    where is_counted
),

-- What stands in each version of an incident: those figures that may be added up.
figures as (
    select
        placed_incidents.area_id,
        placed_incidents.incident_month,
        placed_incidents.incident_id,
        placed_incidents.known_from,
        placed_incidents.known_to,
        casualties.measure,
        casualties.population,
        coalesce(casualties.low, 0) as low_sum,
        coalesce(casualties.best, casualties.low, 0) as best_sum,
        coalesce(casualties.high, casualties.best, casualties.low, 0) as high_sum,
        1 as incident_count,
        (casualties.best is null and casualties.low is distinct from casualties.high)
        ::integer as without_best_count,
        casualties.is_open_high::integer as open_high_count,
        (casualties.voice_count = 1)::integer as single_voice_count,
        casualties.includes_attackers::integer as with_attackers_count,
        casualties.is_imputed::integer as imputed_count
    from placed_incidents
    inner join casualties
        on placed_incidents.incident_id = casualties.incident_id
        and placed_incidents.known_from >= casualties.known_from
        and coalesce(placed_incidents.known_from < casualties.known_to, true)
    inner join policies on casualties.policy = policies.policy
    where policies.is_default and casualties.is_total and not placed_incidents.is_coarse
),

cells as (
    select distinct {{ key }} from figures
),

-- An incident may have figures of several populations, and is counted once a measure.
measured_incidents as (
    select distinct
        area_id,
        incident_month,
        measure,
        incident_id,
        known_from,
        known_to
    from figures
),

stretches as (
    select
        {{ key }},
        known_from,
        known_to,
        low_sum,
        best_sum,
        high_sum,
        {{ counts | join(',\n        ') }},
        0 as measured_count,
        0 as all_incident_count,
        0 as coarse_incident_count
    from figures
    union all by name
    select
        cells.area_id,
        cells.incident_month,
        cells.measure,
        cells.population,
        measured_incidents.known_from,
        measured_incidents.known_to,
        1 as measured_count
    from measured_incidents
    inner join cells
        on measured_incidents.area_id = cells.area_id
        and measured_incidents.incident_month = cells.incident_month
        and measured_incidents.measure = cells.measure
    union all by name
    select
        cells.area_id,
        cells.incident_month,
        cells.measure,
        cells.population,
        placed_incidents.known_from,
        placed_incidents.known_to,
        (not placed_incidents.is_coarse)::integer as all_incident_count,
        placed_incidents.is_coarse::integer as coarse_incident_count
    from placed_incidents
    inner join cells
        on placed_incidents.area_id = cells.area_id
        and placed_incidents.incident_month = cells.incident_month
),

signed as (
    select
        *,
        known_from as moment,
        1 as direction
    from stretches
    union all
    select
        *,
        known_to as moment,
        -1 as direction
    from stretches
    where known_to is not null
),

changes as (
    select
        {{ key }},
        moment,
        {%- for name in sums %}
        coalesce(sum({{ name }} * direction), 0) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from signed
    group by {{ key }}, moment
),

running as (
    select
        {{ key }},
        moment as known_from,
        lead(moment) over in_order as known_to,
        {%- for name in sums %}
        (sum({{ name }}) over in_order)::bigint as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from changes
    where {{ sums | join(' != 0 or ') }} != 0
    window in_order as (partition by {{ key }} order by moment)
),

summed as (
    select
        {{ key }},
        low_sum as low,
        case when without_best_count = 0 then best_sum end as best,
        high_sum as high,
        incident_count,
        all_incident_count - measured_count as without_figure_count,
        {{ counts[1:] | join(',\n        ') }},
        coarse_incident_count,
        known_from,
        known_to
    from running
    where incident_count > 0
)
{%- endmacro %}
