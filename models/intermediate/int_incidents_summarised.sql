-- Each version of an incident in one row: its description, the headline figures of the
-- default policy, how many voices speak, and whether the policies agree.
with incidents as (
    select * from {{ ref('int_incidents_described') }}
),

estimates as (
    select * from {{ ref('int_estimates_reconciled') }}
),

policies as (
    select * from {{ ref('policies') }}
),

reports as (
    select * from {{ ref('int_reports_known') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

traced_voices as (
    select * from {{ ref('int_voices_traced') }}
),

-- One headline a measure: everybody, else the civilians, else the first other status.
headlines as (
    select estimates.*
    from estimates
    inner join policies on estimates.policy = policies.policy
    where
        policies.is_default
        and estimates.is_total
        and estimates.measure in ('killed', 'injured')
    qualify
        row_number() over (
            partition by
                estimates.incident_id, estimates.known_from, estimates.measure
            order by
                estimates.population = 'all' desc,
                estimates.population = 'civilian' desc,
                estimates.population asc
        ) = 1
),

disagreements as (
    select
        incident_id,
        known_from,
        bool_or(lowest != highest) as has_disagreement
    from (
        select
            incident_id,
            known_from,
            measure,
            role,
            population,
            min(coalesce(best, low, high)) as lowest,
            max(coalesce(best, low, high)) as highest
        from estimates
        where is_total
        group by incident_id, known_from, measure, role, population
    ) as totals
    group by incident_id, known_from
),

voices as (
    select
        reports.incident_id,
        reports.known_from,
        count(distinct claims.voice_id) as voice_count,
        count(distinct coalesce(traced_voices.origin_id, claims.voice_id))
            as origin_count
    from reports
    inner join claims
        on reports.report_id = claims.report_id
        and reports.content_hash = claims.content_hash
    left join traced_voices
        on reports.incident_id = traced_voices.incident_id
        and claims.report_id = traced_voices.report_id
        and claims.voice_id = traced_voices.voice_id
    where claims.review_verdict is distinct from 'rejected'
    group by reports.incident_id, reports.known_from
),

final as (
    select
        incidents.incident_id,
        incidents.incident_month,
        incidents.place_id,
        incidents.place_text,
        incidents.admin1_id,
        incidents.country_id,
        incidents.latitude,
        incidents.longitude,
        incidents.radius_m,
        incidents.location_method,
        incidents.cause_id,
        incidents.event_type_id,
        incidents.date_alternatives,
        incidents.place_alternatives,
        incidents.cause_alternatives,
        incidents.event_type_alternatives,
        killed.population as killed_population,
        killed.low as killed_low,
        killed.best as killed_best,
        killed.high as killed_high,
        injured.population as injured_population,
        injured.low as injured_low,
        injured.best as injured_best,
        injured.high as injured_high,
        incidents.report_count,
        incidents.source_count,
        coalesce(voices.voice_count, 0) as voice_count,
        coalesce(voices.origin_count, 0) as origin_count,
        coalesce(disagreements.has_disagreement, false) as has_disagreement,
        incidents.is_counted,
        incidents.is_coarse,
        incidents.date_min,
        incidents.date_max,
        incidents.date_precision,
        incidents.first_published_at,
        incidents.known_from,
        incidents.known_to
    from incidents
    left join headlines as killed
        on incidents.incident_id = killed.incident_id
        and incidents.known_from = killed.known_from
        and killed.measure = 'killed'
    left join headlines as injured
        on incidents.incident_id = injured.incident_id
        and incidents.known_from = injured.known_from
        and injured.measure = 'injured'
    left join voices
        on incidents.incident_id = voices.incident_id
        and incidents.known_from = voices.known_from
    left join disagreements
        on incidents.incident_id = disagreements.incident_id
        and incidents.known_from = disagreements.known_from
)

select * from final
