{%- set key = 'source_id, report_month, measure, role, population, sex, age_group, '
    ~ 'is_by_affiliation' -%}
{%- set sums = [
    'low_sum', 'best_sum', 'high_sum', 'report_count', 'claim_count',
    'without_best_count', 'open_high_count', 'order_broken_count'
] -%}
with claims as (
    select * from {{ ref('fct_claims_dated') }}
    where is_votable and occupation = 'all' and unit = 'incident'
),

sources as (
    select * from {{ ref('dim_sources') }}
),

figures as (
    select
        *,
        affiliation_actor_id != 'all' as is_by_affiliation,
        coalesce(low, 0) as low_sum,
        coalesce(best, low, 0) as best_sum,
        coalesce(high, best, low, 0) as high_sum,
        1 as claim_count,
        (best is null and low is distinct from high)::integer as without_best_count,
        (high is null and low is not null)::integer as open_high_count,
        is_order_broken::integer as order_broken_count,
        0 as report_count
    from claims
),

counted_reports as (
    select distinct
        {{ key }},
        report_id,
        known_from,
        known_to,
        1 as report_count
    from figures
),

stretches as (
    select
        {{ key }},
        known_from,
        known_to,
        {{ sums | join(',\n        ') }}
    from figures
    union all by name
    select
        {{ key }},
        known_from,
        known_to,
        report_count
    from counted_reports
),

{{ running_sums(key, sums) }},

final as (
    select
        running.source_id,
        sources.source_name,
        running.report_month,
        running.measure,
        running.role,
        running.population,
        running.sex,
        running.age_group,
        running.is_by_affiliation,
        running.low_sum as low,
        case when running.without_best_count = 0 then running.best_sum end as best,
        running.high_sum as high,
        running.report_count,
        running.claim_count,
        running.without_best_count,
        running.open_high_count,
        running.order_broken_count,
        running.known_from,
        running.known_to
    from running
    inner join sources on running.source_id = sources.source_id
    where running.claim_count > 0
)

select * from final
