-- The content of a report that stands today: that of the newest release which has it.
-- A report is retracted where a newer full release, whose declared cover holds it, no
-- longer has it (an extract and an increment retract nothing), or where its publisher's
-- list withdraws it and no release after that list has it again.
with documents as (
    select * from {{ ref('int_documents_current') }}
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

seen as (
    select
        sightings.report_id,
        sightings.content_hash,
        documents.*
    from sightings
    inner join documents on sightings.reading_id = documents.reading_id
),

newest_sightings as (
    select *
    from seen
    qualify
        row_number() over (
            partition by report_id
            order by released_at desc, _loaded_at desc, document_id asc
        ) = 1
),

retracted as (
    select distinct newest_sightings.report_id
    from newest_sightings
    inner join reports
        on newest_sightings.report_id = reports.report_id
        and newest_sightings.content_hash = reports.content_hash
    inner join seen as full_sightings
        on newest_sightings.report_id = full_sightings.report_id
        and full_sightings.completeness = 'full'
    inner join documents as newer_releases
        on full_sightings.source_id = newer_releases.source_id
        and full_sightings.dataset_id = newer_releases.dataset_id
        and full_sightings.covers_area is not distinct from newer_releases.covers_area
        and newer_releases.completeness = 'full'
        and newest_sightings.released_at < newer_releases.released_at
        and coalesce(reports.date_min >= newer_releases.covers_from, true)
        and coalesce(reports.date_max <= newer_releases.covers_to, true)
),

listed_as_withdrawn as (
    select distinct newest_sightings.report_id
    from newest_sightings
    inner join retractions on newest_sightings.report_id = retractions.report_id
    inner join documents as lists on retractions.document_id = lists.document_id
    where newest_sightings.released_at <= lists.released_at
),

final as (
    select
        reports.* exclude (document_id, published_at),  -- noqa: RF02
        newest_sightings.document_id,
        newest_sightings.dataset_id,
        coalesce(reports.published_at, newest_sightings.released_at) as published_at,
        newest_sightings.person_names
    from newest_sightings
    inner join reports
        on newest_sightings.report_id = reports.report_id
        and newest_sightings.content_hash = reports.content_hash
    where
        newest_sightings.report_id not in (select retracted.report_id from retracted)
        and newest_sightings.report_id not in (
            select listed_as_withdrawn.report_id from listed_as_withdrawn
        )
)

select * from final
