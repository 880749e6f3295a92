with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

report_actors as (
    select * from {{ ref('int_report_actors_named') }}
),

final as (
    select
        incident_reports.incident_id,
        {{ key(['report_actors.actor_name']) }} as actor_id,
        report_actors.actor_role,
        list_sort(
            list(distinct report_actors.certainty)
            filter (where report_actors.certainty is not null)
        ) as certainties,
        list_sort(
            list(distinct report_actors.assessment)
            filter (where report_actors.assessment is not null)
        ) as assessments,
        count(distinct report_actors.report_id) as report_count
    from incident_reports
    inner join report_actors on incident_reports.report_id = report_actors.report_id
    group by incident_reports.incident_id, actor_id, report_actors.actor_role
)

select * from final
