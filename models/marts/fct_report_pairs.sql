with compared as (
    select * from {{ ref('int_reports_compared') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

-- A reviewer may decide on two reports that nothing compared.
pairs as (
    select
        compared.match_score,
        decisions.* exclude (report_id, other_report_id),  -- noqa: RF02
        coalesce(compared.report_id, decisions.report_id) as report_id,
        coalesce(compared.earlier_report_id, decisions.other_report_id)
            as earlier_report_id
    from compared
    full join decisions
        on compared.report_id = decisions.report_id
        and compared.earlier_report_id = decisions.other_report_id
),

members as (
    select
        incident_reports.*,
        case
            when reports.native_id is null then reports.document_id
            else reports.source_id
        end as exclusive_id
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
),

taken_places as (
    select distinct
        incident_id,
        exclusive_id
    from members
),

final as (
    select
        pairs.report_id,
        pairs.earlier_report_id,
        laters.incident_id,
        earliers.incident_id as earlier_incident_id,
        pairs.decision_id,
        pairs.match_score,
        []::struct(comparison varchar, level varchar, weight double)[] as evidence,
        case
            when laters.incident_id is null or earliers.incident_id is null
                then 'no_incident'
            when laters.incident_id = earliers.incident_id then 'joined'
            when pairs.verdict in ('different', 'parent_of') then 'decided_apart'
            when
                places_of_later.incident_id is not null
                or places_of_earlier.incident_id is not null
                then 'place_taken'
            when laters.match_score >= pairs.match_score then 'joined_elsewhere'
            else 'score_low'
        end as outcome,
        pairs.verdict,
        pairs.parent_report_id,
        pairs.reviewer as reviewed_by,
        pairs.note as review_note,
        coalesce(
            pairs.verdict is null
            and pairs.match_score >= {{ var('match_review_score') }}
            and pairs.match_score < {{ var('match_sure_score') }}
            and case outcome
                when 'joined'
                    then laters.matched_with_report_id = pairs.earlier_report_id
                when 'joined_elsewhere'
                    then laters.match_score < {{ var('match_sure_score') }}
                else outcome = 'score_low'
            end,
            false
        ) as is_for_review,
        pairs.decided_at as reviewed_at
    from pairs
    left join members as laters on pairs.report_id = laters.report_id
    left join members as earliers on pairs.earlier_report_id = earliers.report_id
    left join taken_places as places_of_later
        on earliers.incident_id = places_of_later.incident_id
        and laters.exclusive_id = places_of_later.exclusive_id
    left join taken_places as places_of_earlier
        on laters.incident_id = places_of_earlier.incident_id
        and earliers.exclusive_id = places_of_earlier.exclusive_id
)

select * from final
