-- Which documents changed what is known of an incident, and when: those that brought a
-- version of one of its reports, and those that ended one.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

final as (
    select
        incident_reports.incident_id,
        reports.first_document_id as document_id,
        reports.known_from as changed_at
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
    union
    select
        incident_reports.incident_id,
        reports.ended_by_document_id as document_id,
        reports.known_to as changed_at
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
    where reports.known_to is not null
)

select * from final
