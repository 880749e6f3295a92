"""The queries of ``casualty diff``: two sides of marts, and what differs."""

# What stands on one side: `a` is before, `b` is after.
SIDE = """
create temp view incidents_{side} as
from {warehouse}.main.fct_incidents_dated where {known};
create temp view figures_{side} as
select *, coalesce(best, case when low = high then low end) as figure
from {warehouse}.main.fct_casualties_dated
where {known} and policy = getvariable('policy')
    and is_total and is_counted and not is_coarse;
create temp view members_{side} as
from {warehouse}.main.bridge_incident_reports
semi join incidents_{side} using (incident_id);
create temp view changes_{side} as
from {warehouse}.main.bridge_incident_documents where {changed};
create temp view titles_{side} as
select
    document_id,
    concat_ws(
        ', ',
        case when not coalesce(starts_with(title, source_name), false)
            then source_name end,
        title, nullif(release_label, title), published_at::date
    ) as document
from {warehouse}.main.dim_documents;
"""

# An incident goes on in every incident that holds one of its reports.
LINKS = """
create temp table links as
select distinct before.incident_id as id_a, after.incident_id as id_b
from members_a as before join members_b as after using (report_id)
union
select incident_id as id_a, incident_id as id_b
from incidents_a join incidents_b using (incident_id);
create temp table groups_a as
select id_a as incident_id, min(id_b) as group_id from links group by id_a;
create temp table groups_b as
select id_b as incident_id, min(group_id) as group_id
from links join groups_a on id_a = groups_a.incident_id
group by id_b;
"""

INCIDENTS = """
with found as (
    select 'added' as change, incident_id, null::varchar[] as other_incident_ids
    from incidents_b anti join links on id_b = incident_id
    union all
    select 'dropped', incident_id, null from incidents_a
    anti join links on id_a = incident_id
    union all
    select 'merged', id_b, list_sort(list(id_a)) from links
    group by id_b having count(*) > 1
    union all
    select 'split', id_a, list_sort(list(id_b)) from links
    group by id_a having count(*) > 1
)
select
    change, incident_id, other_incident_ids, date_min, place_text, killed_low,
    killed_best, killed_high, injured_low, injured_best, injured_high
from found
join (
    from incidents_b union all
    from incidents_a anti join incidents_b using (incident_id)
) using (incident_id)
order by change, date_min, incident_id
"""

COUNTS = """
select
    (select count(*) from incidents_a) as incidents_before,
    (select count(*) from incidents_b) as incidents_after,
    count(*) filter (where change = 'added') as added,
    count(*) filter (where change = 'dropped') as dropped,
    count(*) filter (where change = 'merged') as merged,
    count(*) filter (where change = 'split') as split
from found
"""

TOTALS = """
with sums as (
    select
        measure, population, side,
        sum(coalesce(low, 0))::bigint as low,
        case when count(*) = count(figure) then sum(figure) end::bigint as best,
        sum(coalesce(high, best, low, 0))::bigint as high,
        count(*) filter (where is_open_high) as open_high_count,
        count(*) as incident_count
    from (
        select *, 'a' as side from figures_a
        union all by name
        select *, 'b' as side from figures_b
    )
    group by all
),
keys as (
    select measure, population from sums group by all
)
select
    measure, population,
    coalesce(a.low, 0) as low_before, a.best as best_before,
    coalesce(a.high, 0) as high_before,
    coalesce(b.low, 0) as low_after, b.best as best_after,
    coalesce(b.high, 0) as high_after,
    low_after - low_before as low_change,
    coalesce(best_after, case when b.low is null then 0 end)
    - coalesce(best_before, case when a.low is null then 0 end) as best_change,
    high_after - high_before as high_change,
    coalesce(a.open_high_count, 0) as open_highs_before,
    coalesce(b.open_high_count, 0) as open_highs_after,
    coalesce(a.incident_count, 0) as incidents_before,
    coalesce(b.incident_count, 0) as incidents_after
from keys
left join (from sums where side = 'a') as a using (measure, population)
left join (from sums where side = 'b') as b using (measure, population)
where (a.low, a.best, a.high, a.open_high_count, a.incident_count)
    is distinct from (b.low, b.best, b.high, b.open_high_count, b.incident_count)
order by measure, population
"""

# A document moved an incident where only one side has what it did to it.
DOCUMENTS = """
with grouped as (
    select coalesce(group_id, incident_id) as group_id, -1 as direction, figures_a.*
    from figures_a left join groups_a using (incident_id)
    union all by name
    select coalesce(group_id, incident_id) as group_id, 1 as direction, figures_b.*
    from figures_b left join groups_b using (incident_id)
),
moved as (
    select
        group_id, measure, population,
        sum(direction * coalesce(low, 0))::bigint as low_change,
        case when count(*) = count(figure) then sum(direction * figure) end::bigint
            as best_change,
        sum(direction * coalesce(high, best, low, 0))::bigint as high_change
    from grouped
    group by group_id, measure, population
    having low_change != 0 or high_change != 0 or sum(direction) != 0
        or best_change != 0 or count(figure) not in (0, count(*))
),
brought_a as (
    select coalesce(group_id, incident_id) as group_id, document_id, changed_at
    from changes_a left join groups_a using (incident_id)
),
brought_b as (
    select coalesce(group_id, incident_id) as group_id, document_id, changed_at
    from changes_b left join groups_b using (incident_id)
),
changes as (
    (from brought_a except from brought_b) union (from brought_b except from brought_a)
),
titles as (
    from titles_a union from titles_b
),
brought as (
    select
        group_id,
        list_sort(list(distinct coalesce(document, document_id))) as documents
    from changes left join titles using (document_id)
    group by group_id
)
select
    measure, population, coalesce(documents, []) as documents,
    count(*) as incident_count,
    sum(low_change)::bigint as low_change,
    case when count(*) = count(best_change) then sum(best_change) end::bigint
        as best_change,
    sum(high_change)::bigint as high_change
from moved left join brought using (group_id)
group by measure, population, documents
order by measure, population, abs(sum(moved.high_change)) desc, documents
"""
