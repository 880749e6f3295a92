{#
    A table macro of one moment. No contract and no test reaches one, so that it only
    filters a tested model; its comment is set by hand, as persist_docs would fail.
#}
{% macro as_of_config() -%}
    {{ config(
        materialized='table_function',
        parameters=['as_of'],
        contract={'enforced': false},
        persist_docs={},
        post_hook="comment on macro table {{ this.include(database=false) }} is "
            ~ "'{{ model.description | replace(\"'\", \"''\") }}'",
    ) }}
{%- endmacro %}
