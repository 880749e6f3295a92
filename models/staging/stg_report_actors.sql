with report_actors as (
    select * from {{ source('raw', 'report_actors').include(database=false) }}
),

final as (
    select
        report_id,
        content_hash,
        line,
        file_name,
        actor_order,
        actor_text,
        actor_id_source,
        actor_role,
        certainty,
        assessment,
        span_start,
        span_end
    from report_actors
)

select * from final
