with reports as (
    select * from {{ ref('int_reports_current') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

report_aliases as (
    select * from {{ ref('stg_report_aliases') }}
),

report_actors as (
    select * from {{ ref('stg_report_actors') }}
),

report_sources as (
    select * from {{ ref('stg_report_sources') }}
),

report_quirks as (
    select * from {{ ref('stg_report_quirks') }}
),

codes as (
    select * from {{ ref('int_reports_coded') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_current
),

aliases as (
    select
        report_id,
        content_hash,
        list_sort(list(distinct alias)) as aliases
    from report_aliases
    group by report_id, content_hash
),

cited as (
    select
        report_id,
        content_hash,
        count(*) as cited_source_count,
        count(distinct url) as cited_url_count
    from report_sources
    group by report_id, content_hash
),

-- Codes are odd only among all that is loaded, so that no load can flag them.
named as (
    select
        report_aliases.report_id,
        report_aliases.content_hash,
        count(distinct report_aliases.report_id) over (
            partition by
                documents.source_name, report_aliases.authority, report_aliases.alias
        ) as report_count
    from report_aliases
    inner join reports
        on report_aliases.report_id = reports.report_id
        and report_aliases.content_hash = reports.content_hash
    inner join documents on reports.document_id = documents.document_id
),

odd as (
    select
        report_id,
        content_hash,
        quirk
    from report_quirks
    union all
    select
        report_id,
        content_hash,
        'code_not_unique' as quirk
    from named
    where report_count > 1
),

quirks_met as (
    select
        report_id,
        content_hash,
        list_sort(list(distinct quirk)) as quirks
    from odd
    group by report_id, content_hash
),

-- One alleged perpetrator's assessment is the report's; of two nobody speaks for it.
assessed as (
    select
        report_id,
        content_hash,
        any_value(assessment) as assessment
    from report_actors
    where actor_role = 'perpetrator'
    group by report_id, content_hash
    having count(distinct actor_text) = 1 and count(distinct assessment) = 1
),

claim_counts as (
    select
        report_id,
        count(*) as claim_count,
        bool_or(is_status_contested) as is_status_contested
    from claims
    group by report_id
),

final as (
    select
        reports.report_id,
        incident_reports.incident_id,
        reports.document_id,
        {{ key(['documents.source_name']) }} as source_id,
        reports.native_id,
        aliases.aliases,
        {{ report_subject('reports') }} as subject,
        reports.event_id_source,
        reports.report_group,
        reports.unit,
        reports.anchor_start,
        reports.anchor_end,
        locations.place_id,
        locations.place_text,
        locations.admin1_id,
        locations.country_id,
        locations.latitude,
        locations.longitude,
        locations.radius_m,
        locations.location_method,
        coalesce(locations.place_count, 0) as place_count,
        codes.cause_id,
        reports.cause_text,
        reports.cause_span_start,
        reports.cause_span_end,
        codes.event_type_id,
        reports.event_type_text,
        reports.harm_status,
        reports.attribution_status,
        coalesce(
            reports.civilian_status,
            case when claim_counts.is_status_contested then 'contested' end
        ) as civilian_status,
        coalesce(reports.belligerent_assessment, assessed.assessment)
            as belligerent_assessment,
        coalesce(quirks_met.quirks, []::varchar[]) as quirks,
        coalesce(claim_counts.claim_count, 0) as claim_count,
        coalesce(cited.cited_source_count, 0) as cited_source_count,
        coalesce(cited.cited_url_count, 0) as cited_url_count,
        incident_reports.match_rule,
        incident_reports.matched_with_report_id,
        incident_reports.match_score,
        coalesce(incident_reports.is_unsure, false) as is_unsure,
        reports.date_min,
        reports.date_max,
        reports.date_precision,
        reports.date_span_start,
        reports.date_span_end,
        reports.published_at
    from reports
    inner join documents on reports.document_id = documents.document_id
    left join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    left join incident_reports on reports.report_id = incident_reports.report_id
    left join aliases
        on reports.report_id = aliases.report_id
        and reports.content_hash = aliases.content_hash
    left join cited
        on reports.report_id = cited.report_id
        and reports.content_hash = cited.content_hash
    left join quirks_met
        on reports.report_id = quirks_met.report_id
        and reports.content_hash = quirks_met.content_hash
    left join codes
        on reports.report_id = codes.report_id
        and reports.content_hash = codes.content_hash
    left join assessed
        on reports.report_id = assessed.report_id
        and reports.content_hash = assessed.content_hash
    left join claim_counts on reports.report_id = claim_counts.report_id
)

select * from final
