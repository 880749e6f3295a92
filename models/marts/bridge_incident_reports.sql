with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
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
)

select * from final
