{# The share of what two lists hold that both hold; NULL where one is missing or empty. #}
{% macro share_of(one, other) -%}
    len(list_intersect({{ one }}, {{ other }}))
    / (
        nullif(len({{ one }}), 0) + nullif(len({{ other }}), 0)
        - len(list_intersect({{ one }}, {{ other }}))
    )
{%- endmacro %}

{# How far two lists are alike: missing, same, half, some or none in common. #}
{% macro level_of(share) -%}
    case
        when {{ share }} is null then 'missing'
        when {{ share }} = 0 then 'none'
        when {{ share }} = 1 then 'same'
        when {{ share }} >= 0.5 then 'half'
        else 'some'
    end
{%- endmacro %}

{# How far the figures of a measure agree. Everyone is compared with everyone, else
   civilians with civilians; civilians alone only bound a figure of everyone below. #}
{% macro compare_figures(one, other, measure) -%}
    {%- set one_all = one ~ '.' ~ measure ~ '_all' -%}
    {%- set other_all = other ~ '.' ~ measure ~ '_all' -%}
    {%- set one_civilian = one ~ '.' ~ measure ~ '_civilian' -%}
    {%- set other_civilian = other ~ '.' ~ measure ~ '_civilian' -%}
    case
        when coalesce({{ one_all }}, {{ one_civilian }}) is null
            and coalesce({{ other_all }}, {{ other_civilian }}) is null
            then 'both_silent'
        when coalesce({{ one_all }}, {{ one_civilian }}) is null
            or coalesce({{ other_all }}, {{ other_civilian }}) is null
            then 'one_silent'
        when {{ one_all }} is not null and {{ other_all }} is not null
            then {{ compare_ranges(one_all, other_all) }}
        when {{ one_civilian }} is not null and {{ other_civilian }} is not null
            then {{ compare_ranges(one_civilian, other_civilian) }}
        when {{ one_civilian }} is not null
            then {{ compare_part(one_civilian, other_all) }}
        else {{ compare_part(other_civilian, one_all) }}
    end
{%- endmacro %}

{% macro compare_ranges(one, other) -%}
    case
        when {{ one }}.figure = {{ other }}.figure and {{ one }}.figure >= 10
            then 'equal_from_10'
        when {{ one }}.figure = {{ other }}.figure and {{ one }}.figure >= 4
            then 'equal_from_4'
        when {{ one }}.figure = {{ other }}.figure and {{ one }}.figure > 0
            then 'equal'
        when {{ one }}.figure = {{ other }}.figure then 'both_none'
        when
            least({{ one }}.most, {{ other }}.most) = 0
            and greatest({{ one }}.least, {{ other }}.least) > 0
            then 'none_and_some'
        when {{ one }}.least <= {{ other }}.most and {{ other }}.least <= {{ one }}.most
            then 'overlap'
        when
            2 * least({{ one }}.figure, {{ other }}.figure)
            >= greatest({{ one }}.figure, {{ other }}.figure)
            then case
                when least({{ one }}.figure, {{ other }}.figure) >= 10 then 'near_from_10'
                else 'near'
            end
        when
            5 * least({{ one }}.figure, {{ other }}.figure)
            < greatest({{ one }}.figure, {{ other }}.figure)
            then 'far'
        else 'differ'
    end
{%- endmacro %}

{% macro compare_part(part, whole) -%}
    case
        when {{ part }}.figure = {{ whole }}.figure and {{ part }}.figure >= 4
            then 'equal_from_4'
        when {{ part }}.figure = {{ whole }}.figure and {{ part }}.figure > 0
            then 'equal'
        when {{ part }}.least > {{ whole }}.most then 'differ'
        when 2 * {{ part }}.figure >= {{ whole }}.figure then 'near'
        else 'within'
    end
{%- endmacro %}
