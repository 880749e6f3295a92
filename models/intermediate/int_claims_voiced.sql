-- Who speaks in each claim of a report, in every version that was ever known, of which
-- people, and whether its figure may vote. A person's name never speaks: "a named
-- person" of that source does. What a reviewer decided is in force; what the reader
-- read stands beside it.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    qualify
        row_number() over (
            partition by report_id, content_hash order by known_from desc
        ) = 1
),

claims as (
    select * from {{ ref('stg_claims') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

source_aliases as (
    select * from {{ ref('source_aliases') }}
),

source_facts as (
    select * from {{ ref('sources') }}
),

known_sources as (
    select
        lower(alias) as known_name,
        source_name
    from source_aliases
    union
    select
        lower(source_name) as known_name,
        source_name
    from source_facts
),

actor_words as (
    select * from {{ ref('int_actor_words_resolved') }}
),

decisions as (
    select * from {{ ref('int_decisions_attached') }}
    where claim_id is not null and is_in_force
),

carried as (
    select
        claims.*,
        reports.document_id,
        reports.known_to is null as is_current,
        reports.is_last,
        {{ claim_subject('reports.document_id', 'claims') }} as subject,
        reports.person_names,
        documents.source_name as carrier_name,
        regexp_replace(trim(claims.claimed_by), '\s+', ' ', 'g') as claimant_name
    from reports
    inner join claims
        on reports.report_id = claims.report_id
        and reports.content_hash = claims.content_hash
    inner join documents on reports.document_id = documents.document_id
),

voiced as (
    select
        carried.*,
        coalesce(actor_words.actor_name, carried.affiliation_text) as affiliation,
        case
            when carried.claimant_name is null then carried.carrier_name
            when known_sources.source_name is not null then known_sources.source_name
            when list_has_any(
                string_split(carried.claimant_name, ' '),
                flatten(list_transform(
                    coalesce(carried.person_names, []),
                    lambda person_name: string_split(person_name, ' ')  -- noqa: RF02
                ))
            ) then 'a named person, in ' || carried.carrier_name
            else carried.claimant_name
        end as voice_name
    from carried
    left join known_sources
        on lower(carried.claimant_name) = known_sources.known_name
    left join actor_words on carried.affiliation_text = actor_words.actor_text
),

reviewed as (
    select
        voiced.* exclude (low, best, high),  -- noqa: RF02
        voiced.low as read_low,
        voiced.best as read_best,
        voiced.high as read_high,
        coalesce(decisions.verdict = 'rejected', false) as is_rejected,
        coalesce(decisions.verdict in ('accepted', 'corrected'), false) as is_settled,
        case when is_settled then decisions.low else voiced.low end as low,
        case when is_settled then decisions.best else voiced.best end as best,
        case when is_settled then decisions.high else voiced.high end as high,
        decisions.verdict as review_verdict,
        decisions.reviewer as reviewed_by,
        decisions.decided_at as reviewed_at,
        decisions.note as review_note
    from voiced
    left join decisions on voiced.claim_id = decisions.claim_id
),

-- A figure that was rejected replaces none.
later_claims as (
    select distinct supersedes_claim_id
    from reviewed
    where not is_rejected
),

linked as (
    select
        reviewed.*,
        wholes.claim_id is not null as is_part_of_same_group,
        later_claims.supersedes_claim_id is not null as is_superseded
    from reviewed
    left join claims as wholes
        on reviewed.part_of_claim_id = wholes.claim_id
        and reviewed.measure = wholes.measure
        and reviewed.sex = wholes.sex
        and reviewed.age_group = wholes.age_group
        and reviewed.status = wholes.status
        and reviewed.occupation = wholes.occupation
        and reviewed.affiliation_text = wholes.affiliation_text
    left join later_claims on reviewed.claim_id = later_claims.supersedes_claim_id
),

judged as (
    select
        claim_id,
        claim_key,
        report_id,
        content_hash,
        document_id,
        {{ key(['voice_name']) }} as voice_id,
        voice_name,
        measure,
        unit_counted,
        status as population,
        {{ key(['sex', 'age_group', 'status', 'occupation']) }} as person_group_id,
        sex,
        age_group,
        occupation,
        affiliation,
        case
            when affiliation = 'all' then 'all' else {{ key(['affiliation']) }}
        end as affiliation_actor_id,
        concat_ws(
            ',',
            case when sex != 'all' then 'sex' end,
            case when age_group != 'all' then 'age_group' end,
            case when occupation != 'all' then 'occupation' end,
            case when affiliation != 'all' then 'affiliation' end
        ) as breakdown,
        -- People who take no part in the fighting cannot be its attackers, so a source
        -- that counts everybody counts victims there.
        case
            when
                role in ('all', 'unknown') and status in ('civilian', 'other_protected')
                then 'victim'
            when role = 'unknown' then 'all'
            else role
        end as role,
        low,
        best,
        high,
        read_low,
        read_best,
        read_high,
        operator,
        range_basis,
        count_basis,
        scope,
        incident_count,
        stance,
        flow,
        period_start,
        period_end,
        {{ mask_names('value_text', 'person_names') }} as value_text,
        {{ mask_names('age_text', 'person_names') }} as age_text,
        hedge,
        {{ mask_names('text', 'person_names') }} as words,
        span_start,
        span_end,
        anchor,
        rule_id,
        confidence,
        subject,
        file_name,
        line,
        part_of_claim_id,
        supersedes_claim_id,
        repeat_of_claim_id,
        previous_value,
        transfer_from,
        review_verdict,
        reviewed_by,
        reviewed_at,
        review_note,
        coalesce(is_status_contested, false) as is_status_contested,
        operator = 'point' as is_point_only,
        is_current,
        is_last,
        -- Of the bounds that a reviewer gives only these themselves say it.
        high is null
        and (is_settled or coalesce(operator in ('at_least', 'more_than'), false))
            as is_open,
        coalesce(low > best or best > high or low > high, false) as is_order_broken,
        coalesce(
            stance in ('asserted', 'none')
            and not is_part_of_same_group
            and not is_superseded
            and not is_rejected
            and coalesce(low, best, high) is not null,
            false
        ) as is_standing,
        is_standing and coalesce(scope = 'incident', false) as is_votable
    from linked
),

-- Who is counted on a list may be among those of a group that the same report states:
-- surely in a group of the same people, perhaps if sex or age are unknown.
final as (
    select
        judged.* exclude (is_votable),  -- noqa: RF02
        is_votable
        and not (
            count_basis is not distinct from 'counted'
            and (
                bool_or(is_votable and count_basis != 'counted') over same_people
                or 'unknown' in (sex, age_group)
                and bool_or(is_votable and count_basis != 'counted') over same_breakdown
            )
            is true
        ) as is_votable
    from judged
    window
        same_people as (
            partition by
                report_id, content_hash, voice_id, measure, role, population, sex,
                age_group, occupation, affiliation_actor_id
        ),
        same_breakdown as (
            partition by
                report_id, content_hash, voice_id, measure, role, population, breakdown
        )
)

select * from final
