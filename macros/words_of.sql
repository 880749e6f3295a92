{# The distinct words of a text, without accents, case and words that name no place. #}
{% macro words_of(text) -%}
    list_filter(
        list_distinct(
            regexp_extract_all(lower(strip_accents({{ text }})), '[\p{L}\p{N}]+')
        ),
        lambda word: word not in (
            'the', 'of', 'and', 'in', 'a', 'at', 'near', 'de', 'la', 'le', 'les', 'du',
            'des', 'al', 'el', 'city', 'town', 'village', 'district', 'region', 'area',
            'province', 'governorate'
        )
    )
{%- endmacro %}

{# The distinct parts of a list in a text; what is called unknown says nothing. #}
{% macro parts_of(text) -%}
    list_filter(
        list_distinct(
            list_transform(
                regexp_split_to_array(lower({{ text }}), '[;,/]| and | or '),
                lambda part: trim(part)
            )
        ),
        lambda part: part not in ('', 'unknown', 'other', 'none')
    )
{%- endmacro %}
