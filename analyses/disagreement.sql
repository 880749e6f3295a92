-- How far do the reports of an incident disagree? Per incident, measure and whom the
-- figure counts, over the totals that may vote. The first group of columns is that of
-- the R package eventreport, a row of its data being a figure here: every figure counts
-- as it is, zeros too (dscore is distinct_values - 1, event_level_disagreement is
-- share_differing, mean_range the mean of value_range). A figure without a best is no
-- value there, and none here. The second group leaves out zeros that may mean "not
-- stated" and takes a low or a high where there is no best, as votes do.
with claims as (
    select * from {{ ref('fct_claims') }}
    where
        is_votable
        and breakdown = ''
        and role in ('victim', 'all')
        and incident_id is not null
),

reports as (
    select * from {{ ref('fct_reports') }}
),

incidents as (
    select * from {{ ref('fct_incidents') }}
),

figures as (
    select
        claims.incident_id,
        claims.measure,
        claims.population,
        claims.role,
        claims.report_id,
        claims.voice_id,
        reports.event_id_source,
        claims.best as figure,
        case
            when claims.count_basis not in ('coded_zero', 'imputed')
                then
                    coalesce(
                        claims.best, nullif(claims.low, 0), claims.high, claims.low
                    )
        end as stated
    from claims
    inner join reports on claims.report_id = reports.report_id
),

counted as (
    select
        *,
        count(figure) over (
            partition by incident_id, measure, population, role, figure
        ) as equal_figures,
        count(stated) over (
            partition by incident_id, measure, population, role, stated
        ) as equal_stated
    from figures
),

final as (
    select
        incident_id,
        measure,
        population,
        role,
        list_sort(list(distinct event_id_source)) as event_ids,
        count(distinct report_id) as reports,
        count(figure) as figures,
        count(distinct figure) as distinct_values,
        1 - max(equal_figures) / nullif(count(figure), 0) as share_differing,
        max(figure) - min(figure) as value_range,
        count(stated) as stated,
        count(distinct voice_id) filter (where stated is not null) as voices,
        count(distinct stated) as distinct_stated,
        1 - max(equal_stated) / nullif(count(stated), 0) as share_stated_differing,
        max(stated) - min(stated) as stated_range
    from counted
    group by incident_id, measure, population, role
)

select
    incidents.date_min || ' ' || incidents.place_text as incident,
    final.measure,
    final.population as counted,
    final.role,
    array_to_string(final.event_ids, ', ') as event_ids,
    final.reports,
    final.figures,
    final.distinct_values,
    round(final.share_differing, 4) as share_differing,
    final.value_range,
    final.stated,
    final.voices,
    final.distinct_stated,
    round(final.share_stated_differing, 4) as share_stated_differing,
    final.stated_range,
    final.incident_id
from final
inner join incidents on final.incident_id = incidents.incident_id
where final.reports > 1
order by
    final.distinct_values desc,
    final.value_range desc,
    incident asc,
    final.measure asc,
    final.incident_id asc,
    counted asc,
    final.role asc
