-- What reviewers say today: the newest decision on a thing, unless it was withdrawn. A
-- document's publisher and its date are two things; of a claim all is one, and so is
-- what is said of two reports, whichever of them is named first.
with decisions as (
    select * from {{ ref('stg_decisions') }}
),

newest_decisions as (
    select *
    from decisions
    where
        decision_id not in (
            select withdrawals.withdraws
            from decisions as withdrawals
            where withdrawals.withdraws is not null
        )
    qualify
        row_number() over (
            partition by
                kind,
                case
                    when kind = 'pair' then {{ pair_ends('subject') }}::varchar
                    else subject
                end,
                case when kind = 'document' then verdict end
            order by decided_at desc, decision_id asc
        ) = 1
),

final as (
    select * from newest_decisions
    where verdict != 'withdrawn'
)

select * from final
