-- Points of a running toll, each with the point before it and what it adds to that.
-- A line is what one series says of one group of people on one basis; figures that were
-- reported never stand in a line with filled-in ones. The voice may change along a
-- line that its publisher keeps as one series, and is then flagged: the publisher's own
-- daily figures run across such changes, too.
with tolls as (
    select * from {{ ref('int_tolls_spanned') }}
    where flow is null
),

points as (
    select
        *,
        lag(toll_id) over line as previous_toll_id,
        lag(report_id) over line as previous_report_id,
        lag(voice_id) over line as previous_voice_id,
        lag(claim_ids) over line as previous_claim_ids,
        lag(low) over line as previous_low,
        lag(best) over line as previous_best,
        lag(high) over line as previous_high,
        lag(toll_date) over line as previous_date
    from tolls
    where scope = 'cumulative'
    window
        line as (
            partition by
                series_id, measure, unit_counted, role, population, sex, age_group,
                occupation, affiliation_actor_id, count_basis, incident_count,
                period_start_date
            order by toll_date, published_at, toll_id
        )
),

pairs as (
    select
        *,
        low - previous_high as increase_low,
        best - previous_best as increase_best,
        high - previous_low as increase_high,
        toll_date - previous_date as day_count
    from points
    where previous_toll_id is not null
),

-- What the report itself says was added. Where it speaks of several spans of days, that
-- of the days since the point before, else the shortest.
told_increases as (
    select
        pairs.toll_id,
        told.toll_id as told_toll_id,
        told.low as told_low,
        told.best as told_best,
        told.high as told_high,
        told.toll_date - told.period_start_date + 1 as told_day_count
    from pairs
    inner join tolls as told
        on pairs.report_id = told.report_id
        and pairs.series_id = told.series_id
        and told.scope = 'period'
        and pairs.measure = told.measure
        and pairs.unit_counted = told.unit_counted
        and pairs.role = told.role
        and pairs.population = told.population
        and pairs.sex = told.sex
        and pairs.age_group = told.age_group
        and pairs.occupation = told.occupation
        and pairs.affiliation_actor_id = told.affiliation_actor_id
        and pairs.count_basis = told.count_basis
    qualify
        row_number() over (
            partition by pairs.toll_id
            order by
                pairs.voice_id = told.voice_id desc,
                coalesce(told_day_count = pairs.day_count, false) desc,
                told_day_count asc nulls last,
                told.toll_id asc
        ) = 1
),

final as (
    select
        pairs.* exclude (flow, scope),  -- noqa: RF02
        told_increases.told_toll_id,
        told_increases.told_low,
        told_increases.told_best,
        told_increases.told_high,
        told_increases.told_day_count,
        pairs.voice_id != pairs.previous_voice_id as is_voice_changed,
        coalesce(pairs.increase_best < 0 or pairs.increase_high < 0, false)
            as is_decrease,
        coalesce(
            told_increases.told_day_count = pairs.day_count
            and told_increases.told_best != pairs.increase_best,
            false
        ) as has_disagreement
    from pairs
    left join told_increases on pairs.toll_id = told_increases.toll_id
)

select * from final
