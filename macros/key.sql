{# The key of ingest/records.py in SQL: md5 hex of the columns, NULL as the empty string. #}
{% macro key(columns) -%}
    md5(concat_ws(chr(31)
    {%- for column in columns %}, coalesce({{ column }}::varchar, ''){% endfor -%}
    ))
{%- endmacro %}
