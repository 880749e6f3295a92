{# The words with every name of the list masked by as many blocks as it has characters. #}
{% macro mask_names(words, names) -%}
    list_reduce(
        coalesce({{ names }}, []),
        lambda masked, person_name:
            replace(masked, person_name, repeat('█', length(person_name))),
        {{ words }}
    )
{%- endmacro %}
