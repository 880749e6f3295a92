-- To whom are the deaths attributed, and how surely? By country, actor, the part that
-- reports give it and their certainty ("not stated" where they give none). An incident
-- of two actors stands under both: do not add the rows up. Of UCDP's sides it is told
-- who fought, not who killed whom.
with casualties as (
    select * from {{ ref('casualties_default') }}
    where measure = 'killed'
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

incident_actors as (
    select * from {{ ref('bridge_incident_actors') }}
    where actor_role in ('perpetrator', 'suspect', 'side_a', 'side_b')
),

actors as (
    select * from {{ ref('dim_actors') }}
),

figures as (
    select
        casualties.*,
        coalesce(places.place_name, 'unknown') as country
    from casualties
    inner join incidents on casualties.incident_id = incidents.incident_id
    left join places on incidents.country_id = places.place_id
),

totals as (
    select
        country,
        population,
        sum(coalesce(low, 0)) as country_low
    from figures
    group by country, population
),

attributed as (
    select
        figures.country,
        figures.population,
        coalesce(actors.actor_name, 'nobody is named') as actor,
        coalesce(incident_actors.actor_role, '') as part,
        coalesce(array_to_string(incident_actors.certainties, ', '), 'not stated')
            as certainty,
        count(*) as incidents,
        sum(coalesce(figures.low, 0))::bigint as low,
        sum(coalesce(figures.high, figures.best, figures.low))::bigint as high
    from figures
    left join incident_actors on figures.incident_id = incident_actors.incident_id
    left join actors on incident_actors.actor_id = actors.actor_id
    group by figures.country, figures.population, actor, part, certainty
)

select
    attributed.country,
    attributed.population as counted,
    attributed.actor,
    attributed.part,
    attributed.certainty,
    attributed.incidents,
    attributed.low,
    attributed.high,
    round(100 * attributed.low / nullif(totals.country_low, 0), 1) as low_pct
from attributed
inner join totals
    on attributed.country = totals.country
    and attributed.population = totals.population
order by
    attributed.country asc,
    counted asc,
    attributed.low desc,
    attributed.actor asc,
    attributed.part asc,
    attributed.certainty asc
