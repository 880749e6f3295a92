with claims as (
    select * from {{ ref('int_claims_revised') }}
),

estimates as (
    select * from {{ ref('int_estimates_revised') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

revisions as (
    select
        'source' as revision_level,
        claims.change,
        claims.claim_key as revised_id,
        claims.report_id,
        incident_reports.incident_id,
        claims.unit,
        claims.anchor,
        claims.date_min,
        claims.voice_id,
        claims.measure,
        claims.role,
        claims.population,
        claims.person_group_id,
        claims.sex,
        claims.age_group,
        claims.occupation,
        claims.affiliation_actor_id,
        claims.breakdown,
        claims.previous_low,
        claims.previous_best,
        claims.previous_high,
        claims.low,
        claims.best,
        claims.high,
        case when claims.previous_claim_id is not null then [claims.previous_claim_id]
        end as previous_claim_ids,
        case when claims.claim_id is not null then [claims.claim_id] end as claim_ids,
        [claims.document_id] as document_ids,
        claims.revised_at
    from claims
    left join incident_reports on claims.report_id = incident_reports.report_id
    union all by name
    select
        estimates.* exclude (estimate_id),  -- noqa: RF02
        'estimate' as revision_level,
        estimates.estimate_id as revised_id
    from estimates
),

final as (
    select
        {{ key(['revision_level', 'revised_id', 'revised_at', 'change']) }}
            as revision_id,
        revision_level,
        change,
        revised_id,
        incident_id,
        report_id,
        unit,
        anchor,
        voice_id,
        measure,
        role,
        population,
        person_group_id,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        breakdown,
        policy,
        previous_low,
        previous_best,
        previous_high,
        low,
        best,
        high,
        previous_claim_ids,
        claim_ids,
        document_ids,
        is_total,
        date_min,
        revised_at
    from revisions
)

select * from final
