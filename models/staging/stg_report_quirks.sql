with report_quirks as (
    select * from {{ source('raw', 'report_quirks').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        line,
        file_name,
        quirk,
        column_name,
        value
    from report_quirks
)

select * from final
