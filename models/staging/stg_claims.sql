with claims as (
    select * from {{ source('raw', 'claims').include(database=false) }}
),

final as (
    select
        claim_id,
        claim_key,
        report_id,
        content_hash,
        part_of_claim_id,
        supersedes_claim_id,
        repeat_of_claim_id,
        line,
        file_name,
        anchor,
        measure,
        unit_counted,
        sex,
        age_group,
        age_text,
        status,
        occupation,
        affiliation_text,
        role,
        low,
        best,
        high,
        operator,
        value_text,
        range_basis,
        count_basis,
        scope,
        incident_count,
        period_start,
        period_end,
        stance,
        flow,
        previous_value,
        transfer_from,
        hedge,
        claimed_by,
        is_status_contested,
        text,
        span_start,
        span_end,
        rule_id,
        confidence
    from claims
)

select * from final
