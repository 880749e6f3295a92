with estimates as (
    select * from {{ ref('int_estimates_reconciled') }}
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
        is_nearest_donor
    from estimates
)

select * from final
