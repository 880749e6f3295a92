-- Actors of the reports that stand, each under the one name of its alias list.
with reports as (
    select * from {{ ref('int_reports_current') }}
),

report_actors as (
    select * from {{ ref('stg_report_actors') }}
),

actor_aliases as (
    select * from {{ ref('actor_aliases') }}
),

final as (
    select
        report_actors.report_id,
        report_actors.actor_order,
        coalesce(
            actor_aliases.actor_name,
            {{ mask_names('report_actors.actor_text', 'reports.person_names') }}
        ) as actor_name,
        report_actors.actor_role,
        report_actors.certainty,
        report_actors.assessment
    from reports
    inner join report_actors
        on reports.report_id = report_actors.report_id
        and reports.content_hash = report_actors.content_hash
    left join actor_aliases
        on lower(report_actors.actor_text) = lower(actor_aliases.alias)
)

select * from final
