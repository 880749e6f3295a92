-- What reviewers say of two reports today: it wins over every score.
with attached as (
    select * from {{ ref('int_pairs_attached') }}
),

final as (
    select
        report_id,
        other_report_id,
        verdict,
        parent_report_id,
        decision_id,
        reviewer,
        decided_at,
        note
    from attached
    where is_in_force
)

select * from final
