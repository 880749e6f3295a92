-- The reports that stand today, in the content of the newest release which has them.
with reports as (
    select * from {{ ref('int_reports_dated') }}
),

final as (
    select
        *
        exclude (
            first_document_id, first_known_from, known_from, known_to,  -- noqa: RF02
            is_last  -- noqa: RF02
        )
    from reports
    where known_to is null
)

select * from final
