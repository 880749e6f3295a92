-- Reports of an incident that have their words or their source from an earlier report
-- of it: both name one address as their own or as what they cite, or their texts are
-- nearly the same. A report is traced to one report at most, the earliest. So a data
-- set that cites two articles is of the origin of one of them, and does not make these
-- two one origin; and a later report never changes where an earlier one is from.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

documents as (
    select * from {{ ref('int_documents_named') }}
),

current_documents as (
    select * from {{ ref('int_documents_current') }}
),

readings as (
    select * from {{ ref('stg_readings') }}
),

report_sources as (
    select * from {{ ref('stg_report_sources') }}
),

members as (
    select
        incident_reports.incident_id,
        reports.report_id,
        reports.content_hash,
        reports.document_id,
        reports.published_at,
        documents.dataset_id is null as is_text,
        case when documents.dataset_id is null then documents.url end as own_url
    from incident_reports
    inner join reports on incident_reports.report_id = reports.report_id
    inner join documents on reports.document_id = documents.document_id
    qualify count(*) over (partition by incident_reports.incident_id) > 1
),

urls as (
    select
        incident_id,
        report_id,
        published_at,
        own_url as url
    from members
    where own_url is not null
    union
    select
        members.incident_id,
        members.report_id,
        members.published_at,
        coalesce(report_sources.url, report_sources.archive_url) as url
    from members
    inner join report_sources
        on members.report_id = report_sources.report_id
        and members.content_hash = report_sources.content_hash
    where report_sources.relation in ('publisher', 'linked')
),

-- Without what differs between two links to one page: the archive that keeps a copy,
-- the scheme, www, the place in the page.
stripped_urls as (
    select
        * exclude (url),
        regexp_replace(
            regexp_replace(
                regexp_replace(
                    trim(url), '^(https?://)?web\.archive\.org/web/[^/]+/', '', 'i'
                ),
                '^([a-z]+:)?//((www|m|mobile)\.)?|^www\.', '', 'i'
            ),
            '#.*$', ''
        ) as url
    from urls
),

split_urls as (
    select
        * exclude (url),
        lower(regexp_extract(url, '^[^/?]*')) as page_host,
        rtrim(regexp_extract(url, '^[^/?]*([^?]*)', 1), '/') as page_path,
        list_sort(list_filter(
            string_split(regexp_extract(url, '\?(.*)$', 1), '&'),
            lambda setting: setting != ''
            and not regexp_matches(
                setting,
                '^(utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|igsh|mc_[ce]id'
                || '|ref_src|ref_url|cmpid|ocid|smid|__twitter_impression)(=|$)',
                'i'
            )
        )) as page_parameters
    from stripped_urls
),

-- A front page is no publication.
addresses as (
    select distinct
        incident_id,
        report_id,
        published_at,
        concat_ws(
            '?',
            page_host || page_path,
            nullif(array_to_string(page_parameters, '&'), '')
        ) as address
    from split_urls
    where page_path != '' or len(page_parameters) > 0
),

same_addresses as (
    select
        later.incident_id,
        later.report_id,
        earlier.report_id as origin_report_id,
        earlier.published_at as origin_published_at,
        'address' as trace_rule,
        null::double as text_similarity
    from addresses as later
    inner join addresses as earlier
        on later.incident_id = earlier.incident_id
        and later.address = earlier.address
    where
        (later.published_at, later.report_id)
        > (earlier.published_at, earlier.report_id)
),

text_pairs as (
    select
        later.incident_id,
        later.report_id,
        later.document_id,
        earlier.report_id as origin_report_id,
        earlier.document_id as origin_document_id,
        earlier.published_at as origin_published_at
    from members as later
    inner join members as earlier
        on later.incident_id = earlier.incident_id
        and later.document_id != earlier.document_id
    where
        later.is_text and earlier.is_text
        and (later.published_at, later.report_id)
        > (earlier.published_at, earlier.report_id)
),

paired_documents as (
    select document_id from text_pairs
    union
    select origin_document_id as document_id from text_pairs
),

worded_documents as (
    select
        paired_documents.document_id,
        string_split(
            trim(regexp_replace(lower(readings.text), '[^\p{L}\p{N}]+', ' ', 'g')), ' '
        ) as words
    from paired_documents
    inner join current_documents
        on paired_documents.document_id = current_documents.document_id
    inner join readings on current_documents.reading_id = readings.reading_id
),

-- Every run of five words, once.
shingles as (
    select
        document_id,
        unnest(list_distinct(list_transform(
            range(1, len(words) - 3),
            lambda place: array_to_string(words[place:place + 4], ' ')
        ))) as shingle
    from worded_documents
),

shingle_counts as (
    select
        document_id,
        count(*) as shingle_count
    from shingles
    group by document_id
),

document_pairs as (
    select distinct
        document_id,
        origin_document_id
    from text_pairs
),

shared_counts as (
    select
        document_pairs.document_id,
        document_pairs.origin_document_id,
        count(*) as shared_count
    from document_pairs
    inner join shingles on document_pairs.document_id = shingles.document_id
    inner join shingles as origin_shingles
        on document_pairs.origin_document_id = origin_shingles.document_id
        and shingles.shingle = origin_shingles.shingle
    group by document_pairs.document_id, document_pairs.origin_document_id
),

similarities as (
    select
        shared_counts.document_id,
        shared_counts.origin_document_id,
        shared_counts.shared_count / (
            shingle_counts.shingle_count + origin_counts.shingle_count
            - shared_counts.shared_count
        ) as text_similarity
    from shared_counts
    inner join shingle_counts on shared_counts.document_id = shingle_counts.document_id
    inner join shingle_counts as origin_counts
        on shared_counts.origin_document_id = origin_counts.document_id
),

same_texts as (
    select
        text_pairs.incident_id,
        text_pairs.report_id,
        text_pairs.origin_report_id,
        text_pairs.origin_published_at,
        'text' as trace_rule,
        similarities.text_similarity
    from text_pairs
    inner join similarities
        on text_pairs.document_id = similarities.document_id
        and text_pairs.origin_document_id = similarities.origin_document_id
    where similarities.text_similarity >= {{ var('same_text_min') }}
),

final as (
    select * exclude (origin_published_at)
    from (
        select * from same_addresses
        union all by name
        select * from same_texts
    ) as candidates
    qualify
        row_number() over (
            partition by incident_id, report_id
            order by origin_published_at, origin_report_id, trace_rule
        ) = 1
)

select * from final
