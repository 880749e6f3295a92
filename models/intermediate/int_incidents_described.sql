-- When, where and by what means, from all reports of an incident: the interval of most
-- voices (the narrowest of equals), the place of the smallest radius, the most frequent
-- cause and kind of event. What was not chosen stays in the lists of alternatives.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

codes as (
    select * from {{ ref('int_reports_coded') }}
),

members as (
    select
        incident_reports.incident_id,
        reports.*,
        locations.* exclude (report_id),  -- noqa: RF02
        codes.cause_id,
        codes.event_type_id
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
    left join locations on incident_reports.report_id = locations.report_id
    left join codes on incident_reports.report_id = codes.report_id
),

intervals as (
    select
        incident_id,
        date_min,
        date_max,
        any_value(date_precision) as date_precision,
        row_number() over (
            partition by incident_id
            order by
                count(distinct source_id) desc,
                date_diff('day', date_min, date_max) asc,
                date_min asc
        ) as preference
    from members
    where date_min is not null
    group by incident_id, date_min, date_max
),

places as (
    select *
    from members
    where country_id is not null or latitude is not null
    qualify
        row_number() over (
            partition by incident_id
            order by radius_m asc nulls last, published_at asc, report_id asc
        ) = 1
),

causes as (
    select
        incident_id,
        cause_id,
        row_number() over (
            partition by incident_id order by count(*) desc, cause_id asc
        ) as preference
    from members
    where cause_id is not null
    group by incident_id, cause_id
),

event_types as (
    select
        incident_id,
        event_type_id,
        row_number() over (
            partition by incident_id order by count(*) desc, event_type_id asc
        ) as preference
    from members
    where event_type_id is not null
    group by incident_id, event_type_id
),

summarised as (
    select
        incident_id,
        count(*) as report_count,
        count(distinct source_id) as source_count,
        min(published_at) as first_published_at,
        not bool_and(coalesce(lower(harm_status) = 'discounted', false)) as is_counted,
        list_distinct(
            list(date_min::varchar || '/' || date_max::varchar order by date_min)
            filter (where date_min is not null)
        ) as date_alternatives,
        list_sort(list_distinct(list(place_text) filter (where place_text is not null)))
            as place_alternatives,
        list_sort(list_distinct(list(cause_id) filter (where cause_id is not null)))
            as cause_alternatives,
        list_sort(
            list_distinct(list(event_type_id) filter (where event_type_id is not null))
        ) as event_type_alternatives
    from members
    group by incident_id
),

final as (
    select
        summarised.incident_id,
        intervals.date_min,
        intervals.date_max,
        intervals.date_precision,
        case
            when intervals.date_min is null then 'undated'
            when
                date_trunc('month', intervals.date_min)
                = date_trunc('month', intervals.date_max)
                then strftime(intervals.date_min, '%Y-%m')
            else 'spans'
        end as incident_month,
        places.place_id,
        places.place_text,
        places.admin1_id,
        places.country_id,
        places.latitude,
        places.longitude,
        places.radius_m,
        places.location_method,
        causes.cause_id,
        event_types.event_type_id,
        summarised.date_alternatives,
        summarised.place_alternatives,
        summarised.cause_alternatives,
        summarised.event_type_alternatives,
        summarised.report_count,
        summarised.source_count,
        summarised.first_published_at,
        summarised.is_counted,
        coalesce(
            date_diff('day', intervals.date_min, intervals.date_max)
            >= {{ var('coarse_days') }},
            true
        )
        or coalesce(places.radius_m > {{ var('coarse_radius_m') }}, true) as is_coarse
    from summarised
    left join intervals
        on summarised.incident_id = intervals.incident_id and intervals.preference = 1
    left join places on summarised.incident_id = places.incident_id
    left join causes
        on summarised.incident_id = causes.incident_id and causes.preference = 1
    left join event_types
        on summarised.incident_id = event_types.incident_id
        and event_types.preference = 1
)

select * from final
