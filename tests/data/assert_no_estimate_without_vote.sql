-- A returned row is an estimate taken from a claim that may not vote (a background
-- figure, a denied one, a part of another figure), or from no voice at all.
with estimates as (
    select * from {{ ref('fct_casualties') }}
),

claims as (
    select * from {{ ref('fct_claims') }}
),

named_claims as (
    select
        estimate_id,
        voice_count,
        unnest(claim_ids) as claim_id
    from estimates
)

select
    named_claims.estimate_id,
    named_claims.claim_id,
    named_claims.voice_count
from named_claims
left join claims on named_claims.claim_id = claims.claim_id
where
    named_claims.voice_count < 1
    or claims.is_votable is distinct from true
