-- By how much did a toll rise from point to point, and how many of those people were
-- newly killed, how many found, recognised or reported late? Newest days first. A
-- subtraction alone would call all of them the deaths of a day.
with changes as (
    select * from {{ ref('fct_toll_changes') }}
    where
        measure = 'killed'
        and breakdown = ''
        and not is_extrapolated
)

select
    series_name,
    toll_date,
    any_value(interval_day_count) as day_count,
    any_value(increase_best) as added,
    sum(best) filter (where flow = 'new') as newly_killed,
    sum(best) filter (where is_new_that_day) as killed_that_day,
    sum(best) filter (where flow = 'recovered') as recovered,
    sum(best) filter (where flow = 'succumbed') as succumbed,
    sum(best) filter (where flow = 'recognised') as recognised,
    sum(best) filter (where flow = 'late_reported') as late_reported,
    sum(best) filter (where flow = 'unknown') as flow_unknown,
    any_value(told_best) as told_by_source,
    bool_or(has_disagreement) as is_told_otherwise
from changes
group by series_id, series_name, toll_date, toll_id
order by series_name asc, toll_date desc, toll_id asc
