-- Actors of the reports that stand, each under the one name of its alias list.
with reports as (
    select * from {{ ref('int_reports_current') }}
),

report_actors as (
    select * from {{ ref('stg_report_actors') }}
),

actor_words as (
    select * from {{ ref('int_actor_words_resolved') }}
),

final as (
    select
        report_actors.report_id,
        report_actors.actor_order,
        coalesce(
            actor_words.actor_name,
            {{ mask_names('report_actors.actor_text', 'reports.person_names') }}
        ) as actor_name,
        report_actors.actor_role,
        report_actors.certainty,
        report_actors.assessment
    from reports
    inner join report_actors
        on reports.report_id = report_actors.report_id
        and reports.content_hash = report_actors.content_hash
    left join actor_words on report_actors.actor_text = actor_words.actor_text
)

select * from final
