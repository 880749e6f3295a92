-- A returned row is an estimate whose low, best and high are out of order although no
-- figure behind it was published so.
with estimates as (
    select * from {{ ref('fct_casualties') }}
)

select
    estimate_id,
    policy,
    low,
    best,
    high
from estimates
where
    not is_order_broken
    and coalesce(low > best or best > high or low > high, false)
