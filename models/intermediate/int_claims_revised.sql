-- What a new version of a report, or its withdrawal, did to its claims: only those
-- whose bounds it changed, brought or took away. A first version revises nothing.
with reports as (
    select * from {{ ref('int_reports_dated') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

versions as (
    select
        report_id,
        content_hash,
        unit,
        date_min,
        first_document_id,
        ended_by_document_id,
        known_from,
        known_to,
        lag(known_to) over in_order as previous_known_to,
        lag(content_hash) over in_order as previous_content_hash,
        lead(known_from) over in_order as next_known_from
    from reports
    window in_order as (partition by report_id order by known_from)
),

steps as (
    select
        report_id,
        unit,
        date_min,
        case when previous_known_to = known_from then previous_content_hash end
            as previous_content_hash,
        content_hash,
        first_document_id as document_id,
        known_from as revised_at
    from versions
    where previous_known_to is not null
    union all
    select
        report_id,
        unit,
        date_min,
        content_hash as previous_content_hash,
        null as content_hash,
        ended_by_document_id as document_id,
        known_to as revised_at
    from versions
    where known_to is not null and known_to is distinct from next_known_from
),

previous_claims as (
    select
        claims.*,
        steps.revised_at
    from steps
    inner join claims
        on steps.report_id = claims.report_id
        and steps.previous_content_hash = claims.content_hash
),

new_claims as (
    select
        claims.*,
        steps.revised_at
    from steps
    inner join claims
        on steps.report_id = claims.report_id
        and steps.content_hash = claims.content_hash
),

touched as (
    select
        report_id,
        revised_at,
        claim_key
    from previous_claims
    union
    select
        report_id,
        revised_at,
        claim_key
    from new_claims
),

final as (
    select
        touched.claim_key,
        steps.report_id,
        steps.unit,
        steps.date_min,
        case
            when steps.previous_content_hash is null then 'returned'
            when steps.content_hash is null then 'withdrawn'
            when new_claims.claim_id is null then 'dropped'
            when previous_claims.claim_id is null then 'added'
            else 'changed'
        end as change,
        coalesce(new_claims.anchor, previous_claims.anchor) as anchor,
        coalesce(new_claims.voice_id, previous_claims.voice_id) as voice_id,
        coalesce(new_claims.measure, previous_claims.measure) as measure,
        coalesce(new_claims.role, previous_claims.role) as role,
        coalesce(new_claims.population, previous_claims.population) as population,
        coalesce(new_claims.person_group_id, previous_claims.person_group_id)
            as person_group_id,
        coalesce(new_claims.sex, previous_claims.sex) as sex,
        coalesce(new_claims.age_group, previous_claims.age_group) as age_group,
        coalesce(new_claims.occupation, previous_claims.occupation) as occupation,
        coalesce(new_claims.affiliation_actor_id, previous_claims.affiliation_actor_id)
            as affiliation_actor_id,
        coalesce(new_claims.breakdown, previous_claims.breakdown) as breakdown,
        previous_claims.low as previous_low,
        previous_claims.best as previous_best,
        previous_claims.high as previous_high,
        new_claims.low,
        new_claims.best,
        new_claims.high,
        previous_claims.claim_id as previous_claim_id,
        new_claims.claim_id,
        steps.document_id,
        steps.revised_at
    from touched
    inner join steps
        on touched.report_id = steps.report_id
        and touched.revised_at = steps.revised_at
    left join previous_claims
        on touched.report_id = previous_claims.report_id
        and touched.revised_at = previous_claims.revised_at
        and touched.claim_key = previous_claims.claim_key
    left join new_claims
        on touched.report_id = new_claims.report_id
        and touched.revised_at = new_claims.revised_at
        and touched.claim_key = new_claims.claim_key
    where
        previous_claims.claim_id is null
        or new_claims.claim_id is null
        or previous_claims.low is distinct from new_claims.low
        or previous_claims.best is distinct from new_claims.best
        or previous_claims.high is distinct from new_claims.high
)

select * from final
