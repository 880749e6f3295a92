-- Estimates on the clock of publication: versions of an incident that give the same
-- figure, from the same claims, are one slice.
with estimates as (
    select * from {{ ref('int_estimates_reconciled') }}
),

incidents as (
    select * from {{ ref('int_incidents_dated') }}
),

changed_incidents as (
    select incident_id from incidents
    group by incident_id
    having count(*) > 1
),

compared as (
    select
        estimates.*,
        known_from is not distinct from lag(known_to) over in_order
        and (
            low, best, high, claim_ids, voice_count, silent_voice_count,
            is_total, is_counted, is_coarse, is_point_only, is_order_broken,
            is_status_contested, is_imputed, is_nearest_donor
        ) is not distinct from lag(
            (
                low, best, high, claim_ids, voice_count, silent_voice_count,
                is_total, is_counted, is_coarse, is_point_only, is_order_broken,
                is_status_contested, is_imputed, is_nearest_donor
            )
        ) over in_order as is_continued
    from estimates
    where incident_id in (select changed_incidents.incident_id from changed_incidents)
    window
        in_order as (
            partition by
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, policy
            order by known_from
        )
),

numbered as (
    select
        *,
        count(*) filter (where not is_continued) over (
            partition by
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, policy
            order by known_from
        ) as slice_number
    from compared
),

slices as (
    select
        * exclude (is_continued, slice_number)  -- noqa: RF02
        replace (
            last_value(known_to) over (
                partition by
                    incident_id, measure, role, population, sex, age_group, occupation,
                    affiliation_actor_id, policy, slice_number
                order by known_from
                rows between unbounded preceding and unbounded following
            ) as known_to
        ),
        is_continued as is_repeated
    from numbered
    qualify not is_repeated
),

all_slices as (
    select * from estimates
    where
        incident_id not in (select changed_incidents.incident_id from changed_incidents)
    union all by name
    select * exclude (is_repeated)  -- noqa: RF02
    from slices
),

final as (
    select
        {{ key([
            'incident_id', 'measure', 'role', 'population', 'sex', 'age_group',
            'occupation', 'affiliation_actor_id', 'policy'
        ]) }} as estimate_id,
        incident_id,
        measure,
        role,
        population,
        person_group_id,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        breakdown,
        policy,
        low,
        best,
        high,
        claim_ids,
        voice_count,
        silent_voice_count,
        is_total,
        is_counted,
        is_coarse,
        includes_attackers,
        is_open_high,
        is_point_only,
        is_order_broken,
        is_status_contested,
        is_imputed,
        is_nearest_donor,
        known_from,
        known_to
    from all_slices
)

select * from final
