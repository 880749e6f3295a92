-- Figures of tolls as a report states them: where it gives two figures of one thing,
-- the span of both stands, as in votes.
with tolls as (
    select * from {{ ref('int_tolls_dated') }}
),

final as (
    select
        {{ key([
            'report_id', 'voice_id', 'scope', 'toll_date', 'period_start', 'period_end',
            'measure', 'unit_counted', 'role', 'population', 'sex', 'age_group',
            'occupation', 'affiliation_actor_id', 'flow', 'count_basis',
            'incident_count'
        ]) }} as toll_id,
        series_id,
        any_value(series_name) as series_name,
        report_id,
        any_value(document_id) as document_id,
        any_value(source_id) as source_id,
        voice_id,
        list(claim_id order by claim_id) as claim_ids,
        any_value(unit) as unit,
        any_value(place_id) as place_id,
        any_value(admin1_id) as admin1_id,
        any_value(country_id) as country_id,
        any_value(cause_text) as cause_text,
        any_value(event_type_text) as event_type_text,
        scope,
        measure,
        unit_counted,
        role,
        any_value(person_group_id) as person_group_id,
        population,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        any_value(breakdown) as breakdown,
        flow,
        count_basis,
        incident_count,
        case
            when count(*) = 1 then any_value(low) else min(coalesce(low, best))
        end as low,
        case when min(best) = max(best) and count(best) = count(*) then min(best) end
            as best,
        case
            when count(*) = 1 then any_value(high)
            when not bool_or(is_open) then max(coalesce(high, best, low))
        end as high,
        count_basis = 'imputed' as is_extrapolated,
        row_number() over (
            partition by
                series_id, scope, measure, unit_counted, role, population, sex,
                age_group, occupation, affiliation_actor_id, flow, count_basis
            order by toll_date desc, any_value(published_at) desc, toll_id asc
        ) = 1 as is_latest,
        toll_date,
        period_start as period_start_date,
        period_end as period_end_date,
        any_value(published_at) as published_at
    from tolls
    group by
        series_id, report_id, voice_id, scope, measure, unit_counted, role, population,
        sex, age_group, occupation, affiliation_actor_id, flow, count_basis,
        incident_count, toll_date, period_start, period_end
)

select * from final
