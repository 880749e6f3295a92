{#- What the last build compared and what says the same today is kept, so that one more
    document costs its own pairs alone; a change of the rule makes all pairs again. The
    hashes stand on the row of a report with itself and not on its ten pairs. #}
{%- set rule_hash = rule_hash_of(['match_slack_m', 'match_fine_radius_m']) -%}
{%- set comparisons = [
    'days', 'distance', 'place_words', 'actors', 'cause', 'context', 'killed', 'injured'
] -%}
{%- set levels = [
    'same_day', 'same_days', 'most_days', 'some_days', 'next_day',
    'same_point', 'within_2_km', 'within_half_radii', 'within_radii', 'beyond_radii',
    'near', 'same', 'half', 'some', 'none', 'missing',
    'none_and_some', 'equal_from_10', 'equal_from_4', 'equal', 'both_none', 'overlap',
    'near_from_10', 'within', 'differ', 'far', 'one_silent', 'both_silent'
] -%}
{%- set is_kept = has_rows_of_rule(this, rule_hash) %}
-- Pairs of reports that might tell of one incident, with what agrees and what does not:
-- their days touch and their places lie within both radii. Every pair goes from a
-- report to one that was published before it. A report has one more row, with itself,
-- which says that it was compared.
with profiles as (
    select * from {{ ref('int_reports_profiled') }}
),

unchanged as (
    {% if is_kept %}
        select previous.report_id
        from {{ this }} as previous
        inner join profiles
            on previous.report_id = profiles.report_id
            and previous.profile_hash = profiles.profile_hash
        where previous.earlier_report_id = previous.report_id
    {% else %}
        select null::varchar as report_id
        where false
    {% endif %}
),

-- A place reaches as far as it is uncertain, and at least half of what gazetteers
-- differ.
reaching as (
    select
        profiles.report_id,
        profiles.turn,
        min(profiles.turn) over (partition by profiles.exclusive_id) as exclusive_turn,
        profiles.date_min,
        profiles.date_max,
        profiles.latitude,
        profiles.longitude,
        profiles.radius_m,
        unchanged.report_id is null as is_new,
        profiles.radius_m > {{ var('match_fine_radius_m') }} as is_coarse,
        greatest(profiles.radius_m, {{ var('match_slack_m') }} / 2) / 111195
            as reach_lat,
        reach_lat / greatest(cos(radians(profiles.latitude)), 0.1) as reach_lon
    from profiles
    left join unchanged on profiles.report_id = unchanged.report_id
),

-- A cell is a quarter of a degree where places are known well; two degrees where those
-- are compared that are not.
gridded as (
    select
        *,
        case when is_in_fine_grid then 0.25 else 2 end as cell_size,
        floor((latitude - reach_lat) / cell_size)::integer as first_row,
        floor((latitude + reach_lat) / cell_size)::integer as last_row,
        floor((longitude - reach_lon) / cell_size)::integer as first_column,
        floor((longitude + reach_lon) / cell_size)::integer as last_column
    from (
        select
            *,
            unnest([true, false]) as is_in_fine_grid
        from reaching
    ) as twice
    where not (is_in_fine_grid and is_coarse)
),

cell_rows as (
    select
        *,
        unnest(generate_series(first_row, last_row)) as row_index
    from gridded
),

cells as (
    select
        *,
        unnest(generate_series(first_column, last_column)) as column_index
    from cell_rows
),

own_days as (
    select
        *,
        is_in_fine_grid or is_coarse as meets_all,
        unnest(range(date_min, date_max + 1, interval 1 day))::date as cell_day
    from cells
    where is_new
),

-- In the coarse grid a place known well meets those alone that are not.
near_cells as (
    select
        *,
        unnest(case when is_coarse then [true, false] else [true] end) as meets_all
    from cells
),

-- The next day and the one before touch, too.
near_days as (
    select
        *,
        unnest(range(date_min - 1, date_max + 2, interval 1 day))::date as cell_day
    from near_cells
),

-- Of the cells that two reports share the first makes the pair.
near as (
    select
        greatest(this.turn, near_days.turn) as turn,
        least(this.turn, near_days.turn) as earlier_turn
    from own_days as this
    inner join near_days
        on this.is_in_fine_grid = near_days.is_in_fine_grid
        and this.meets_all = near_days.meets_all
        and this.row_index = near_days.row_index
        and this.column_index = near_days.column_index
        and this.cell_day = near_days.cell_day
        and this.exclusive_turn != near_days.exclusive_turn
    where
        this.row_index = greatest(this.first_row, near_days.first_row)
        and this.column_index = greatest(this.first_column, near_days.first_column)
        and this.cell_day = greatest(this.date_min, near_days.date_min - 1)
        and (not near_days.is_new or this.turn > near_days.turn)
        and {{ distance_m(
            'this.latitude', 'this.longitude',
            'near_days.latitude', 'near_days.longitude'
        ) }} <= greatest(
            this.radius_m + near_days.radius_m, {{ var('match_slack_m') }}
        )
),

measured as (
    select
        later.report_id,
        earlier.report_id as earlier_report_id,
        {{ distance_m(
            'later.latitude', 'later.longitude', 'earlier.latitude', 'earlier.longitude'
        ) }} as distance_m,
        later.radius_m + earlier.radius_m as radii_m,
        date_diff(
            'day',
            greatest(later.date_min, earlier.date_min),
            least(later.date_max, earlier.date_max)
        ) + 1 as shared_day_count,
        date_diff(
            'day',
            least(later.date_min, earlier.date_min),
            greatest(later.date_max, earlier.date_max)
        ) + 1 as all_day_count,
        later.place_key = earlier.place_key as has_same_place_key,
        {{ share_of('later.place_words', 'earlier.place_words') }} as place_share,
        {{ share_of('later.actors', 'earlier.actors') }} as actor_share,
        {{ share_of('later.causes', 'earlier.causes') }} as cause_share,
        later.cause_id = earlier.cause_id as has_same_cause,
        {{ share_of('later.contexts', 'earlier.contexts') }} as context_share,
        {{ compare_figures('later', 'earlier', 'killed') }} as killed,
        {{ compare_figures('later', 'earlier', 'injured') }} as injured
    from near
    inner join profiles as later on near.turn = later.turn
    inner join profiles as earlier on near.earlier_turn = earlier.turn
),

compared as (
    select
        report_id,
        earlier_report_id,
        distance_m,
        radii_m,
        shared_day_count,
        case
            when shared_day_count < 1 then 'next_day'
            when shared_day_count = all_day_count and all_day_count = 1 then 'same_day'
            when shared_day_count = all_day_count then 'same_days'
            when 2 * shared_day_count >= all_day_count then 'most_days'
            else 'some_days'
        end as days,
        case
            when distance_m <= 100 then 'same_point'
            when distance_m <= 2000 then 'within_2_km'
            when distance_m <= radii_m / 2 then 'within_half_radii'
            when distance_m <= radii_m then 'within_radii'
            else 'beyond_radii'
        end as distance,
        case
            when place_share is null then 'missing'
            when has_same_place_key then 'same'
            when place_share < 0.5 and distance_m <= 2000 then 'near'
            else {{ level_of('place_share') }}
        end as place_words,
        {{ level_of('actor_share') }} as actors,
        case
            when cause_share = 0 and has_same_cause then 'some'
            else {{ level_of('cause_share') }}
        end as cause,
        {{ level_of('context_share') }} as context,
        killed,
        injured
    from measured
),

-- A level is a whole number with a name: ten million pairs have eight each.
levelled as (
    select
        * replace (
            {%- for comparison in comparisons %}
                {{ comparison }}::enum('{{ levels | join("', '") }}') as {{ comparison }}
                {{- ',' if not loop.last }}
            {%- endfor %}
        )
    from compared
),

final as (
    {% if is_kept %}
        select previous.*
        from {{ this }} as previous
        semi join unchanged on previous.report_id = unchanged.report_id
        semi join unchanged as earlier on previous.earlier_report_id = earlier.report_id
        union all by name
    {% endif %}
    select * from levelled
    union all by name
    select
        report_id,
        report_id as earlier_report_id,
        profile_hash,
        '{{ rule_hash }}' as rule_hash
    from profiles
    where report_id not in (select unchanged.report_id from unchanged)
)

select * from final
