-- How much of each total rests on one origin? By country, measure and whom the figure
-- counts: the incidents that only one voice, or copies of one, reports, and the people
-- in them. One origin is no fault; it means that nobody else confirms the figure here.
with casualties as (
    select * from {{ ref('casualties_default') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

places as (
    select * from {{ ref('dim_places') }}
)

select
    coalesce(places.place_name, 'unknown') as country,
    casualties.measure,
    casualties.population as counted,
    count(*) as incidents,
    count(*) filter (where incidents.origin_count = 1) as of_one_origin,
    count(*) filter (where casualties.voice_count = 1) as figure_of_one_voice,
    {{ sum_low() }} as low,
    coalesce(sum(low) filter (where incidents.origin_count = 1), 0)::bigint
        as low_of_one_origin,
    round(
        100 * low_of_one_origin / nullif({{ sum_low() }}, 0), 1
    ) as low_of_one_origin_pct
from casualties
inner join incidents on casualties.incident_id = incidents.incident_id
left join places on incidents.country_id = places.place_id
group by country, casualties.measure, counted
order by country, casualties.measure, counted
