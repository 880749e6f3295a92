-- Totals and cells under every policy, in one long table, with what may be added up.
with totals as (
    select * from {{ ref('int_totals_chosen') }}
),

cells as (
    select * from {{ ref('int_cells_donated') }}
),

traced_voices as (
    select * from {{ ref('int_voices_traced') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

reports as (
    select * from {{ ref('int_reports_known') }}
),

incidents as (
    select * from {{ ref('int_incidents_described') }}
),

all_estimates as (
    select
        *,
        'all' as sex,
        'all' as age_group,
        'all' as occupation,
        'all' as affiliation_actor_id,
        '' as breakdown,
        false as is_nearest_donor
    from totals
    union all by name
    select * from cells
),

incident_voices as (
    select
        reports.incident_id,
        reports.known_from,
        count(distinct coalesce(traced_voices.origin_id, claims.voice_id))
            as voice_count
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
        all_estimates.*,
        incident_voices.voice_count - all_estimates.voice_count as silent_voice_count,
        -- Everybody beats one status; without a figure for everybody the statuses are
        -- totals side by side, since nobody has two.
        all_estimates.breakdown = ''
        and all_estimates.role in ('victim', 'all')
        and (
            all_estimates.population = 'all'
            or not bool_or(
                all_estimates.population = 'all'
                and all_estimates.breakdown = ''
                and all_estimates.role in ('victim', 'all')
            ) over (
                partition by
                    all_estimates.incident_id, all_estimates.known_from,
                    all_estimates.measure, all_estimates.policy
            )
        ) as is_total,
        incidents.is_counted,
        incidents.is_coarse,
        all_estimates.role = 'all' as includes_attackers,
        all_estimates.high is null
        and all_estimates.low is not null
        and not all_estimates.is_point_only as is_open_high,
        incidents.known_to
    from all_estimates
    inner join incidents
        on all_estimates.incident_id = incidents.incident_id
        and all_estimates.known_from = incidents.known_from
    inner join incident_voices
        on all_estimates.incident_id = incident_voices.incident_id
        and all_estimates.known_from = incident_voices.known_from
)

select * from final
