-- When, where and by what means, in each version of an incident, from all reports that
-- were known then: the interval of most voices (the narrowest of equals), the place of
-- the smallest radius, the most frequent cause and kind of event. What was not chosen
-- stays in the lists of alternatives.
with reports as (
    select * from {{ ref('int_reports_known') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

codes as (
    select * from {{ ref('int_reports_coded') }}
),

members as (
    select
        reports.*,
        locations.* exclude (report_id, content_hash),  -- noqa: RF02
        codes.cause_id,
        codes.event_type_id
    from reports
    left join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    left join codes
        on reports.report_id = codes.report_id
        and reports.content_hash = codes.content_hash
),

intervals as (
    select
        incident_id,
        known_from,
        date_min,
        date_max,
        any_value(date_precision) as date_precision,
        row_number() over (
            partition by incident_id, known_from
            order by
                count(distinct source_id) desc,
                date_diff('day', date_min, date_max) asc,
                date_min asc
        ) as preference
    from members
    where date_min is not null
    group by incident_id, known_from, date_min, date_max
),

places as (
    select *
    from members
    where country_id is not null or latitude is not null
    qualify
        row_number() over (
            partition by incident_id, known_from
            order by radius_m asc nulls last, published_at asc, report_id asc
        ) = 1
),

causes as (
    select
        incident_id,
        known_from,
        cause_id,
        row_number() over (
            partition by incident_id, known_from
            order by count(*) desc, cause_id asc
        ) as preference
    from members
    where cause_id is not null
    group by incident_id, known_from, cause_id
),

event_types as (
    select
        incident_id,
        known_from,
        event_type_id,
        row_number() over (
            partition by incident_id, known_from
            order by count(*) desc, event_type_id asc
        ) as preference
    from members
    where event_type_id is not null
    group by incident_id, known_from, event_type_id
),

summarised as (
    select
        incident_id,
        known_from,
        any_value(known_to) as known_to,
        count(*) as report_count,
        count(distinct source_id) as source_count,
        min(published_at) as first_published_at,
        not bool_and(coalesce(lower(harm_status) = 'discounted', false)) as is_counted,
        list_sort(
            list_distinct(
                list(date_min::varchar || '/' || date_max::varchar)
                filter (where date_min is not null)
            )
        ) as date_alternatives,
        list_sort(list_distinct(list(place_text) filter (where place_text is not null)))
            as place_alternatives,
        list_sort(list_distinct(list(cause_id) filter (where cause_id is not null)))
            as cause_alternatives,
        list_sort(
            list_distinct(list(event_type_id) filter (where event_type_id is not null))
        ) as event_type_alternatives
    from members
    group by incident_id, known_from
),

final as (
    select
        summarised.incident_id,
        summarised.known_from,
        summarised.known_to,
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
        on summarised.incident_id = intervals.incident_id
        and summarised.known_from = intervals.known_from
        and intervals.preference = 1
    left join places
        on summarised.incident_id = places.incident_id
        and summarised.known_from = places.known_from
    left join causes
        on summarised.incident_id = causes.incident_id
        and summarised.known_from = causes.known_from
        and causes.preference = 1
    left join event_types
        on summarised.incident_id = event_types.incident_id
        and summarised.known_from = event_types.known_from
        and event_types.preference = 1
)

select * from final
