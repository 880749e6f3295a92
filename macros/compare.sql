{# How far two profiles agree in what they say of a thing: a level of its own list. #}
{% macro compare_said(thing, one, other) -%}
    {% if thing == 'place_words' -%}
    {# One source writes in two words what another writes in one. #}
    case
        when
            len({{ one }}.place_words) > 0
            and {{ one }}.place_key = {{ other }}.place_key
            then 'same'
        else {{ compare_lists(one ~ '.place_words', other ~ '.place_words') }}
    end
    {%- elif thing == 'actors' -%}
    {{ compare_lists(one ~ '.actors', other ~ '.actors') }}
    {%- elif thing == 'cause' -%}
    {# Air strike and shelling are one kind of violence. #}
    case
        when
            {{ one }}.cause_id = {{ other }}.cause_id
            and {{ compare_lists(one ~ '.causes', other ~ '.causes') }} = 'none'
            then 'some'
        else {{ compare_lists(one ~ '.causes', other ~ '.causes') }}
    end
    {%- elif thing == 'context' -%}
    {{ compare_lists(one ~ '.contexts', other ~ '.contexts') }}
    {%- else -%}
    {{ compare_figures(one, other, thing) }}
    {%- endif %}
{%- endmacro %}

{# How far two lists are alike: missing, same, half, some or none in common. #}
{% macro compare_lists(one, other) -%}
    case
        when coalesce(len({{ one }}), 0) = 0 or coalesce(len({{ other }}), 0) = 0
            then 'missing'
        when len(list_intersect({{ one }}, {{ other }})) = 0 then 'none'
        when
            len(list_intersect({{ one }}, {{ other }}))
            = greatest(len({{ one }}), len({{ other }}))
            then 'same'
        when
            2 * len(list_intersect({{ one }}, {{ other }}))
            >= len({{ one }}) + len({{ other }})
            - len(list_intersect({{ one }}, {{ other }}))
            then 'half'
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
