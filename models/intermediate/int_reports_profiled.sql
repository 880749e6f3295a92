-- What a report says that can be compared with another: when, where, who, by what, how
-- many.
with reports as (
    select * from {{ ref('int_reports_dated') }}
    where is_last
),

ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

locations as (
    select * from {{ ref('int_reports_located') }}
),

report_actors as (
    select * from {{ ref('int_report_actors_named') }}
),

codes as (
    select * from {{ ref('int_reports_coded') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_last
),

actors as (
    select
        report_id,
        list(distinct actor_name order by actor_name) as actors
    from report_actors
    group by report_id
),

-- A zero that a file cannot help writing says nothing. People whose status is not known
-- may be civilians.
figures as (
    select
        report_id,
        measure,
        population,
        min(coalesce(low, best, 0)) as least,
        max(case when is_open then 1000000000 else coalesce(high, best, low) end)
            as most,
        max(coalesce(best, low, high)) as figure
    from claims
    where
        is_votable
        and breakdown = ''
        and measure in ('killed', 'injured')
        and population in ('all', 'civilian', 'unknown')
        and role in ('victim', 'all')
        and count_basis != 'coded_zero'
    group by report_id, measure, population
),

bounds as (
    select
        figures.report_id,
        figures.measure,
        figures.population,
        struct_pack(
            least := figures.least,
            most := figures.most + coalesce(unclear.most, 0),
            figure := figures.figure
        ) as bounds
    from figures
    left join figures as unclear
        on figures.report_id = unclear.report_id
        and figures.measure = unclear.measure
        and figures.population = 'civilian'
        and unclear.population = 'unknown'
    where figures.population != 'unknown'
),

counts as (
    select
        report_id,
        any_value(bounds) filter (
            where measure = 'killed' and population = 'all'
        ) as killed_all,
        any_value(bounds) filter (
            where measure = 'killed' and population = 'civilian'
        ) as killed_civilian,
        any_value(bounds) filter (
            where measure = 'injured' and population = 'all'
        ) as injured_all,
        any_value(bounds) filter (
            where measure = 'injured' and population = 'civilian'
        ) as injured_civilian
    from bounds
    group by report_id
),

-- Many reports name one place, and few words tell of causes: each is read once.
named_places as (
    select
        place_text,
        {{ words_of('place_text') }} as place_words
    from (select distinct place_text from locations) as texts
),

parted_texts as (
    select
        words,
        {{ parts_of('words') }} as parts
    from (
        select cause_text as words from reports
        union
        select context_text as words from reports
    ) as texts
),

profiles as (
    select
        reports.report_id,
        reports.first_known_from,
        ordered.exclusive_id,
        reports.date_min,
        reports.date_max,
        locations.latitude,
        locations.longitude,
        locations.radius_m,
        named_places.place_words,
        actors.actors,
        cause_texts.parts as causes,
        nullif(codes.cause_id, 'unknown') as cause_id,
        context_texts.parts as contexts,
        counts.* exclude (report_id)  -- noqa: RF02
    from reports
    inner join ordered on reports.report_id = ordered.report_id
    inner join locations
        on reports.report_id = locations.report_id
        and reports.content_hash = locations.content_hash
    left join named_places on locations.place_text = named_places.place_text
    left join parted_texts as cause_texts on reports.cause_text = cause_texts.words
    left join parted_texts as context_texts
        on reports.context_text = context_texts.words
    left join actors on reports.report_id = actors.report_id
    left join codes
        on reports.report_id = codes.report_id
        and reports.content_hash = codes.content_hash
    left join counts on reports.report_id = counts.report_id
    where
        date_diff('day', reports.date_min, reports.date_max)
        < {{ var('match_max_days') }}
        and locations.radius_m <= {{ var('match_max_radius_m') }}
),

hashed as (
    select
        *,
        array_to_string(place_words, '') as place_key,
        {{ key(['profiles']) }} as profile_hash
    from profiles
),

final as (
    select
        hashed.*,
        ordered.turn
    from hashed
    inner join ordered on hashed.report_id = ordered.report_id
)

select * from final
