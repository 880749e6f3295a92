-- Where does a running toll have gaps? Points that come more than a day after the one
-- before, longest first. What was added between them is of all those days, and of no
-- single one; nothing is filled in.
with changes as (
    select * from {{ ref('fct_toll_changes') }}
    where not is_extrapolated and interval_day_count > 1
),

person_groups as (
    select * from {{ ref('dim_person_groups') }}
)

select
    changes.series_name,
    changes.measure,
    person_groups.label as people,
    changes.previous_date as from_day,
    changes.toll_date as to_day,
    changes.interval_day_count as days,
    any_value(changes.increase_best) as added
from changes
inner join person_groups
    on changes.person_group_id = person_groups.person_group_id
group by
    changes.series_id,
    changes.series_name,
    changes.toll_id,
    changes.measure,
    people,
    from_day,
    to_day,
    days
order by
    days desc,
    changes.series_name asc,
    to_day desc,
    changes.measure asc,
    people asc,
    changes.toll_id asc
