-- Which two reports each standing decision on a pair is on today. A data set's report
-- is found by its key; a text's by its document and span, after a new reading as the
-- report of that document whose words share most characters with these. The newest of
-- several decisions that came to be on the same two reports is in force.
with decisions as (
    select * from {{ ref('int_decisions_standing') }}
    where kind = 'pair'
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

known_reports as (
    select * from {{ ref('stg_reports') }}
),

known_documents as (
    select * from {{ ref('stg_documents') }}
),

current_documents as (
    select * from {{ ref('int_documents_current') }}
),

ends as (
    select
        decision_id,
        unnest(string_split(subject, '||')) as report_end,
        unnest([1, 2]) as end_order
    from decisions
),

named_ends as (
    select
        *,
        split_part(report_end, '|', 1) as key_named,
        contains(report_end, '|') as is_text,
        try_cast(split_part(split_part(report_end, '|', 2), '-', 1) as bigint)
            as span_start,
        try_cast(split_part(split_part(report_end, '|', 2), '-', 2) as bigint)
            as span_end
    from ends
),

found_rows as (
    select
        named_ends.decision_id,
        named_ends.end_order,
        reports.report_id
    from named_ends
    inner join reports
        on named_ends.key_named = reports.report_id
        and reports.native_id is not null
    where not named_ends.is_text
),

found_texts as (
    select
        named_ends.decision_id,
        named_ends.end_order,
        reports.report_id
    from named_ends
    inner join reports
        on named_ends.key_named = reports.document_id
        and named_ends.span_start < reports.anchor_end
        and named_ends.span_end > reports.anchor_start
        and reports.native_id is null
    where named_ends.is_text
    qualify
        row_number() over (
            partition by named_ends.decision_id, named_ends.end_order
            order by
                least(reports.anchor_end, named_ends.span_end)
                - greatest(reports.anchor_start, named_ends.span_start) desc,
                reports.anchor_end - reports.anchor_start asc,
                reports.report_id asc
        ) = 1
),

found_ends as (
    select * from found_rows
    union all
    select * from found_texts
),

-- A folder of decisions may serve several warehouses: one that names what was never
-- loaded into this one is no fault.
attached_ends as (
    select
        named_ends.decision_id,
        named_ends.end_order,
        reports.report_id,
        reports.published_at,
        current_documents.person_names,
        case
            when named_ends.is_text
                then named_ends.key_named in (
                    select known_documents.document_id from known_documents
                )
            else named_ends.key_named in (
                select known_reports.report_id from known_reports
            )
        end as is_loaded
    from named_ends
    left join found_ends
        on named_ends.decision_id = found_ends.decision_id
        and named_ends.end_order = found_ends.end_order
    left join reports on found_ends.report_id = reports.report_id
    left join current_documents
        on current_documents.document_id
        = case
            when named_ends.is_text then named_ends.key_named
            else reports.document_id
        end
),

paired as (
    select
        decisions.*,
        firsts.report_id as first_report_id,
        seconds.report_id as second_report_id,
        (firsts.published_at, firsts.report_id)
        > (seconds.published_at, seconds.report_id) as is_first_later,
        firsts.report_id != seconds.report_id as are_two,
        firsts.is_loaded and seconds.is_loaded as is_loaded,
        -- Two reports that a newer reading made one are the same, as was decided.
        coalesce(are_two or decisions.verdict = 'same', false)
        and firsts.report_id is not null
        and seconds.report_id is not null as is_attached,
        case
            when are_two and is_first_later then firsts.report_id
            when are_two then seconds.report_id
        end as report_id,
        case
            when are_two and is_first_later then seconds.report_id
            when are_two then firsts.report_id
        end as other_report_id,
        list_concat(firsts.person_names, seconds.person_names) as person_names
    from decisions
    inner join attached_ends as firsts
        on decisions.decision_id = firsts.decision_id
        and firsts.end_order = 1
    inner join attached_ends as seconds
        on decisions.decision_id = seconds.decision_id
        and seconds.end_order = 2
),

final as (
    select
        decision_id,
        subject,
        verdict,
        reviewer,
        decided_at,
        {{ mask_names('note', 'person_names') }} as note,
        first_report_id,
        second_report_id,
        report_id,
        other_report_id,
        case when verdict = 'parent_of' and are_two then first_report_id end
            as parent_report_id,
        is_loaded,
        is_attached,
        report_id is not null
        and row_number() over (
            partition by report_id, other_report_id
            order by decided_at desc, decision_id asc
        ) = 1 as is_in_force
    from paired
)

select * from final
