with claims as (
    select * from {{ ref('fct_claims') }}
),

reports as (
    select * from {{ ref('fct_reports') }}
),

sources as (
    select * from {{ ref('dim_sources') }}
),

dated_claims as (
    select
        claims.*,
        case
            when reports.date_min is null then 'undated'
            when
                date_trunc('month', reports.date_min)
                = date_trunc('month', reports.date_max)
                then strftime(reports.date_min, '%Y-%m')
            else 'spans'
        end as report_month,
        claims.affiliation_actor_id != 'all' as is_by_affiliation
    from claims
    inner join reports on claims.report_id = reports.report_id
    where
        claims.is_votable
        and claims.occupation = 'all'
        and reports.unit = 'incident'
),

summed as (
    select
        source_id,
        report_month,
        measure,
        role,
        population,
        sex,
        age_group,
        is_by_affiliation,
        {{ sum_low() }} as low,
        {{ sum_best() }} as best,
        {{ sum_high() }} as high,
        count(distinct report_id) as report_count,
        count(*) as claim_count,
        {{ count_without_best() }} as without_best_count,
        count(*) filter (where high is null and low is not null) as open_high_count,
        count(*) filter (where is_order_broken) as order_broken_count
    from dated_claims
    group by
        source_id, report_month, measure, role, population, sex, age_group,
        is_by_affiliation
),

final as (
    select
        summed.source_id,
        sources.source_name,
        summed.report_month,
        summed.measure,
        summed.role,
        summed.population,
        summed.sex,
        summed.age_group,
        summed.is_by_affiliation,
        summed.low,
        summed.best,
        summed.high,
        summed.report_count,
        summed.claim_count,
        summed.without_best_count,
        summed.open_high_count,
        summed.order_broken_count
    from summed
    inner join sources on summed.source_id = sources.source_id
)

select * from final
