{#- What the last build compared and what says the same today is kept, so that one more
    document costs its own pairs alone; a change of the rule makes all pairs again. A pair
    is two turns, as of this build; the row of a report with itself says whose they are
    and what was compared. #}
{#- What is compared besides days and places, and the columns that say it. #}
{%- set said = {
    'place_words': ['place_words'],
    'actors': ['actors'],
    'cause': ['causes', 'cause_id'],
    'context': ['contexts'],
    'killed': ['killed_all', 'killed_civilian'],
    'injured': ['injured_all', 'injured_civilian'],
} -%}
{#- A level is stored as a small number with a name: ten million pairs have eight. #}
{%- set levels = [
    'same_day', 'same_days', 'most_days', 'some_days', 'next_day',
    'same_point', 'within_2_km', 'within_half_radii', 'within_radii', 'beyond_radii',
    'near', 'same', 'half', 'some', 'none', 'missing',
    'none_and_some', 'equal_from_10', 'equal_from_4', 'equal', 'both_none', 'overlap',
    'near_from_10', 'within', 'differ', 'far', 'one_silent', 'both_silent'
] -%}
{%- set level = "enum('" ~ levels | join("', '") ~ "')" -%}
{%- set rules = [] -%}
{%- for comparison in said -%}
    {%- do rules.append(compare_said(comparison, 'later', 'earlier')) -%}
{%- endfor -%}
{%- set rule_hash = rule_hash_of(['match_slack_m', 'match_fine_radius_m'], rules) -%}
{%- set is_kept = has_rows_of_rule(this, rule_hash) %}
-- Pairs of reports that might tell of one incident, with what agrees and what does not:
-- their days touch and their places lie within both radii. Every pair goes from a
-- report to one that was published before it. A report has one more row, with itself,
-- which says that it was compared.
with profiles as not materialized (
    select * replace (turn::integer as turn)
    from {{ ref('int_reports_profiled') }}
),

unchanged as (
    {% if is_kept %}
        select
            previous.turn as previous_turn,
            profiles.turn
        from {{ this }} as previous
        inner join profiles
            on previous.report_id = profiles.report_id
            and previous.profile_hash = profiles.profile_hash
    {% else %}
        select
            null::integer as previous_turn,
            null::integer as turn
        where false
    {% endif %}
),

-- A place reaches as far as it is uncertain, and at least half of what gazetteers
-- differ.
reaching as (
    select
        profiles.turn,
        min(profiles.turn) over (partition by profiles.exclusive_id) as exclusive_turn,
        profiles.date_min,
        profiles.date_max,
        profiles.latitude,
        profiles.longitude,
        profiles.radius_m,
        unchanged.turn is null as is_new,
        profiles.radius_m > {{ var('match_fine_radius_m') }} as is_coarse,
        greatest(profiles.radius_m, {{ var('match_slack_m') }} / 2) / 111195
            as reach_lat,
        reach_lat / greatest(cos(radians(profiles.latitude)), 0.1) as reach_lon
    from profiles
    left join unchanged on profiles.turn = unchanged.turn
),

-- A cell is a quarter of a degree where places are known well; two degrees where those
-- are compared that are not.
gridded as (
    select
        *,
        case when is_in_fine_grid then 0.25 else 2 end as cell_size,
        floor((latitude - reach_lat) / cell_size)::smallint as first_row,
        floor((latitude + reach_lat) / cell_size)::smallint as last_row,
        floor((longitude - reach_lon) / cell_size)::smallint as first_column,
        floor((longitude + reach_lon) / cell_size)::smallint as last_column
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
        unnest(generate_series(first_row, last_row))::smallint as row_index
    from gridded
),

cells as (
    select
        *,
        unnest(generate_series(first_column, last_column))::smallint as column_index
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
        least(this.turn, near_days.turn) as earlier_turn,
        {{ distance_m(
            'this.latitude', 'this.longitude',
            'near_days.latitude', 'near_days.longitude'
        ) }} as distance_m,
        this.radius_m + near_days.radius_m as radii_m,
        date_diff(
            'day',
            greatest(this.date_min, near_days.date_min),
            least(this.date_max, near_days.date_max)
        ) + 1 as shared_day_count,
        date_diff(
            'day',
            least(this.date_min, near_days.date_min),
            greatest(this.date_max, near_days.date_max)
        ) + 1 as all_day_count
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

placed as (
    select
        turn,
        earlier_turn,
        distance_m <= 2000 as is_near,
        (case
            when shared_day_count < 1 then 'next_day'
            when shared_day_count = all_day_count and all_day_count = 1 then 'same_day'
            when shared_day_count = all_day_count then 'same_days'
            when 2 * shared_day_count >= all_day_count then 'most_days'
            else 'some_days'
        end)::{{ level }} as days,
        (case
            when distance_m <= 100 then 'same_point'
            when distance_m <= 2000 then 'within_2_km'
            when distance_m <= radii_m / 2 then 'within_half_radii'
            when distance_m <= radii_m then 'within_radii'
            else 'beyond_radii'
        end)::{{ level }} as distance
    from near
),

-- Few things are said by many: each bears the turn of the first who says it.
{%- for comparison, columns in said.items() %}

    {{ comparison }}_said as (
        select
            {{ columns | join(', ') }},
            min(turn) as first_turn
        from profiles
        group by {{ columns | join(', ') }}
    ),
{%- endfor %}

said as (
    select
        profiles.turn,
    {%- for comparison in said %}
        {{ comparison }}_said.first_turn as {{ comparison }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    from
        profiles
    {%- for comparison, columns in said.items() %}
    inner join {{ comparison }}_said
        on {% for column in columns -%}
            {{ 'and ' if not loop.first -}}
            profiles.{{ column }}
            is not distinct from {{ comparison }}_said.{{ column }}
        {% endfor %}
    {%- endfor %}
),

met as (
    select
        placed.*,
    {%- for comparison in said %}
        later.{{ comparison }},
        earlier.{{ comparison }} as earlier_{{ comparison }}
        {{- ',' if not loop.last }}
    {%- endfor %}
    from placed
    inner join said as later on placed.turn = later.turn
    inner join said as earlier on placed.earlier_turn = earlier.turn
),

-- So any two things are compared once, however many reports say them.
{%- for comparison, columns in said.items() %}

    {{ comparison }}_levels as (
        select
            pairs.said,
            pairs.said_earlier,
            {{ compare_said(comparison, 'later', 'earlier') }}::{{ level }} as found
        from (
            select distinct
                {{ comparison }} as said,
                earlier_{{ comparison }} as said_earlier
            from met
        ) as pairs
        inner join profiles as later on pairs.said = later.turn
        inner join profiles as earlier on pairs.said_earlier = earlier.turn
    ),
{%- endfor %}

compared as (
    select
        met.turn,
        met.earlier_turn,
        met.days,
        met.distance,
        case
            when met.is_near and place_words_levels.found in ('none', 'some')
                then 'near'::{{ level }}
            else place_words_levels.found
        end as place_words,
        actors_levels.found as actors,
        cause_levels.found as cause,
        context_levels.found as context,
        killed_levels.found as killed,
        injured_levels.found as injured
    from
        met
    {%- for comparison in said %}
    inner join {{ comparison }}_levels
        on met.{{ comparison }} = {{ comparison }}_levels.said
        and met.earlier_{{ comparison }} = {{ comparison }}_levels.said_earlier
    {%- endfor %}
),

final as (
    {% if is_kept %}
        select
            unchanged.turn,
            earlier.turn as earlier_turn,
            previous.*
            exclude (  -- noqa: RF02
                turn, earlier_turn, report_id, profile_hash, rule_hash
            )
        from {{ this }} as previous
        inner join unchanged on previous.turn = unchanged.previous_turn
        inner join unchanged as earlier on previous.earlier_turn = earlier.previous_turn
        where previous.turn != previous.earlier_turn
        union all by name
    {% endif %}
    select * from compared
    union all by name
    select
        report_id,
        turn,
        turn as earlier_turn,
        profile_hash,
        '{{ rule_hash }}' as rule_hash
    from profiles
)

select * from final
