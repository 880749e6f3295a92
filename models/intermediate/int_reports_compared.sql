{#- What was compared in the last build and says the same today is kept, so that one more
    document costs its own pairs alone; a change of the rule makes all pairs again. -#}
{%- set rule_hash = local_md5(
    [model.raw_code, var('match_slack_m'), var('match_fine_radius_m')] | join(' ')
) -%}
{%- set is_kept = has_rows_of_rule(this, rule_hash) -%}
-- Pairs of reports that might tell of one incident, with what agrees and what does not:
-- their days touch and their places lie within both radii. Every pair goes from a report
-- to one that was published before it. A report has one more row, without a partner,
-- which says that it was compared.
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
        left join profiles as earlier
            on previous.earlier_report_id = earlier.report_id
            and previous.earlier_profile_hash = earlier.profile_hash
        where previous.earlier_report_id is null or earlier.report_id is not null
    {% else %}
        select
            null::varchar as report_id,
            null::varchar as profile_hash,
            null::varchar as earlier_report_id
        limit 0
    {% endif %}
),

unchanged as (
    select
        report_id,
        profile_hash
    from kept
    where earlier_report_id is null
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
            when one.order_key > other.order_key then one.report_id
            else other.report_id
        end as report_id,
        case
            when one.order_key > other.order_key then other.report_id
            else one.report_id
        end as earlier_report_id
    from marked as one
    inner join marked as other
        on one.grid = other.grid
        and one.row_index = other.row_index
        and one.column_index = other.column_index
        and one.day = other.day
        and one.exclusive_id != other.exclusive_id
        and (one.grid = 'fine' or one.is_coarse or other.is_coarse)
        and (not other.is_new or one.order_key > other.order_key)
    where
        one.is_new
        and not one.is_margin
        and {{ distance_m(
            'one.latitude', 'one.longitude', 'other.latitude', 'other.longitude'
        ) }} <= greatest(one.radius_m + other.radius_m, {{ var('match_slack_m') }})
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
        profile_hash,
        '{{ rule_hash }}' as rule_hash
    from profiles
    where report_id not in (select unchanged.report_id from unchanged)
)

select * from final
