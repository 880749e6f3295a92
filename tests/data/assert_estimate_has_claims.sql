-- A returned row is an estimate that no claim stands behind, or a claim that is named
-- behind it but is not there, is of another incident or another measure. What parts
-- leave of their parent rests on the claims of both.
with estimates as (
    select * from {{ ref('fct_casualties') }}
),

claims as (
    select * from {{ ref('fct_claims') }}
),

parts as (
    select
        linked_incident_id as incident_id,
        incident_id as part_incident_id
    from {{ ref('bridge_incident_links') }}
    where link = 'parent'
),

named_claims as (
    select
        estimate_id,
        incident_id,
        measure,
        is_residual,
        unnest(claim_ids) as claim_id
    from estimates
),

unfounded as (
    select
        estimate_id,
        null as claim_id
    from estimates
    where coalesce(len(claim_ids), 0) = 0
),

misnamed as (
    select
        named_claims.estimate_id,
        named_claims.claim_id
    from named_claims
    left join claims on named_claims.claim_id = claims.claim_id
    left join parts
        on named_claims.is_residual
        and named_claims.incident_id = parts.incident_id
        and claims.incident_id = parts.part_incident_id
    where
        claims.measure is distinct from named_claims.measure
        or (
            claims.incident_id is distinct from named_claims.incident_id
            and parts.incident_id is null
        )
)

select * from unfounded
union all
select * from misnamed
