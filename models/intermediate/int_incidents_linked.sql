-- What an incident's id has to do with other ids, so that one which was printed before
-- a merge, a split or a new reading still leads to its incident of today.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

known_reports as (
    select * from {{ ref('stg_reports') }}
),

decisions as (
    select * from {{ ref('int_pairs_decided') }}
),

-- An incident bears the id of its earliest report, so that what was printed of any
-- incident that came or went is the id of a report.
members as (
    select
        incident_reports.incident_id,
        incident_reports.report_id as linked_incident_id,
        'alias' as link,
        decisions.decision_id,
        decisions.decided_at
    from incident_reports
    left join decisions
        on decisions.verdict = 'same'
        and least(incident_reports.report_id, incident_reports.matched_with_report_id)
        = least(decisions.report_id, decisions.other_report_id)
        and greatest(
            incident_reports.report_id, incident_reports.matched_with_report_id
        )
        = greatest(decisions.report_id, decisions.other_report_id)
    where incident_reports.report_id != incident_reports.incident_id
),

current_keys as (
    select report_id from reports
),

-- A report of a text that an older reading cut otherwise: the one of today whose words
-- share most characters with it.
read_anew as (
    select
        incident_reports.incident_id,
        known_reports.report_id as linked_incident_id,
        'alias' as link
    from known_reports
    inner join reports
        on known_reports.document_id = reports.document_id
        and known_reports.anchor_start < reports.anchor_end
        and known_reports.anchor_end > reports.anchor_start
        and reports.native_id is null
    inner join incident_reports on reports.report_id = incident_reports.report_id
    where
        known_reports.native_id is null
        and known_reports.report_id not in (
            select current_keys.report_id from current_keys
        )
    qualify
        row_number() over (
            partition by known_reports.report_id
            order by
                least(reports.anchor_end, known_reports.anchor_end)
                - greatest(reports.anchor_start, known_reports.anchor_start) desc,
                reports.anchor_end - reports.anchor_start asc,
                reports.report_id asc,
                known_reports.content_hash asc
        ) = 1
),

decided as (
    select
        laters.incident_id,
        earliers.incident_id as other_incident_id,
        decisions.verdict,
        parents.incident_id as parent_incident_id,
        decisions.decision_id,
        decisions.decided_at
    from decisions
    inner join incident_reports as laters on decisions.report_id = laters.report_id
    inner join incident_reports as earliers
        on decisions.other_report_id = earliers.report_id
    left join incident_reports as parents
        on decisions.parent_report_id = parents.report_id
    where
        decisions.verdict in ('different', 'parent_of')
        and laters.incident_id != earliers.incident_id
),

both_ways as (
    select
        *,
        other_incident_id as linked_incident_id
    from decided
    union all by name
    select
        * exclude (incident_id, other_incident_id),  -- noqa: RF02
        other_incident_id as incident_id,
        incident_id as linked_incident_id
    from decided
),

kept_apart as (
    select
        incident_id,
        linked_incident_id,
        case when verdict = 'parent_of' then 'parent' else 'apart' end as link,
        decision_id,
        decided_at
    from both_ways
    where verdict = 'different' or linked_incident_id = parent_incident_id
),

links as (
    select * from members
    union all by name
    select * from read_anew
    union all by name
    select * from kept_apart
),

final as (
    select
        incident_id,
        linked_incident_id,
        link,
        decision_id
    from links
    qualify
        row_number() over (
            partition by incident_id, linked_incident_id, link
            order by decided_at desc nulls last, decision_id asc
        ) = 1
)

select * from final
