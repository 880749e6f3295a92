{{ config(materialized='view') }}

-- What a reviewer may be asked about: every figure of a text with its words in context,
-- and every decision whose words no figure has any more. `casualty review` chooses.
with claims as (
    select * from {{ ref('int_claims_voiced').include(database=false) }}
    where is_current and span_start is not null
),

decisions as (
    select * from {{ ref('int_decisions_attached').include(database=false) }}
    where kind = 'claim' and document_id is not null
),

documents as (
    select * from {{ ref('int_documents_named').include(database=false) }}
),

texts as (
    select * from {{ ref('int_texts_masked').include(database=false) }}
),

-- Figures of one report compete where they would vote for different numbers.
compared_claims as (
    select
        *,
        is_votable
        and min(coalesce(best, nullif(low, 0), high, low)) over figure
        != max(coalesce(best, nullif(low, 0), high, low)) over figure
            as is_competing
    from claims
    window
        figure as (
            partition by
                report_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, is_votable
        )
),

queued as (
    select
        document_id,
        subject,
        span_start,
        span_end,
        measure,
        role,
        voice_name,
        read_low,
        read_best,
        read_high,
        confidence,
        coalesce(is_competing, false) as is_competing,
        true as is_attached,
        concat_ws(
            ', ',
            nullif(sex, 'all'),
            nullif(age_group, 'all'),
            nullif(population, 'all'),
            nullif(occupation, 'all'),
            nullif(affiliation, 'all')
        ) as people,
        review_verdict,
        {{ bounds_text('low', 'best', 'high') }} as value_in_force,
        reviewed_by,
        reviewed_at
    from compared_claims
    union all by name
    select
        document_id,
        subject,
        span_start,
        span_end,
        split_part(subject, '|', 3) as measure,
        split_part(subject, '|', 4) as role,
        false as is_competing,
        false as is_attached,
        verdict as review_verdict,
        value as value_in_force,
        reviewer as reviewed_by,
        decided_at as reviewed_at
    from decisions
    where not is_attached
),

final as (
    select
        queued.*,
        documents.source_name,
        documents.title,
        documents.url,
        documents.published_at,
        substring(
            texts.masked_text,
            queued.span_start + 1,
            queued.span_end - queued.span_start
        ) as words,
        substring(
            texts.masked_text,
            greatest(queued.span_start - {{ var('context_length') }}, 0) + 1,
            least(queued.span_start, {{ var('context_length') }})
        ) as words_before,
        substring(
            texts.masked_text,
            queued.span_end + 1,
            {{ var('context_length') }}
        ) as words_after
    from queued
    left join documents on queued.document_id = documents.document_id
    left join texts on queued.document_id = texts.document_id
)

select * from final
