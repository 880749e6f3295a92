-- Who speaks in each claim of a report that stands, of which people, and whether its
-- figure may vote. A person's name never speaks: "a named person" of that source does.
with reports as (
    select * from {{ ref('int_reports_current') }}
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

actor_aliases as (
    select * from {{ ref('actor_aliases') }}
),

carried as (
    select
        claims.*,
        reports.document_id,
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
        coalesce(actor_aliases.actor_name, carried.affiliation_text) as affiliation,
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
    left join actor_aliases
        on lower(carried.affiliation_text) = lower(actor_aliases.alias)
),

linked as (
    select
        voiced.*,
        wholes.claim_id is not null as is_part_of_same_group,
        later_claims.supersedes_claim_id is not null as is_superseded
    from voiced
    left join claims as wholes
        on voiced.part_of_claim_id = wholes.claim_id
        and voiced.measure = wholes.measure
        and voiced.sex = wholes.sex
        and voiced.age_group = wholes.age_group
        and voiced.status = wholes.status
        and voiced.occupation = wholes.occupation
        and voiced.affiliation_text = wholes.affiliation_text
    left join (
        select distinct claims.supersedes_claim_id from claims
    ) as later_claims on voiced.claim_id = later_claims.supersedes_claim_id
),

final as (
    select
        claim_id,
        claim_key,
        report_id,
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
        operator,
        range_basis,
        count_basis,
        scope,
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
        file_name,
        line,
        part_of_claim_id,
        supersedes_claim_id,
        repeat_of_claim_id,
        previous_value,
        transfer_from,
        coalesce(is_status_contested, false) as is_status_contested,
        operator = 'point' as is_point_only,
        coalesce(low > best or best > high or low > high, false) as is_order_broken,
        coalesce(
            scope = 'incident'
            and stance in ('asserted', 'none')
            and not is_part_of_same_group
            and not is_superseded
            and coalesce(low, best, high) is not null,
            false
        ) as is_votable
    from linked
)

select * from final
