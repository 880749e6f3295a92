with remainders as (
    select * from {{ ref('int_remainders_derived') }}
),

final as (
    select
        incident_id,
        measure,
        role,
        population,
        person_group_id,
        sex,
        age_group,
        occupation,
        affiliation_actor_id,
        split_by,
        policy,
        low,
        best,
        high,
        part_count,
        parts,
        parts_low,
        parts_best,
        parts_high,
        remainder_low,
        remainder_high,
        claim_ids,
        part_claim_ids,
        is_total,
        is_counted,
        is_coarse,
        is_order_broken,
        is_nearest_donor,
        is_one_report,
        is_breakdown_above_total
    from remainders
)

select * from final
