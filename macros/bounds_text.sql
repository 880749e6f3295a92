{# Three bounds as a decision writes them: low|best|high, empty where not stated. #}
{% macro bounds_text(low, best, high) -%}
    coalesce({{ low }}::varchar, '')
    || '|' || coalesce({{ best }}::varchar, '')
    || '|' || coalesce({{ high }}::varchar, '')
{%- endmacro %}
