{# The cells of a grid of days and degrees that the reports of a CTE touch. A report is in
   every cell that its circle meets: of the fine grid (a quarter of a degree) where its
   place is known well, and of the coarse one (two degrees), where those are compared
   that are not. A day at either end is its margin. #}
{% macro blocks_of(profiles) -%}
    select
        {{ profiles }}.*,
        grids.grid,
        rows_met.row_index,
        columns_met.column_index,
        days.day::date as day,
        days.day::date not between {{ profiles }}.date_min and {{ profiles }}.date_max
            as is_margin
    from (
        select
            report_id,
            profile_hash,
            order_key,
            exclusive_id,
            date_min,
            date_max,
            latitude,
            longitude,
            radius_m,
            radius_m > {{ var('match_fine_radius_m') }} as is_coarse,
            greatest(radius_m, {{ var('match_slack_m') }} / 2) / 111195 as reach_lat,
            reach_lat / greatest(cos(radians(latitude)), 0.1) as reach_lon
        from {{ profiles }}
    ) as {{ profiles }}
    inner join (values ('fine', 0.25), ('coarse', 2)) as grids (grid, cell_size)
        on grids.grid = 'coarse' or not {{ profiles }}.is_coarse,
    unnest(generate_series(
        floor((latitude - reach_lat) / grids.cell_size)::integer,
        floor((latitude + reach_lat) / grids.cell_size)::integer
    )) as rows_met (row_index),
    unnest(generate_series(
        floor((longitude - reach_lon) / grids.cell_size)::integer,
        floor((longitude + reach_lon) / grids.cell_size)::integer
    )) as columns_met (column_index),
    unnest(generate_series(
        date_min - interval '1 day', date_max + interval '1 day', interval '1 day'
    )) as days (day)
{%- endmacro %}
