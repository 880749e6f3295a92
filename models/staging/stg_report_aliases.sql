with report_aliases as (
    select * from {{ source('raw', 'report_aliases').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        line,
        file_name,
        alias,
        authority
    from report_aliases
)

select * from final
