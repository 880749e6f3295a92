-- Where an estimate moved: a slice of time whose bounds are not those of the slice
-- before it, an estimate that ended with the reports behind it, and one that came back.
-- The first figure of an estimate revises nothing.
with estimates as (
    select * from {{ ref('int_estimates_dated') }}
),

incidents as (
    select * from {{ ref('int_incidents_dated') }}
),

documents as (
    select * from {{ ref('int_documents_brought') }}
),

slices as (
    select
        *,
        lag(known_to) over in_order as previous_known_to,
        lag(low) over in_order as previous_low,
        lag(best) over in_order as previous_best,
        lag(high) over in_order as previous_high,
        lag(claim_ids) over in_order as previous_claim_ids,
        lead(known_from) over in_order as next_known_from
    from estimates
    where
        known_to is not null
        or estimate_id in (
            select closed.estimate_id
            from estimates as closed
            where closed.known_to is not null
        )
    window in_order as (partition by estimate_id order by known_from)
),

replaced as (
    select
        * exclude (previous_known_to, next_known_from, known_to),  -- noqa: RF02
        'changed' as change,
        known_from as revised_at
    from slices
    where
        previous_known_to = known_from
        and (
            previous_low is distinct from low
            or previous_best is distinct from best
            or previous_high is distinct from high
        )
    union all by name
    select
        *
        exclude (
            previous_known_to, next_known_from, known_to, previous_low,  -- noqa: RF02
            previous_best, previous_high, previous_claim_ids  -- noqa: RF02
        ),
        null::bigint as previous_low,
        null::bigint as previous_best,
        null::bigint as previous_high,
        null::varchar[] as previous_claim_ids,
        'returned' as change,
        known_from as revised_at
    from slices
    where previous_known_to < known_from
    union all by name
    select
        * exclude (previous_known_to, next_known_from, known_to)  -- noqa: RF02
        replace (
            low as previous_low,
            best as previous_best,
            high as previous_high,
            claim_ids as previous_claim_ids,
            null::bigint as low,
            null::bigint as best,
            null::bigint as high,
            null::varchar[] as claim_ids
        ),
        case
            when (incident_id, known_to) in (
                select (incidents.incident_id, incidents.known_from) from incidents
            ) then 'dropped'
            else 'withdrawn'
        end as change,
        known_to as revised_at
    from slices
    where known_to is not null and known_to is distinct from next_known_from
),

brought as (
    select
        incident_id,
        changed_at,
        list_sort(list(document_id)) as document_ids
    from documents
    group by incident_id, changed_at
),

final as (
    select
        replaced.estimate_id,
        replaced.incident_id,
        replaced.change,
        replaced.measure,
        replaced.role,
        replaced.population,
        replaced.person_group_id,
        replaced.sex,
        replaced.age_group,
        replaced.occupation,
        replaced.affiliation_actor_id,
        replaced.breakdown,
        replaced.policy,
        replaced.previous_low,
        replaced.previous_best,
        replaced.previous_high,
        replaced.low,
        replaced.best,
        replaced.high,
        replaced.previous_claim_ids,
        replaced.claim_ids,
        brought.document_ids,
        replaced.is_total,
        replaced.revised_at
    from replaced
    left join brought
        on replaced.incident_id = brought.incident_id
        and replaced.revised_at = brought.changed_at
)

select * from final
