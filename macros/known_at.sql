{# Whether a row was so at a moment. A day without a time means its end. #}
{% macro known_at(moment) -%}
    known_from <= {{ end_of(moment) }}
    and coalesce(known_to > {{ end_of(moment) }}, true)
{%- endmacro %}

{# The last moment of a day, or the moment itself. #}
{% macro end_of(moment) -%}
    case
        when length({{ moment }}::varchar) = 10
            then {{ moment }}::timestamp + interval '1 day' - interval '1 microsecond'
        else {{ moment }}::timestamp
    end
{%- endmacro %}
