-- What the versions of reports call the cause and the kind of event, in the codes of
-- the seeds. A cause is a word like any other; a kind of event is a label of its
-- publisher.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    qualify
        row_number() over (
            partition by report_id, content_hash order by known_from desc
        ) = 1
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

cause_aliases as (
    select * from {{ ref('cause_aliases') }}
),

event_type_aliases as (
    select * from {{ ref('event_type_aliases') }}
),

worded as (
    select
        reports.report_id,
        reports.content_hash,
        documents.source_name,
        lower(reports.cause_text) as cause_label,
        lower(reports.event_type_text) as event_type_label
    from reports
    inner join documents on reports.document_id = documents.document_id
),

cause_labels as (
    select distinct cause_label as label
    from worded
    where cause_label is not null
),

event_type_labels as (
    select distinct
        source_name,
        event_type_label as label
    from worded
    where event_type_label is not null
),

causes as (
    {{ agreed_codes('cause_labels', 'cause_aliases', 'alias', 'cause_id') }}
),

event_types as (
    {{ agreed_codes(
        'event_type_labels', 'event_type_aliases', 'label', 'event_type_id',
        scope=['source_name'],
    ) }}
),

final as (
    select
        worded.report_id,
        worded.content_hash,
        causes.cause_id,
        event_types.event_type_id
    from worded
    left join causes on worded.cause_label = causes.label
    left join event_types
        on worded.source_name = event_types.source_name
        and worded.event_type_label = event_types.label
)

select * from final
