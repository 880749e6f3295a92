-- The plain rule of matching across sources: the intervals share a day, the places lie
-- within the sum of both radii, and a measure that both count has compatible figures.
-- Every pair goes from a report to one that was published before it.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    where is_last
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_last
),

-- Rows of one data set are distinct events, as are the reports of one text: no two of
-- the same exclusive_id are ever joined by a comparison.
comparable_reports as (
    select
        reports.report_id,
        reports.first_known_from,
        case
            when reports.native_id is null then reports.document_id
            else reports.source_id
        end as exclusive_id,
        reports.date_min,
        reports.date_max,
        locations.country_id,
        locations.latitude,
        locations.longitude,
        locations.radius_m
    from reports
    inner join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    where
        reports.unit = 'incident'
        and date_diff('day', reports.date_min, reports.date_max)
        < {{ var('match_max_days') }}
        and locations.radius_m <= {{ var('match_max_radius_m') }}
),

report_days as (
    select
        *,
        unnest(generate_series(date_min, date_max, interval '1 day'))::date
            as shared_day
    from comparable_reports
),

near_pairs as (
    select
        later.report_id,
        earlier.report_id as earlier_report_id,
        count(*) as shared_day_count,
        any_value(
            date_diff(
                'day',
                least(later.date_min, earlier.date_min),
                greatest(later.date_max, earlier.date_max)
            ) + 1
        ) as union_day_count,
        any_value({{ distance_m(
            'later.latitude', 'later.longitude',
            'earlier.latitude', 'earlier.longitude'
        ) }}) as distance_m,
        any_value(later.radius_m + earlier.radius_m) as radii_m
    from report_days as later
    inner join report_days as earlier
        on later.shared_day = earlier.shared_day
        and later.country_id = earlier.country_id
        and later.exclusive_id != earlier.exclusive_id
        and (later.first_known_from, later.report_id)
        > (earlier.first_known_from, earlier.report_id)
    group by later.report_id, earlier.report_id
    having distance_m <= radii_m
),

figures as (
    select
        report_id,
        measure,
        population,
        min(coalesce(low, best, 0)) as least,
        max(case
            when is_open then 1e9
            else coalesce(high, best, low)
        end) as most,
        max(coalesce(best, low, high)) as figure
    from claims
    where
        is_votable
        and breakdown = ''
        and population in ('all', 'civilian')
        and role in ('victim', 'all')
        and count_basis != 'coded_zero'
    group by report_id, measure, population
),

compared_figures as (
    select
        near_pairs.report_id,
        near_pairs.earlier_report_id,
        later.figure = earlier.figure as is_equal,
        case
            when later.population = earlier.population
                then later.least <= earlier.most and earlier.least <= later.most
            when later.population = 'civilian' then later.least <= earlier.most
            else earlier.least <= later.most
        end as is_compatible,
        least(later.most, earlier.most) > 0 as is_positive
    from near_pairs
    inner join figures as later on near_pairs.report_id = later.report_id
    inner join figures as earlier
        on near_pairs.earlier_report_id = earlier.report_id
        and later.measure = earlier.measure
),

compatible_pairs as (
    select
        report_id,
        earlier_report_id,
        count(*) as compared_count,
        avg(is_equal::integer) as equal_share
    from compared_figures
    group by report_id, earlier_report_id
    having bool_and(is_compatible) and bool_or(is_positive)
),

final as (
    select
        near_pairs.report_id,
        near_pairs.earlier_report_id,
        near_pairs.distance_m,
        near_pairs.radii_m,
        near_pairs.shared_day_count,
        compatible_pairs.compared_count,
        (
            near_pairs.shared_day_count / near_pairs.union_day_count
            + 1 - near_pairs.distance_m / near_pairs.radii_m
            + compatible_pairs.equal_share
        ) / 3 as match_score
    from near_pairs
    inner join compatible_pairs
        on near_pairs.report_id = compatible_pairs.report_id
        and near_pairs.earlier_report_id = compatible_pairs.earlier_report_id
)

select * from final
