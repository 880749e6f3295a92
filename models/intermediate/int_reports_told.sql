{{ config(materialized='view') }}

-- What a person needs to see of a report beside another one, in words: names of persons
-- are masked. `casualty why` and `casualty review` show it.
with reports as (
    select * from {{ ref('int_reports_current').include(database=false) }}
),

documents as (
    select * from {{ ref('int_documents_named').include(database=false) }}
),

locations as (
    select * from {{ ref('int_reports_located').include(database=false) }}
),

places as (
    select * from {{ ref('int_places_gathered').include(database=false) }}
),

codes as (
    select * from {{ ref('int_reports_coded').include(database=false) }}
),

claims as (
    select * from {{ ref('int_claims_voiced').include(database=false) }}
    where is_current
),

report_actors as (
    select * from {{ ref('int_report_actors_named').include(database=false) }}
),

report_sources as (
    select * from {{ ref('stg_report_sources').include(database=false) }}
),

actors as (
    select
        report_id,
        list_sort(list(distinct actor_name)) as actor_names
    from report_actors
    group by report_id
),

-- A row of a data set is told from what it cites.
cited as (
    select
        report_id,
        content_hash,
        list_sort(list(distinct url)) as urls
    from report_sources
    group by report_id, content_hash
),

figures as (
    select
        report_id,
        measure,
        population,
        count_basis = 'coded_zero' as is_coded,
        {{ figure_words('low', 'best', 'high') }} as figure
    from claims
    where
        is_votable
        and breakdown = ''
        and measure in ('killed', 'injured')
        and role in ('victim', 'all')
),

told_figures as (
    select distinct
        report_id,
        measure,
        population != 'all' as is_part,
        concat_ws(
            ' ',
            figure,
            replace(nullif(population, 'all'), '_', ' '),
            case when is_coded then '(may mean not stated)' end
        ) as said
    from figures
    where figure is not null
),

totals as (
    select
        report_id,
        string_agg(said, '; ' order by is_part, said)
        filter (where measure = 'killed') as killed,
        string_agg(said, '; ' order by is_part, said)
        filter (where measure = 'injured') as injured
    from told_figures
    group by report_id
),

voices as (
    select
        report_id,
        list_sort(list(distinct voice_name)) as voice_names,
        min(line) as row_line
    from claims
    group by report_id
),

said_words as (
    select
        report_id,
        words as said,
        min(span_start) as span_start
    from claims
    where words is not null
    group by report_id, words
),

joined_words as (
    select
        report_id,
        string_agg(said, ' … ' order by span_start) as words
    from said_words
    group by report_id
),

final as (
    select
        reports.report_id,
        {{ report_subject('reports') }} as subject,
        reports.document_id,
        documents.source_name,
        documents.dataset_id,
        coalesce(voices.voice_names, []::varchar[]) as voice_names,
        reports.native_id,
        documents.title,
        coalesce(documents.url, array_to_string(cited.urls[:3], ' ')) as url,
        reports.unit,
        concat_ws(
            ', ',
            places.place_name,
            nullif(places.admin1_name, places.place_name),
            nullif(places.country_name, places.place_name)
        ) as place_chain,
        coalesce(nullif(place_chain, ''), locations.place_text) as place_name,
        locations.place_text,
        locations.latitude,
        locations.longitude,
        locations.radius_m,
        reports.cause_text,
        codes.cause_id,
        coalesce(actors.actor_names, []::varchar[]) as actor_names,
        totals.killed,
        totals.injured,
        coalesce(joined_words.words, 'row ' || voices.row_line) as words,
        reports.date_min,
        reports.date_max,
        reports.date_precision,
        reports.published_at
    from reports
    inner join documents on reports.document_id = documents.document_id
    left join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    left join places on locations.place_id = places.place_id
    left join codes
        on reports.report_id = codes.report_id
        and reports.content_hash = codes.content_hash
    left join actors on reports.report_id = actors.report_id
    left join cited
        on reports.report_id = cited.report_id
        and reports.content_hash = cited.content_hash
    left join totals on reports.report_id = totals.report_id
    left join voices on reports.report_id = voices.report_id
    left join joined_words on reports.report_id = joined_words.report_id
)

select * from final
