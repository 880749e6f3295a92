with claims as (
    select * from {{ ref('int_claims_voiced') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

final as (
    select
        claims.claim_id,
        claims.claim_key,
        claims.report_id,
        {{ key(['documents.source_name']) }} as source_id,
        claims.voice_id,
        reports.unit,
        case
            when reports.date_min is null then 'undated'
            when
                date_trunc('month', reports.date_min)
                = date_trunc('month', reports.date_max)
                then strftime(reports.date_min, '%Y-%m')
            else 'spans'
        end as report_month,
        claims.measure,
        claims.role,
        claims.population,
        claims.sex,
        claims.age_group,
        claims.occupation,
        claims.affiliation_actor_id,
        claims.breakdown,
        claims.low,
        claims.best,
        claims.high,
        claims.is_votable,
        claims.is_order_broken,
        reports.known_from,
        reports.known_to
    from claims
    inner join reports
        on claims.report_id = reports.report_id
        and claims.content_hash = reports.content_hash
    inner join documents on claims.document_id = documents.document_id
)

select * from final
