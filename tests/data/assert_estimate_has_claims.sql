-- A returned row is an estimate that no claim stands behind, or a claim that is named
-- behind it but is not there, is of another incident or another measure.
with estimates as (
    select * from {{ ref('fct_casualties') }}
),

claims as (
    select * from {{ ref('fct_claims') }}
),

named_claims as (
    select
        estimate_id,
        incident_id,
        measure,
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
    where
        claims.incident_id is distinct from named_claims.incident_id
        or claims.measure is distinct from named_claims.measure
)

select * from unfounded
union all
select * from misnamed
