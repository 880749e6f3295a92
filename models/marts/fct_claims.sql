with claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_current
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

quotes as (
    select * from {{ ref('int_claims_quoted') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

final as (
    select
        claims.claim_id,
        claims.claim_key,
        claims.report_id,
        incident_reports.incident_id,
        claims.document_id,
        {{ key(['documents.source_name']) }} as source_id,
        claims.voice_id,
        claims.voice_name,
        claims.measure,
        claims.unit_counted,
        claims.role,
        claims.person_group_id,
        claims.population,
        claims.sex,
        claims.age_group,
        claims.age_text,
        claims.occupation,
        claims.affiliation_actor_id,
        claims.breakdown,
        claims.low,
        claims.best,
        claims.high,
        claims.read_low,
        claims.read_best,
        claims.read_high,
        claims.operator,
        claims.value_text,
        claims.range_basis,
        claims.count_basis,
        claims.scope,
        claims.incident_count,
        claims.period_start as period_start_date,
        claims.period_end as period_end_date,
        claims.stance,
        claims.flow,
        claims.hedge,
        coalesce(quotes.words, claims.words) as words,
        quotes.sentence,
        quotes.sentence_start,
        claims.span_start,
        claims.span_end,
        claims.file_name,
        claims.line,
        claims.anchor,
        claims.rule_id,
        claims.confidence,
        claims.subject,
        claims.part_of_claim_id,
        claims.supersedes_claim_id,
        claims.repeat_of_claim_id,
        claims.previous_value,
        claims.transfer_from,
        claims.review_verdict,
        claims.reviewed_by,
        claims.review_note,
        claims.is_votable,
        claims.is_point_only,
        claims.is_order_broken,
        claims.is_status_contested,
        claims.reviewed_at
    from claims
    inner join documents on claims.document_id = documents.document_id
    left join quotes on claims.claim_id = quotes.claim_id
    left join incident_reports on claims.report_id = incident_reports.report_id
)

select * from final
