-- The total of each policy, in each version of an incident: one vote taken whole,
-- or the envelope of all votes.
with votes as (
    select * from {{ ref('int_votes_cast') }}
    where breakdown = ''
),

policies as (
    select * from {{ ref('policies') }}
),

weighed as (
    select
        *,
        count(*) over (
            partition by
                incident_id, known_from, measure, role, population, vote_key
        ) as voices_agreeing
    from votes
),

chosen as (
    select
        weighed.*,
        policies.policy
    from weighed
    inner join policies on policies.policy != 'envelope'
    qualify
        row_number() over (
            partition by
                weighed.incident_id, weighed.known_from, weighed.measure, weighed.role,
                weighed.population, policies.policy
            order by
                case policies.policy
                    when 'conservative' then weighed.vote_key
                    when 'informative' then -weighed.vote_key
                    when 'representative' then -weighed.voices_agreeing
                    when 'latest' then -epoch(weighed.published_at)
                end,
                weighed.reliability desc nulls last,
                weighed.published_at desc,
                weighed.vote_key asc,
                weighed.voice_id asc
        ) = 1
),

-- The upper bound is open only where an open vote reaches above all others.
enveloped as (
    select
        incident_id,
        known_from,
        measure,
        role,
        population,
        'envelope' as policy,
        case
            when count(*) = 1 then any_value(low) else min(coalesce(low, best))
        end as low,
        case when min(best) = max(best) and count(best) = count(*) then min(best) end
            as best,
        case
            when count(*) = 1 then any_value(high)
            when
                coalesce(max(low) filter (where is_open), -1)
                <= coalesce(
                    max(coalesce(high, best, low)) filter (where not is_open), -1
                )
                then max(coalesce(high, best, low)) filter (where not is_open)
        end as high,
        flatten(list(claim_ids order by voice_id)) as claim_ids,
        bool_or(is_status_contested) as is_status_contested,
        bool_or(is_order_broken) as is_order_broken,
        bool_or(is_point_only) as is_point_only,
        bool_or(is_imputed) as is_imputed
    from votes
    group by incident_id, known_from, measure, role, population
),

voices as (
    select
        incident_id,
        known_from,
        measure,
        role,
        population,
        count(*) as voice_count,
        any_value(person_group_id) as person_group_id
    from votes
    group by incident_id, known_from, measure, role, population
),

estimates as (
    select * from enveloped
    union all by name
    select
        incident_id,
        known_from,
        measure,
        role,
        population,
        policy,
        low,
        best,
        high,
        claim_ids,
        is_status_contested,
        is_order_broken,
        is_point_only,
        is_imputed
    from chosen
),

final as (
    select
        estimates.*,
        voices.voice_count,
        voices.person_group_id,
        coalesce(
            estimates.best, nullif(estimates.low, 0), estimates.high, estimates.low
        )
            as estimate_key
    from estimates
    inner join voices
        on estimates.incident_id = voices.incident_id
        and estimates.known_from = voices.known_from
        and estimates.measure = voices.measure
        and estimates.role = voices.role
        and estimates.population = voices.population
)

select * from final
