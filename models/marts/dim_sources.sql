with source_facts as (
    select * from {{ ref('sources') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

names as (
    select source_name from source_facts
    union
    select voice_name from claims
    union
    select source_name from documents
),

carried as (
    select
        documents.source_name,
        count(*) as report_count,
        min(reports.date_min) as covers_from,
        max(reports.date_max) as covers_to
    from reports
    inner join documents on reports.document_id = documents.document_id
    group by documents.source_name
),

spoken as (
    select
        voice_name as source_name,
        count(*) filter (where is_current) as claim_count,
        list_sort(
            list(distinct measure)
            filter (where is_current and review_verdict is distinct from 'rejected')
        ) as measures_stated
    from claims
    group by voice_name
),

languages as (
    select
        source_name,
        list_sort(list(distinct language) filter (where language is not null))
            as languages
    from documents
    group by source_name
),

final as (
    select
        {{ key(['names.source_name']) }} as source_id,
        names.source_name,
        source_facts.kind as source_kind,
        source_facts.counts_population,
        source_facts.counts_attackers,
        source_facts.measures_covered,
        spoken.measures_stated,
        source_facts.threshold,
        carried.covers_from,
        carried.covers_to,
        languages.languages,
        source_facts.reliability,
        source_facts.licence,
        source_facts.may_publish_rows,
        source_facts.may_aggregate,
        source_facts.url,
        source_facts.citation,
        source_facts.note,
        coalesce(carried.report_count, 0) as report_count,
        coalesce(spoken.claim_count, 0) as claim_count
    from names
    left join source_facts on names.source_name = source_facts.source_name
    left join carried on names.source_name = carried.source_name
    left join spoken on names.source_name = spoken.source_name
    left join languages on names.source_name = languages.source_name
)

select * from final
