-- What each voice says of one figure of an incident: its newest day-dated report, read
-- whole. Where a voice gives two figures in one report, the better founded one counts,
-- else the span of both.
with incident_reports as (
    select * from {{ ref('int_incident_reports') }}
),

reports as (
    select * from {{ ref('int_reports_current') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
    where is_votable
),

source_facts as (
    select * from {{ ref('sources') }}
),

candidates as (
    select
        incident_reports.incident_id,
        claims.*,
        coalesce(claims.best, nullif(claims.low, 0), claims.high, claims.low)
            as vote_key,
        reports.published_at,
        coalesce(reports.date_precision = 'day', false) as is_day_dated,
        coalesce(lower(reports.harm_status) = 'discounted', false) as is_discounted,
        source_facts.reliability
    from claims
    inner join incident_reports on claims.report_id = incident_reports.report_id
    inner join reports on claims.report_id = reports.report_id
    left join source_facts on claims.voice_name = source_facts.source_name
),

-- A source that cannot say "not stated" casts no zero against a stated figure, and a
-- source that counts everybody is not asked where another counts the victims. A report
-- that its own source discounts is heard only where there is no other.
admitted as (
    select *
    from candidates
    window
        figure as (
            partition by
                incident_id, measure, role in ('victim', 'all'), role = 'perpetrator',
                population, sex, age_group, occupation, affiliation_actor_id
        )
    qualify
        not (
            count_basis in ('coded_zero', 'imputed')
            and bool_or(count_basis not in ('coded_zero', 'imputed') and vote_key > 0)
                over figure
        )
        and not (role = 'all' and bool_or(role = 'victim') over figure)
        and not (
            is_discounted
            and bool_or(not is_discounted) over (partition by incident_id)
        )
),

newest_reports as (
    select *
    from admitted
    qualify
        report_id = first_value(report_id) over (
            partition by
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, voice_id
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
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, voice_id
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
        list(claim_id order by claim_id) as claim_ids,
        bool_or(is_status_contested) as is_status_contested,
        bool_or(is_order_broken) as is_order_broken,
        bool_or(is_point_only) as is_point_only,
        bool_or(count_basis in ('coded_zero', 'imputed')) as is_imputed
    from best_founded
    group by
        incident_id, measure, role, population, sex, age_group, occupation,
        affiliation_actor_id, voice_id
)

select
    *,
    coalesce(best, nullif(low, 0), high, low) as vote_key
from final
