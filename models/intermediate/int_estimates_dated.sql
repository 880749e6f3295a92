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

changed_estimates as (
    select
        *,
        row(
            low, best, high, claim_ids, voice_count, silent_voice_count, is_total,
            is_counted, is_coarse, is_point_only, is_order_broken, is_status_contested,
            is_imputed, is_nearest_donor
        ) as figure
    from estimates
    where incident_id in (select changed_incidents.incident_id from changed_incidents)
),

compared as (
    select
        *,
        lag(known_to) over in_order as previous_known_to,
        lag(figure) over in_order as previous_figure
    from changed_estimates
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
        count(*) filter (
            where known_from is distinct from previous_known_to
            or figure is distinct from previous_figure
        ) over (
            partition by
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, policy
            order by known_from
        ) as slice_number
    from compared
),

slices as (
    select
        * exclude (known_to),  -- noqa: RF02
        last_value(known_to) over (
            in_slice rows between unbounded preceding and unbounded following
        ) as known_to
    from numbered
    window
        in_slice as (
            partition by
                incident_id, measure, role, population, sex, age_group, occupation,
                affiliation_actor_id, policy, slice_number
            order by known_from
        )
    qualify row_number() over in_slice = 1
),

all_slices as (
    select * from estimates
    where
        incident_id not in (select changed_incidents.incident_id from changed_incidents)
    union all by name
    select
        *
        exclude (
            figure, previous_known_to, previous_figure, slice_number  -- noqa: RF02
        )
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
