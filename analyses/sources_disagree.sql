-- In which incidents do the sources disagree by more than half? The highest of the
-- figures that may vote is more than one and a half times the lowest, each voice's own
-- counted alike; zeros that may mean "not stated" are left out.
with claims as (
    select
        *,
        coalesce(best, nullif(low, 0), high, low) as figure
    from {{ ref('fct_claims') }}
    where
        is_votable
        and breakdown = ''
        and role in ('victim', 'all')
        and count_basis not in ('coded_zero', 'imputed')
        and incident_id is not null
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

compared as (
    select
        incident_id,
        measure,
        population,
        role,
        count(distinct voice_id) as voices,
        min(figure) as lowest,
        max(figure) as highest,
        string_agg(distinct voice_name, ', ' order by voice_name) as told_by
    from claims
    where figure is not null
    group by incident_id, measure, population, role
)

select
    incidents.date_min as first_day,
    incidents.place_text as place,
    compared.measure,
    compared.population as counted,
    compared.lowest,
    compared.highest,
    round(compared.highest / nullif(compared.lowest, 0), 2) as times,
    compared.voices,
    compared.told_by,
    compared.incident_id
from compared
inner join incidents on compared.incident_id = incidents.incident_id
where compared.voices > 1 and compared.highest > 1.5 * compared.lowest
order by
    compared.highest - compared.lowest desc,
    compared.incident_id asc,
    compared.measure asc,
    counted asc,
    compared.role asc
