-- What each standing decision on a document or a claim is on today (int_pairs_attached
-- has those on pairs of reports). One on a claim names a document, words and a
-- group of people; after a new reading it goes to the claim of the same measure, sex
-- and age whose words share most characters with these. The newest of several decisions
-- on one claim is in force.
with decisions as (
    select * from {{ ref('int_decisions_standing') }}
    where kind in ('document', 'claim')
),

documents as (
    select * from {{ ref('stg_documents') }}
),

current_documents as (
    select * from {{ ref('int_documents_current') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

named as (
    select
        decision_id,
        kind,
        decided_at,
        subject,
        split_part(subject, '|', 1) as document_id,
        try_cast(split_part(split_part(subject, '|', 2), '-', 1) as bigint)
            as span_start,
        try_cast(split_part(split_part(subject, '|', 2), '-', 2) as bigint)
            as span_end,
        split_part(subject, '|', 3) as measure,
        split_part(subject, '|', 4) as role,
        split_part(subject, '|', 5) as sex,
        split_part(subject, '|', 6) as age_group,
        split_part(subject, '|', 7) as status,
        split_part(subject, '|', 8) as occupation
    from decisions
),

current_claims as (
    select
        claims.*,
        reports.document_id,
        {{ claim_subject('reports.document_id', 'claims') }} as subject
    from claims
    inner join reports
        on claims.report_id = reports.report_id
        and claims.content_hash = reports.content_hash
),

candidates as (
    select
        named.decision_id,
        named.decided_at,
        current_claims.claim_id,
        current_claims.claim_key,
        current_claims.subject = named.subject as is_same,
        least(current_claims.span_end, named.span_end)
        - greatest(current_claims.span_start, named.span_start) as shared_length,
        current_claims.span_end - current_claims.span_start as span_length,
        (current_claims.role = named.role)::integer
        + (current_claims.status = named.status)::integer
        + (current_claims.occupation = named.occupation)::integer as alike_count
    from named
    inner join current_claims
        on named.document_id = current_claims.document_id
        and named.measure = current_claims.measure
        and named.sex = current_claims.sex
        and named.age_group = current_claims.age_group
        and named.span_start < current_claims.span_end
        and named.span_end > current_claims.span_start
    where named.kind = 'claim'
),

chosen_claims as (
    select *
    from candidates
    qualify
        row_number() over (
            partition by decision_id
            order by
                is_same desc, shared_length desc, alike_count desc, span_length asc,
                claim_key asc
        ) = 1
),

ranked_decisions as (
    select
        *,
        row_number() over (
            partition by claim_id
            order by decided_at desc, is_same desc, shared_length desc, decision_id asc
        ) as preference
    from chosen_claims
),

final as (
    select
        decisions.decision_id,
        decisions.kind,
        decisions.subject,
        decisions.verdict,
        decisions.value,
        decisions.reviewer,
        decisions.decided_at,
        {{ mask_names('decisions.note', 'current_documents.person_names') }} as note,
        documents.document_id,
        ranked_decisions.claim_id,
        named.span_start,
        named.span_end,
        case
            when decisions.kind = 'claim'
                then try_cast(split_part(decisions.value, '|', 1) as bigint)
        end as low,
        case
            when decisions.kind = 'claim'
                then try_cast(split_part(decisions.value, '|', 2) as bigint)
        end as best,
        case
            when decisions.kind = 'claim'
                then try_cast(split_part(decisions.value, '|', 3) as bigint)
        end as high,
        case
            when decisions.kind = 'claim' then ranked_decisions.claim_id is not null
            else current_documents.document_id is not null
        end as is_attached,
        case
            when decisions.kind = 'claim'
                then coalesce(ranked_decisions.preference = 1, false)
            else current_documents.document_id is not null
        end as is_in_force
    from decisions
    inner join named on decisions.decision_id = named.decision_id
    left join documents on named.document_id = documents.document_id
    left join current_documents
        on named.document_id = current_documents.document_id
    left join ranked_decisions
        on decisions.decision_id = ranked_decisions.decision_id
)

select * from final
