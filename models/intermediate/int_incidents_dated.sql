-- The versions of an incident: at every moment at which a version of one of its reports
-- begins or ends, what is known of it may change. While no report of it stands, it has
-- no version.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_dated') }}
),

members as (
    select
        incident_reports.incident_id,
        reports.known_from,
        reports.known_to
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
),

moments as (
    select
        incident_id,
        known_from as moment
    from members
    union
    select
        incident_id,
        known_to as moment
    from members
    where known_to is not null
),

slices as (
    select
        incident_id,
        moment as known_from,
        lead(moment) over (partition by incident_id order by moment) as known_to
    from moments
),

final as (
    select
        slices.incident_id,
        slices.known_from,
        slices.known_to
    from slices
    inner join members
        on slices.incident_id = members.incident_id
        and slices.known_from >= members.known_from
        and coalesce(slices.known_from < members.known_to, true)
    group by slices.incident_id, slices.known_from, slices.known_to
)

select * from final
