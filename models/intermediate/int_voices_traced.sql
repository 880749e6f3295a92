-- Voices of an incident with the origin that they draw on. A voice whose first report
-- of the incident is traced to an earlier report has the origin of the voice that leads
-- there; every other voice is an origin itself. In a report its publisher's own voice
-- leads, else the one with most figures: so of two copies of an article the publishers
-- are one origin, and the ministry and the hospital that it quotes stay two.
with recursive incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where review_verdict is distinct from 'rejected'
),

traced_reports as (
    select * from {{ ref('int_reports_traced') }}
),

report_voices as (
    select
        incident_reports.incident_id,
        incident_reports.report_id,
        claims.voice_id,
        reports.published_at,
        row_number() over (
            partition by incident_reports.incident_id, incident_reports.report_id
            order by
                any_value(claims.voice_name = documents.source_name) desc,
                count(*) desc,
                claims.voice_id asc
        ) = 1 as is_leading
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
    inner join documents on reports.document_id = documents.document_id
    inner join claims on incident_reports.report_id = claims.report_id
    group by
        incident_reports.incident_id, incident_reports.report_id, claims.voice_id,
        reports.published_at
),

first_reports as (
    select *
    from report_voices
    qualify
        row_number() over (
            partition by incident_id, voice_id order by published_at, report_id
        ) = 1
),

links as (
    select
        first_reports.incident_id,
        first_reports.voice_id,
        origin_voices.voice_id as origin_voice_id,
        traced_reports.origin_report_id,
        traced_reports.trace_rule,
        traced_reports.text_similarity
    from first_reports
    inner join traced_reports
        on first_reports.incident_id = traced_reports.incident_id
        and first_reports.report_id = traced_reports.report_id
    inner join report_voices as origin_voices
        on traced_reports.incident_id = origin_voices.incident_id
        and traced_reports.origin_report_id = origin_voices.report_id
    where first_reports.is_leading and origin_voices.is_leading
),

-- From the origins down: every link leads to a voice that spoke earlier, so the walk
-- ends.
chains as (
    select
        links.incident_id,
        links.voice_id,
        links.origin_voice_id as origin_id
    from links
    left join links as earlier_links
        on links.incident_id = earlier_links.incident_id
        and links.origin_voice_id = earlier_links.voice_id
    where earlier_links.voice_id is null

    union all

    select
        links.incident_id,
        links.voice_id,
        chains.origin_id
    from links
    inner join chains
        on links.incident_id = chains.incident_id
        and links.origin_voice_id = chains.voice_id
),

final as (
    select
        report_voices.incident_id,
        report_voices.report_id,
        report_voices.voice_id,
        coalesce(chains.origin_id, report_voices.voice_id) as origin_id,
        links.origin_report_id,
        coalesce(links.trace_rule, 'itself') as trace_rule,
        links.text_similarity,
        report_voices.is_leading
    from report_voices
    left join chains
        on report_voices.incident_id = chains.incident_id
        and report_voices.voice_id = chains.voice_id
    left join links
        on report_voices.incident_id = links.incident_id
        and report_voices.voice_id = links.voice_id
)

select * from final
