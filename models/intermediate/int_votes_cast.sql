-- What each voice says of one figure of a version of an incident: its newest day-dated
-- report, read whole. Where a voice gives two figures in one report, the better founded
-- one counts, else the span of both.
with reports as (
    select * from {{ ref('int_reports_known') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_votable
),

traced_voices as (
    select * from {{ ref('int_voices_traced') }}
),

source_facts as (
    select * from {{ ref('sources') }}
),

-- The earliest of the reports that are parts of one incident stands for all.
parts as (
    select
        incident_id,
        known_from,
        report_id,
        content_hash,
        first_value(report_id) over (
            part_group
            order by published_at, report_id
        ) as first_report_id
    from reports
    where report_group is not null
    window
        part_group as (
            partition by incident_id, known_from, source_id, report_group
        )
    qualify count(*) over part_group > 1
),

-- Parts are added before anybody votes, by the rules of sums.
figures as (
    select
        reports.incident_id,
        reports.known_from,
        claims.*,
        [claims.claim_id] as claim_ids
    from reports
    inner join claims
        on reports.report_id = claims.report_id
        and reports.content_hash = claims.content_hash
    left join parts
        on reports.incident_id = parts.incident_id
        and reports.known_from = parts.known_from
        and reports.report_id = parts.report_id
    where parts.report_id is null
    union all by name
    select
        parts.incident_id,
        parts.known_from,
        parts.first_report_id as report_id,
        claims.measure,
        claims.role,
        claims.population,
        claims.sex,
        claims.age_group,
        claims.occupation,
        claims.affiliation_actor_id,
        claims.count_basis,
        claims.voice_id,
        any_value(claims.voice_name) as voice_name,
        any_value(claims.breakdown) as breakdown,
        any_value(claims.person_group_id) as person_group_id,
        case when count(claims.low) > 0 then sum(claims.low) end::bigint as low,
        case when count(claims.best) = count(*) then sum(claims.best) end::bigint
            as best,
        case
            when count(claims.high) > 0 and not bool_or(claims.is_open)
                then sum(coalesce(claims.high, claims.best, claims.low))
        end::bigint as high,
        bool_or(claims.is_open) as is_open,
        bool_or(claims.is_status_contested) as is_status_contested,
        bool_or(claims.is_order_broken) as is_order_broken,
        bool_or(claims.is_point_only) as is_point_only,
        list(claims.claim_id order by claims.claim_id) as claim_ids
    from parts
    inner join claims
        on parts.report_id = claims.report_id
        and parts.content_hash = claims.content_hash
    group by
        parts.incident_id, parts.known_from, parts.first_report_id, claims.measure,
        claims.role, claims.population, claims.sex, claims.age_group,
        claims.occupation, claims.affiliation_actor_id, claims.count_basis,
        claims.voice_id
),

candidates as (
    select
        figures.* replace (
            coalesce(traced_voices.origin_id, figures.voice_id) as voice_id
        ),
        coalesce(figures.best, nullif(figures.low, 0), figures.high, figures.low)
            as vote_key,
        reports.published_at,
        coalesce(reports.date_precision = 'day', false) as is_day_dated,
        coalesce(lower(reports.harm_status) = 'discounted', false) as is_discounted,
        source_facts.reliability
    from figures
    inner join reports
        on figures.incident_id = reports.incident_id
        and figures.known_from = reports.known_from
        and figures.report_id = reports.report_id
    left join traced_voices
        on figures.incident_id = traced_voices.incident_id
        and figures.report_id = traced_voices.report_id
        and figures.voice_id = traced_voices.voice_id
    left join source_facts on figures.voice_name = source_facts.source_name
),

-- One after the other, or two figures would fall by each other: a zero that falls must
-- not silence those who count everybody, nor a discounted figure fell a zero.
-- A report that its own source discounts is heard only where there is no other.
heard as (
    select *
    from candidates
    qualify
        not (
            is_discounted
            and bool_or(not is_discounted) over (partition by incident_id, known_from)
        )
),

-- A source that cannot say "not stated" casts no zero against a stated figure.
stated as (
    select *
    from heard
    window
        figure as (
            partition by
                incident_id, known_from, measure, role in ('victim', 'all'),
                role = 'perpetrator', population, sex, age_group, occupation,
                affiliation_actor_id
        )
    qualify
        not (
            count_basis in ('coded_zero', 'imputed')
            and bool_or(count_basis not in ('coded_zero', 'imputed') and vote_key > 0)
                over figure
        )
),

-- A source that counts everybody is not asked where another counts the victims.
admitted as (
    select *
    from stated
    window
        figure as (
            partition by
                incident_id, known_from, measure, role in ('victim', 'all'),
                role = 'perpetrator', population, sex, age_group, occupation,
                affiliation_actor_id
        )
    qualify not (role = 'all' and bool_or(role = 'victim') over figure)
),

newest_reports as (
    select *
    from admitted
    qualify
        report_id = first_value(report_id) over (
            partition by
                incident_id, known_from, measure, role, population, sex, age_group,
                occupation, affiliation_actor_id, voice_id
            order by
                is_day_dated desc, published_at desc, reliability desc nulls last,
                best desc nulls last, report_id asc
        )
),

best_founded as (
    select *
    from newest_reports
    qualify
        rank() over (
            partition by
                incident_id, known_from, measure, role, population, sex, age_group,
                occupation, affiliation_actor_id, voice_id
            order by
                case count_basis
                    when 'stated' then 1
                    when 'conservative' then 2
                    when 'counted' then 3
                    when 'derived' then 4
                    when 'implied_one' then 5
                    when 'imputed' then 6
                    else 7
                end
        ) = 1
),

final as (
    select
        incident_id,
        known_from,
        measure,
        role,
        population,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        any_value(breakdown) as breakdown,
        any_value(person_group_id) as person_group_id,
        voice_id,
        any_value(report_id) as report_id,
        case
            when count(*) = 1 then any_value(low) else min(coalesce(low, best))
        end as low,
        case when min(best) = max(best) and count(best) = count(*) then min(best) end
            as best,
        case
            when count(*) = 1 then any_value(high)
            when not bool_or(is_open) then max(coalesce(high, best, low))
        end as high,
        bool_or(is_open) as is_open,
        any_value(reliability) as reliability,
        any_value(published_at) as published_at,
        flatten(list(claim_ids order by claim_ids)) as claim_ids,
        bool_or(is_status_contested) as is_status_contested,
        bool_or(is_order_broken) as is_order_broken,
        bool_or(is_point_only) as is_point_only,
        bool_or(count_basis in ('coded_zero', 'imputed')) as is_imputed
    from best_founded
    group by
        incident_id, known_from, measure, role, population, sex, age_group, occupation,
        affiliation_actor_id, voice_id
)

select
    *,
    coalesce(best, nullif(low, 0), high, low) as vote_key
from final
