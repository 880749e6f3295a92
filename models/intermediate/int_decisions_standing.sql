-- What reviewers say today: the newest decision on a thing, unless it was withdrawn.
with decisions as (
    select * from {{ ref('stg_decisions') }}
),

final as (
    select *
    from decisions
    where
        verdict != 'withdrawn'
        and decision_id not in (
            select withdrawals.withdraws
            from decisions as withdrawals
            where withdrawals.withdraws is not null
        )
    qualify
        row_number() over (
            partition by kind, subject, verdict
            order by decided_at desc, decision_id asc
        ) = 1
)

select * from final
