"""That the estimates of a release follow from its claims.

The queries are written apart from the models that made the figures, and read marts
alone.
"""

from publish.proof import Proof
from publish.proofs_of_sums import SUMS


def _prove_always(
    what: str, subject: str, marts: tuple[str, ...], fault: str, sql: str
) -> Proof:
    """What holds of the rows in a release, whichever are left out."""
    return Proof(what, subject, marts, fault, sql, sql)


_CLAIMS_EXIST = _prove_always(
    "that the claims behind each estimate are there",
    "fct_casualties",
    ("fct_casualties", "fct_claims"),
    "estimate {0} names the claim {1}, which is not in fct_claims",
    """
    with named as (
        select estimate_id, unnest(claim_ids) as claim_id from main.fct_casualties
    )

    select named.estimate_id, coalesce(named.claim_id, 'NULL')
    from named
    left join main.fct_claims as claims on named.claim_id = claims.claim_id
    where claims.claim_id is null
    union all
    select estimate_id, 'none' from main.fct_casualties
    where coalesce(len(claim_ids), 0) = 0
    order by all
    """,
)

# One claim is taken whole; several bound the figure, and may be of parts of an
# incident, which are added. A parent's figure is what its parts leave of its whole one.
_CLAIMS_BOUND = _prove_always(
    "that its claims bound each estimate",
    "fct_casualties",
    ("fct_casualties", "fct_claims"),
    "estimate {0} is {1} / {2} / {3}, outside what its {4} claims say",
    """
    with named as (
        select estimate_id, unnest(claim_ids) as claim_id from main.fct_casualties
    ),

    said as (
        select
            named.estimate_id,
            count(*) as claim_count,
            min(coalesce(claims.low, claims.best, claims.high)) as least,
            sum(coalesce(claims.high, claims.best, claims.low)) as most,
            any_value(claims.low) as low,
            any_value(claims.best) as best,
            any_value(claims.high) as high
        from named
        inner join main.fct_claims as claims on named.claim_id = claims.claim_id
        group by named.estimate_id
    ),

    judged as (
        select
            estimates.*,
            said.claim_count,
            case
                when estimates.is_residual
                    then
                        coalesce(estimates.low, estimates.best, 0) >= 0
                        and coalesce(
                            estimates.whole_high,
                            estimates.whole_best,
                            estimates.whole_low
                        ) <= said.most
                        and coalesce(estimates.best <= estimates.whole_best, true)
                        and coalesce(estimates.high <= estimates.whole_high, true)
                when said.claim_count = 1
                    then
                        (estimates.low, estimates.best, estimates.high)
                        is not distinct from (said.low, said.best, said.high)
                else
                    coalesce(estimates.low, estimates.best, estimates.high)
                    >= said.least
                    and coalesce(estimates.high, estimates.best, estimates.low)
                    <= said.most
            end as follows
        from main.fct_casualties as estimates
        inner join said on estimates.estimate_id = said.estimate_id
    )

    select estimate_id, low, best, high, claim_count from judged
    where not coalesce(follows, false)
    order by estimate_id
    """,
)

_DEFAULT = _prove_always(
    "that casualties_default holds what may be added up",
    "casualties_default",
    ("casualties_default", "fct_casualties", "dim_policies"),
    "estimate {0} differs from fct_casualties",
    """
    with ours as (
        select estimate_id, low, best, high from main.casualties_default
    ),

    theirs as (
        select
            casualties.estimate_id,
            casualties.low,
            casualties.best,
            casualties.high
        from main.fct_casualties as casualties
        inner join main.dim_policies as policies
            on casualties.policy = policies.policy
        where
            policies.is_default
            and casualties.is_total
            and casualties.is_counted
            and not casualties.is_coarse
    )

    select distinct estimate_id
    from (
        (from ours except from theirs) union all (from theirs except from ours)
    )
    order by estimate_id
    """,
)

PROOFS = (_CLAIMS_EXIST, _CLAIMS_BOUND, _DEFAULT, *SUMS)
