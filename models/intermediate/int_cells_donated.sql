-- The breakdown of each policy: the cells of one report, the one whose own total equals
-- the policy's (the nearest where none does, flagged), so that cells fit each other.
with votes as (
    select * from {{ ref('int_votes_cast') }}
),

totals as (
    select * from {{ ref('int_totals_chosen') }}
),

policies as (
    select * from {{ ref('policies') }}
),

cells as (
    select * from votes
    where breakdown != ''
),

report_totals as (
    select
        incident_id,
        known_from,
        measure,
        report_id,
        max(vote_key) filter (where population = 'all') as all_key,
        max(vote_key) filter (where population = 'civilian') as civilian_key
    from votes
    where breakdown = '' and role in ('victim', 'all')
    group by incident_id, known_from, measure, report_id
),

policy_totals as (
    select
        incident_id,
        known_from,
        measure,
        policy,
        max(estimate_key) filter (where population = 'all') as all_key,
        max(estimate_key) filter (where population = 'civilian') as civilian_key
    from totals
    where role in ('victim', 'all')
    group by incident_id, known_from, measure, policy
),

donors as (
    select
        incident_id,
        known_from,
        measure,
        role,
        population,
        breakdown,
        report_id,
        max(published_at) as published_at,
        count(*) as leaf_count
    from cells
    group by
        incident_id, known_from, measure, role, population, breakdown, report_id
),

compared_donors as (
    select
        donors.*,
        policies.policy,
        case
            when donors.population = 'civilian'
                then coalesce(
                    abs(report_totals.civilian_key - policy_totals.civilian_key),
                    abs(report_totals.all_key - policy_totals.all_key)
                )
            else coalesce(
                abs(report_totals.all_key - policy_totals.all_key),
                abs(report_totals.civilian_key - policy_totals.civilian_key)
            )
        end as total_difference
    from donors
    cross join policies
    left join report_totals
        on donors.incident_id = report_totals.incident_id
        and donors.known_from = report_totals.known_from
        and donors.measure = report_totals.measure
        and donors.report_id = report_totals.report_id
    left join policy_totals
        on donors.incident_id = policy_totals.incident_id
        and donors.known_from = policy_totals.known_from
        and donors.measure = policy_totals.measure
        and policies.policy = policy_totals.policy
),

chosen_donors as (
    select *
    from compared_donors
    qualify
        row_number() over (
            partition by
                incident_id, known_from, measure, role, population, breakdown, policy
            order by
                total_difference asc nulls last, leaf_count desc, published_at desc,
                report_id asc
        ) = 1
),

voices as (
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
        count(*) as voice_count
    from cells
    group by
        incident_id, known_from, measure, role, population, sex, age_group, occupation,
        affiliation_actor_id
),

final as (
    select
        cells.*
        exclude (
            voice_id, is_open, reliability, published_at, report_id  -- noqa: RF02
        ),
        chosen_donors.policy,
        voices.voice_count,
        (chosen_donors.total_difference is distinct from 0) as is_nearest_donor
    from chosen_donors
    inner join cells
        on chosen_donors.incident_id = cells.incident_id
        and chosen_donors.known_from = cells.known_from
        and chosen_donors.measure = cells.measure
        and chosen_donors.role = cells.role
        and chosen_donors.population = cells.population
        and chosen_donors.breakdown = cells.breakdown
        and chosen_donors.report_id = cells.report_id
    inner join voices
        on cells.incident_id = voices.incident_id
        and cells.known_from = voices.known_from
        and cells.measure = voices.measure
        and cells.role = voices.role
        and cells.population = voices.population
        and cells.sex = voices.sex
        and cells.age_group = voices.age_group
        and cells.occupation = voices.occupation
        and cells.affiliation_actor_id = voices.affiliation_actor_id
    qualify
        row_number() over (
            partition by
                cells.incident_id,
                cells.known_from,
                cells.measure,
                cells.role,
                cells.population,
                cells.sex,
                cells.age_group, cells.occupation, cells.affiliation_actor_id,
                chosen_donors.policy
            order by cells.voice_id
        ) = 1
)

select * from final
