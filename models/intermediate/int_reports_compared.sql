{#- What the last build compared and what says the same today is kept, so that one more
    document costs its own pairs alone; a change of the rule makes all pairs again. #}
{%- set rule_hash = rule_hash_of(['match_slack_m', 'match_fine_radius_m']) -%}
{%- set is_kept = has_rows_of_rule(this, rule_hash) %}
-- Pairs of reports that might tell of one incident, with what agrees and what does not:
-- their days touch and their places lie within both radii. Every pair goes from a report
-- to one that was published before it. A report has one more row, with itself, which
-- says that it was compared.
with profiles as (
    select * from {{ ref('int_reports_profiled') }}
),

kept as (
    {% if is_kept %}
        select previous.*
        from {{ this }} as previous
        semi join profiles
            on previous.report_id = profiles.report_id
            and previous.profile_hash = profiles.profile_hash
        semi join profiles as earlier
            on previous.earlier_report_id = earlier.report_id
            and previous.earlier_profile_hash = earlier.profile_hash
    {% else %}
        select
            null::varchar as report_id,
            null::varchar as profile_hash,
            null::varchar as earlier_report_id
        where false
    {% endif %}
),

unchanged as (
    select
        report_id,
        profile_hash
    from kept
    where earlier_report_id = report_id
),

blocks as (
    {{ blocks_of('profiles') }}
),

marked as (
    select
        blocks.*,
        unchanged.report_id is null as is_new
    from blocks
    left join unchanged on blocks.report_id = unchanged.report_id
),

near as (
    select distinct
        case
            when this_one.order_key > other_one.order_key then this_one.report_id
            else other_one.report_id
        end as report_id,
        case
            when this_one.order_key > other_one.order_key then other_one.report_id
            else this_one.report_id
        end as earlier_report_id
    from marked as this_one
    inner join marked as other_one
        on this_one.grid = other_one.grid
        and this_one.row_index = other_one.row_index
        and this_one.column_index = other_one.column_index
        and this_one.day = other_one.day
        and this_one.exclusive_id != other_one.exclusive_id
        and (this_one.grid = 'fine' or this_one.is_coarse or other_one.is_coarse)
        and (not other_one.is_new or this_one.order_key > other_one.order_key)
    where
        this_one.is_new
        and not this_one.is_margin
        and {{ distance_m(
            'this_one.latitude', 'this_one.longitude', 'other_one.latitude', 'other_one.longitude'
        ) }} <= greatest(this_one.radius_m + other_one.radius_m, {{ var('match_slack_m') }})
),

measured as (
    select
        near.report_id,
        near.earlier_report_id,
        later.profile_hash,
        earlier.profile_hash as earlier_profile_hash,
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
        {{ compare_lists('later.place_words', 'earlier.place_words') }} as place_words,
        {{ compare_lists('later.actors', 'earlier.actors') }} as actors,
        {{ compare_lists('later.causes', 'earlier.causes') }} as cause_words,
        later.cause_id = earlier.cause_id as has_same_cause,
        {{ compare_lists('later.contexts', 'earlier.contexts') }} as context,
        {{ compare_figures('later', 'earlier', 'killed') }} as killed,
        {{ compare_figures('later', 'earlier', 'injured') }} as injured
    from near
    inner join profiles as later on near.report_id = later.report_id
    inner join profiles as earlier on near.earlier_report_id = earlier.report_id
),

compared as (
    select
        report_id,
        earlier_report_id,
        profile_hash,
        earlier_profile_hash,
        '{{ rule_hash }}' as rule_hash,
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
        place_words,
        actors,
        case
            when cause_words = 'none' and has_same_cause then 'some' else cause_words
        end as cause,
        context,
        killed,
        injured
    from measured
),

final as (
    {% if is_kept %}
        select * from kept
        union all by name
    {% endif %}
    select * from compared
    union all by name
    select
        report_id,
        report_id as earlier_report_id,
        profile_hash,
        profile_hash as earlier_profile_hash,
        '{{ rule_hash }}' as rule_hash
    from profiles
    where report_id not in (select unchanged.report_id from unchanged)
)

select * from final
