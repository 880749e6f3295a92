{# A figure as a person reads it: 4, at least 4, 4 to 9. NULL where nothing is stated. #}
{% macro figure_words(low, best, high) -%}
    case
        when {{ best }} = 0 and coalesce({{ high }}, 0) = 0 then '0'
        when {{ best }} is not null and {{ low }} is null and {{ high }} is null
            then format('{:,}', {{ best }})
        when {{ low }} = {{ high }} then format('{:,}', {{ low }})
        when {{ low }} is not null and {{ high }} is not null
            then format('{:,} to {:,}', {{ low }}, {{ high }})
            || coalesce(
                ', best ' || format('{:,}', nullif({{ best }}, {{ low }})), ''
            )
        when {{ low }} is not null then format('at least {:,}', {{ low }})
        when {{ high }} is not null then format('at most {:,}', {{ high }})
        when {{ best }} is not null then format('{:,}', {{ best }})
    end
{%- endmacro %}
