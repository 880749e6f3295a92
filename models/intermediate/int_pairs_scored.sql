-- The score of a pair: the sum of the weights of what agrees and what does not, in natural
-- log odds. Of many reports as near in time and place any one is less likely the same.
with pairs as (
    select * from {{ ref('int_reports_compared') }}
    where earlier_report_id is not null
),

weights as (
    select * from {{ ref('match_weights') }}
),

ordered as (
    select * from {{ ref('int_reports_ordered') }}
),

levels as (
    select
        *,
        case
            when rivals = 1 then 'alone'
            when rivals <= 3 then 'few'
            when rivals <= 8 then 'some'
            when rivals <= 20 then 'many'
            else 'crowd'
        end as rivalry
    from (
        select
            *,
            count(*) over (partition by report_id) as rivals
        from pairs
    ) as counted
),

final as (
    select
        levels.* exclude (profile_hash, earlier_profile_hash, rule_hash, rivals),
        later.position,
        earlier.position as earlier_position,
        base.weight
        {%- for comparison in match_comparisons() %}
            + {{ comparison }}_weights.weight
        {%- endfor %} as match_score
    from levels
    inner join ordered as later on levels.report_id = later.report_id
    inner join ordered as earlier on levels.earlier_report_id = earlier.report_id
    inner join weights as base on base.comparison = 'base'
    {%- for comparison in match_comparisons() %}
        inner join weights as {{ comparison }}_weights
            on {{ comparison }}_weights.comparison = '{{ comparison }}'
            and {{ comparison }}_weights.level = levels.{{ comparison }}
    {%- endfor %}
)

select * from final
