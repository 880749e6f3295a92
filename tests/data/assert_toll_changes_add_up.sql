-- A returned row is a running toll whose changes do not add up to its last figure less
-- its first, although all its figures are known.
with tolls as (
    select
        *,
        {{ key([
            'series_id', 'measure', 'unit_counted', 'role', 'population', 'sex',
            'age_group', 'occupation', 'affiliation_actor_id', 'count_basis',
            'incident_count', 'period_start_date'
        ]) }} as line_id
    from {{ ref('fct_tolls') }}
    where scope = 'cumulative' and flow is null
),

changes as (
    select
        {{ key([
            'series_id', 'measure', 'unit_counted', 'role', 'population', 'sex',
            'age_group', 'occupation', 'affiliation_actor_id', 'count_basis',
            'incident_count', 'period_start_date'
        ]) }} as line_id,
        sum(best) as added,
        count(best) = count(*) as is_known
    from {{ ref('fct_toll_changes') }}
    group by line_id
),

lines as (
    select
        line_id,
        any_value(series_name) as series_name,
        arg_min(best, (toll_date, published_at, toll_id)) as first_figure,
        arg_max(best, (toll_date, published_at, toll_id)) as last_figure
    from tolls
    group by line_id
    having count(*) > 1 and count(best) = count(*)
)

select
    lines.series_name,
    lines.first_figure,
    lines.last_figure,
    changes.added
from lines
left join changes on lines.line_id = changes.line_id
where
    coalesce(changes.is_known, true)
    and lines.last_figure - lines.first_figure is distinct from changes.added
