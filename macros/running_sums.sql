{#
    The CTEs from `stretches` (a key, known_from, known_to, and numbers) to `running`: the
    sums of the numbers by key at every moment at which one of them changes. A stretch
    adds at known_from what it takes away at known_to.
#}
{% macro running_sums(key, sums) -%}
signed as (
    select
        *,
        known_from as moment,
        1 as direction
    from stretches
    union all
    select
        *,
        known_to as moment,
        -1 as direction
    from stretches
    where known_to is not null
),

changes as (
    select
        {{ key }},
        moment,
        {%- for name in sums %}
        coalesce(sum({{ name }} * direction), 0) as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from signed
    group by {{ key }}, moment
),

running as (
    select
        {{ key }},
        moment as known_from,
        lead(moment) over in_order as known_to,
        {%- for name in sums %}
        (sum({{ name }}) over in_order)::bigint as {{ name }}{{ ',' if not loop.last }}
        {%- endfor %}
    from changes
    where {{ sums | join(' != 0 or ') }} != 0
    window in_order as (partition by {{ key }} order by moment)
)
{%- endmacro %}
