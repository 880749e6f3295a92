-- Figures of tolls that stand, each with the day it counts to and the series that it is
-- a point of: the source's own series; else what one voice says of one place and cause;
-- where no place is known, the report alone.
with claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_current and is_standing and scope in ('period', 'cumulative')
),

-- What is said of all days in a text that tells of no incident is a toll, too.
reports as (
    select * from {{ ref('int_reports_current') }}
    where unit in ('running_toll', 'period_toll', 'area_aggregate', 'background')
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

final as (
    select
        claims.* exclude (content_hash, is_current, is_last),  -- noqa: RF02
        {{ key(['documents.source_name']) }} as source_id,
        reports.unit,
        reports.published_at,
        locations.place_id,
        locations.place_text,
        locations.admin1_id,
        locations.country_id,
        reports.cause_text,
        reports.event_type_text,
        coalesce(claims.period_end, reports.date_max, reports.published_at::date)
            as toll_date,
        case
            when reports.series_text is not null
                then {{ key(['documents.source_name', 'reports.series_text']) }}
            when coalesce(locations.place_id, locations.place_text) is not null
                then {{ key([
                    'claims.voice_name', 'locations.place_id', 'locations.place_text',
                    'reports.cause_text', 'reports.event_type_text', 'reports.unit'
                ]) }}
            else claims.report_id
        end as series_id,
        coalesce(
            reports.series_text,
            concat_ws(
                ', ', claims.voice_name, locations.place_text, reports.cause_text,
                reports.event_type_text
            )
        ) as series_name
    from claims
    inner join reports on claims.report_id = reports.report_id
    inner join documents on claims.document_id = documents.document_id
    left join locations
        on claims.report_id = locations.report_id
        and claims.content_hash = locations.content_hash
)

select * from final
