with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

final as (
    select
        incident_id,
        report_id,
        match_rule,
        matched_with_report_id,
        match_score,
        is_unsure
    from incident_reports
    where report_id in (select reports.report_id from reports)
)

select * from final
