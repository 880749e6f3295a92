-- Reports of incidents, in their last version, in the order in which they join: of
-- publication, then of their ids. Of the reports that share an exclusive_id no two tell
-- of one incident, unless their source or a reviewer says so: the rows of a data set
-- whose rows are events, those that were coded from one article, the reports of one
-- text.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    where unit = 'incident' and is_last
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

source_facts as (
    select * from {{ ref('sources') }}
),

ordered as (
    select
        reports.report_id,
        row_number() over (order by reports.first_known_from, reports.report_id) - 1
            as turn,
        dense_rank() over (order by reports.first_known_from) as moment,
        reports.known_to is not null as is_withdrawn,
        case
            when reports.native_id is null then reports.document_id
            when
                reports.event_id_source is not null
                or coalesce(source_facts.rows_are_events, true)
                then reports.source_id
            else {{ key([
                'reports.source_id', 'coalesce(reports.told_in, reports.report_id)'
            ]) }}
        end as exclusive_id,
        {{ key([
            'reports.source_id',
            'coalesce(reports.event_id_source, reports.report_group, reports.report_id)'
        ]) }} as event_id
    from reports
    inner join documents on reports.document_id = documents.document_id
    left join source_facts on documents.source_name = source_facts.source_name
),

final as (
    select
        *,
        min(turn) over (partition by exclusive_id) as exclusive_turn,
        min(turn) over (partition by event_id) as event_turn
    from ordered
)

select * from final
