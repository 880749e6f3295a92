-- Of what a version of an incident was made: the reports that were known then, each in
-- the content that it then had.
with incidents as (
    select * from {{ ref('int_incidents_dated') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

final as (
    select
        incidents.incident_id,
        incidents.known_from,
        incidents.known_to,
        reports.report_id,
        reports.content_hash,
        reports.source_id,
        reports.report_group,
        reports.harm_status,
        reports.date_min,
        reports.date_max,
        reports.date_precision,
        reports.published_at
    from incidents
    inner join incident_reports
        on incidents.incident_id = incident_reports.incident_id
    inner join reports
        on incident_reports.report_id = reports.report_id
        and incidents.known_from >= reports.known_from
        and coalesce(incidents.known_from < reports.known_to, true)
)

select * from final
