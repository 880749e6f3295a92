-- What a parent counts beside its parts: its own figure less theirs, so that nobody is
-- counted twice and nobody is lost. The bounds cross: least is what is left if the
-- parts are most. Everybody of a parent holds the civilians of a part, not the other
-- way round.
with estimates as (
    select * from {{ ref('int_estimates_reconciled') }}
),

parents as (
    select * from {{ ref('int_overlaps_found') }}
    where link = 'parent'
),

wholes as (
    select * from estimates
    where breakdown = '' and incident_id in (select parents.incident_id from parents)
),

parts as (
    select
        parents.incident_id,
        estimates.* exclude (incident_id)  -- noqa: RF02
    from estimates
    inner join parents on estimates.incident_id = parents.part_incident_id
    where estimates.is_total and estimates.is_counted
),

summed as (
    select
        wholes.incident_id,
        wholes.known_from,
        wholes.measure,
        wholes.role,
        wholes.population,
        wholes.policy,
        count(*) as part_count,
        sum(coalesce(parts.low, 0)) as parts_low,
        case when count(parts.best) = count(*) then sum(parts.best) end as parts_best,
        case
            when not bool_or(parts.is_open_high)
                then sum(coalesce(parts.high, parts.best, parts.low))
        end as parts_high,
        flatten(list(parts.claim_ids order by parts.claim_ids)) as part_claim_ids
    from wholes
    inner join parts
        on wholes.incident_id = parts.incident_id
        and wholes.known_from >= parts.known_from
        and coalesce(wholes.known_from < parts.known_to, true)
        and wholes.measure = parts.measure
        and wholes.policy = parts.policy
        and (wholes.role = parts.role or wholes.role = 'all')
        and (wholes.population = parts.population or wholes.population = 'all')
    group by
        wholes.incident_id, wholes.known_from, wholes.measure, wholes.role,
        wholes.population, wholes.policy
),

final as (
    select
        estimates.* replace (
            case
                when summed.part_count is null then estimates.low
                when estimates.low is not null
                    then greatest(0, estimates.low - coalesce(summed.parts_high, 1e9))
            end::bigint as low,
            case
                when summed.part_count is null then estimates.best
                when estimates.best is not null and summed.parts_best is not null
                    then greatest(0, estimates.best - summed.parts_best)
            end::bigint as best,
            case
                when summed.part_count is null then estimates.high
                when estimates.high is not null
                    then greatest(0, estimates.high - summed.parts_low)
            end::bigint as high,
            list_concat(estimates.claim_ids, coalesce(summed.part_claim_ids, []))
                as claim_ids
        ),
        summed.part_count is not null as is_residual,
        case when summed.part_count is not null then estimates.low end as whole_low,
        case when summed.part_count is not null then estimates.best end as whole_best,
        case when summed.part_count is not null then estimates.high end as whole_high,
        coalesce(summed.part_count, 0) as part_count,
        summed.parts_best::bigint as parts_best
    from estimates
    left join summed
        on estimates.incident_id = summed.incident_id
        and estimates.known_from = summed.known_from
        and estimates.measure = summed.measure
        and estimates.role = summed.role
        and estimates.population = summed.population
        and estimates.policy = summed.policy
        and estimates.breakdown = ''
)

select * from final
