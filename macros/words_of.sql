{# The distinct words of the name of a place, as their consonants: Mayadin and Al-Mayadeen
   are one name in two spellings. What all names have in common is left out. #}
{% macro words_of(text) -%}
    list_sort(list_distinct(list_transform(
        list_filter(
            regexp_extract_all(lower(strip_accents({{ text }})), '[\p{L}\p{N}]+'),
            lambda word: word not in (
                'the', 'of', 'and', 'in', 'a', 'at', 'near', 'de', 'la', 'le', 'les',
                'du', 'des', 'al', 'el', 'as', 'ar', 'ash', 'at', 'an', 'ad', 'az',
                'city', 'town', 'village', 'neighbourhood', 'neighborhood', 'district',
                'subdistrict', 'region', 'area', 'province', 'governorate', 'county'
            )
        ),
        lambda word: {{ skeleton_of('word') }}
    )))
{%- endmacro %}

{# A word without doubled letters, vowels and a last h, q as k; the short stay whole. #}
{% macro skeleton_of(word) -%}
    coalesce(
        nullif(regexp_extract(
            regexp_replace(
                list_reduce(
                    string_split(replace({{ word }}, 'q', 'k'), ''),
                    lambda done, letter:
                        if(right(done, 1) = letter, done, done || letter)
                ),
                '[aeiouy]|h$', '', 'g'
            ),
            '..+'
        ), ''),
        {{ word }}
    )
{%- endmacro %}

{# The distinct parts of a list in a text; what is called unknown says nothing. #}
{% macro parts_of(text) -%}
    list_sort(list_filter(
        list_distinct(
            list_transform(
                regexp_split_to_array(lower({{ text }}), '[;,/]| and | or '),
                lambda part: trim(part)
            )
        ),
        lambda part: part not in ('', 'unknown', 'other', 'none')
    ))
{%- endmacro %}
