-- The versions of each report on the clock of publication: which content was known
-- since when, and until when. A first version is known since the day that the report
-- itself bears, else since its release; a later one since the release that brought it.
-- A report is withdrawn by a newer full release, whose declared cover holds it and
-- which no longer has it (an extract and an increment withdraw nothing), by its
-- publisher's list, or with the text that a newer version of the same publication
-- replaced.
with documents as (
    select * from {{ ref('int_documents_dated') }}
),

sightings as (
    select * from {{ ref('stg_sightings') }}
),

reports as (
    select * from {{ ref('stg_reports') }}
),

retractions as (
    select * from {{ ref('stg_retractions') }}
),

full_releases as (
    select * from documents
    where completeness = 'full' and dataset_id is not null
),

-- Most sightings are followed by one in the next full release, and need no closer look.
next_releases as (
    select
        documents.document_id,
        min(full_releases.released_at) as next_full_at
    from documents
    inner join full_releases
        on documents.source_id = full_releases.source_id
        and documents.dataset_id = full_releases.dataset_id
        and documents.released_at < full_releases.released_at
    group by documents.document_id
),

seen as (
    select
        sightings.report_id,
        sightings.content_hash,
        documents.document_id,
        documents.source_id,
        documents.dataset_id,
        documents.covers_area,
        documents.completeness,
        documents.released_at,
        documents.superseded_at,
        next_releases.next_full_at,
        lag(sightings.content_hash) over in_order as previous_content_hash,
        lead(documents.released_at) over in_order as next_seen_at,
        row_number() over in_order as sighting_order
    from sightings
    inner join documents on sightings.reading_id = documents.reading_id
    left join next_releases on documents.document_id = next_releases.document_id
    window
        in_order as (
            partition by sightings.report_id
            order by
                documents.released_at asc, documents._loaded_at asc,
                documents.document_id desc
        )
),

full_sightings as (
    select
        report_id,
        source_id,
        dataset_id,
        covers_area,
        min(released_at) as first_full_at
    from seen
    where completeness = 'full'
    group by report_id, source_id, dataset_id, covers_area
),

missing_in_release as (
    select
        seen.report_id,
        seen.sighting_order,
        releases.released_at as withdrawn_at
    from seen
    inner join reports
        on seen.report_id = reports.report_id
        and seen.content_hash = reports.content_hash
    inner join full_sightings
        on seen.report_id = full_sightings.report_id
        and seen.released_at >= full_sightings.first_full_at
    inner join full_releases as releases
        on full_sightings.source_id = releases.source_id
        and full_sightings.dataset_id = releases.dataset_id
        and full_sightings.covers_area is not distinct from releases.covers_area
        and seen.released_at < releases.released_at
        and coalesce(seen.next_seen_at > releases.released_at, true)
        and coalesce(reports.date_min >= releases.covers_from, true)
        and coalesce(reports.date_max <= releases.covers_to, true)
    where
        seen.next_full_at is not null
        and coalesce(seen.next_full_at < seen.next_seen_at, true)
),

listed_as_withdrawn as (
    select
        seen.report_id,
        seen.sighting_order,
        lists.released_at as withdrawn_at
    from seen
    inner join retractions on seen.report_id = retractions.report_id
    inner join documents as lists
        on retractions.document_id = lists.document_id
        and seen.released_at <= lists.released_at
        and coalesce(seen.next_seen_at > lists.released_at, true)
),

replaced_with_text as (
    select
        report_id,
        sighting_order,
        superseded_at as withdrawn_at
    from seen
    where superseded_at is not null
),

withdrawals as (
    select
        report_id,
        sighting_order,
        min(withdrawn_at) as withdrawn_at
    from (
        select * from missing_in_release
        union all
        select * from listed_as_withdrawn
        union all
        select * from replaced_with_text
    ) as all_withdrawals
    group by report_id, sighting_order
),

-- A version goes on as long as releases repeat it.
numbered as (
    select
        seen.*,
        withdrawals.withdrawn_at,
        count(*) filter (
            where seen.content_hash is distinct from seen.previous_content_hash
            or previous_withdrawals.withdrawn_at is not null
        ) over (
            partition by seen.report_id order by seen.sighting_order
        ) as version_number
    from seen
    left join withdrawals
        on seen.report_id = withdrawals.report_id
        and seen.sighting_order = withdrawals.sighting_order
    left join withdrawals as previous_withdrawals
        on seen.report_id = previous_withdrawals.report_id
        and seen.sighting_order = previous_withdrawals.sighting_order + 1
),

versions as (
    select
        report_id,
        version_number,
        any_value(content_hash) as content_hash,
        arg_max(document_id, sighting_order) as document_id,
        arg_max(dataset_id, sighting_order) as dataset_id,
        arg_min(document_id, sighting_order) as first_document_id,
        min(released_at) as first_released_at,
        max(withdrawn_at) as withdrawn_at
    from numbered
    group by report_id, version_number
),

known as (
    select
        versions.*,
        coalesce(reports.published_at, versions.first_released_at) as published_at,
        max(
            case
                when versions.version_number = 1
                    then coalesce(reports.published_at, versions.first_released_at)
                else versions.first_released_at
            end
        ) over (
            partition by versions.report_id order by versions.version_number
        ) as known_from
    from versions
    inner join reports
        on versions.report_id = reports.report_id
        and versions.content_hash = reports.content_hash
),

bounded as (
    select
        *,
        coalesce(
            withdrawn_at,
            lead(known_from) over (partition by report_id order by version_number)
        ) as known_to
    from known
),

-- What was replaced at the moment at which it was said was known at no moment.
final as (
    select
        reports.* exclude (document_id, published_at),  -- noqa: RF02
        bounded.document_id,
        bounded.dataset_id,
        bounded.published_at,
        documents.person_names,
        bounded.first_document_id,
        min(bounded.known_from) over (partition by bounded.report_id)
            as first_known_from,
        bounded.known_from,
        bounded.known_to,
        row_number() over (
            partition by bounded.report_id order by bounded.known_from desc
        ) = 1 as is_last
    from bounded
    inner join reports
        on bounded.report_id = reports.report_id
        and bounded.content_hash = reports.content_hash
    inner join documents on bounded.document_id = documents.document_id
    where coalesce(bounded.known_from < bounded.known_to, true)
)

select * from final
