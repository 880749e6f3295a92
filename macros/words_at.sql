{# The words of a text at a list of spans (characters from 0, the end exclusive). #}
{% macro words_at(words, spans) -%}
    list_transform(
        {{ spans }},
        lambda span: substring(
            {{ words }}, span['start'] + 1, span['end'] - span['start']
        )
    )
{%- endmacro %}
