with points as (
    select * from {{ ref('int_toll_points_paired') }}
),

tolls as (
    select * from {{ ref('int_tolls_spanned') }}
    where scope = 'period' and flow is not null
),

stated_flows as (
    select
        points.*,
        tolls.toll_id as flow_toll_id,
        tolls.flow,
        tolls.low as flow_low,
        tolls.best as flow_best,
        tolls.high as flow_high,
        tolls.claim_ids as flow_claim_ids,
        tolls.toll_date - tolls.period_start_date + 1 as flow_day_count
    from points
    inner join tolls
        on points.report_id = tolls.report_id
        and points.series_id = tolls.series_id
        and points.measure = tolls.measure
        and points.unit_counted = tolls.unit_counted
        and points.role = tolls.role
        and points.population = tolls.population
        and points.sex = tolls.sex
        and points.age_group = tolls.age_group
        and points.occupation = tolls.occupation
        and points.affiliation_actor_id = tolls.affiliation_actor_id
        and points.count_basis = tolls.count_basis
),

-- A bound that one of the flows does not have, their sum does not have.
flow_sums as (
    select
        toll_id,
        case when count(flow_low) = count(*) then sum(flow_low) end as low,
        case when count(flow_best) = count(*) then sum(flow_best) end as best,
        case when count(flow_high) = count(*) then sum(flow_high) end as high,
        flatten(list(flow_claim_ids order by flow_toll_id)) as claim_ids
    from stated_flows
    group by toll_id
),

-- What no flow accounts for. With a flow the bounds cross: the most that the flows may
-- hold leaves the least.
remainders as (
    select
        points.*,
        null::varchar as flow_toll_id,
        'unknown' as flow,
        points.increase_low
        - case when flow_sums.toll_id is null then 0 else flow_sums.high end
            as flow_low,
        points.increase_best
        - case when flow_sums.toll_id is null then 0 else flow_sums.best end
            as flow_best,
        points.increase_high
        - case when flow_sums.toll_id is null then 0 else flow_sums.low end
            as flow_high,
        list_concat(
            points.previous_claim_ids, points.claim_ids,
            coalesce(flow_sums.claim_ids, [])
        ) as flow_claim_ids,
        points.day_count as flow_day_count
    from points
    left join flow_sums on points.toll_id = flow_sums.toll_id
),

changes as (
    select
        *,
        false as is_derived
    from stated_flows
    union all by name
    select
        *,
        true as is_derived
    from remainders
),

final as (
    select
        {{ key(['toll_id', 'flow', 'flow_toll_id']) }} as change_id,
        toll_id,
        previous_toll_id,
        flow_toll_id,
        told_toll_id,
        series_id,
        series_name,
        report_id,
        document_id,
        source_id,
        voice_id,
        flow_claim_ids as claim_ids,
        unit,
        place_id,
        admin1_id,
        country_id,
        cause_text,
        event_type_text,
        measure,
        unit_counted,
        role,
        person_group_id,
        population,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        breakdown,
        flow,
        count_basis,
        incident_count,
        flow_low::bigint as low,
        flow_best::bigint as best,
        flow_high::bigint as high,
        increase_low,
        increase_best,
        increase_high,
        told_best,
        coalesce(flow_day_count, day_count)::bigint as day_count,
        day_count::bigint as interval_day_count,
        told_day_count::bigint as told_day_count,
        is_derived,
        is_extrapolated,
        flow = 'new'
        and coalesce(flow_day_count, day_count) = 1
        and not is_extrapolated as is_new_that_day,
        is_decrease,
        coalesce(
            is_derived and increase_best >= 0 and (flow_best < 0 or flow_high < 0),
            false
        ) as is_flow_above_increase,
        is_voice_changed,
        has_disagreement,
        period_start_date,
        previous_date,
        toll_date,
        published_at
    from changes
)

select * from final
