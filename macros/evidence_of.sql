{# What two reports were compared by, how far they agree, and what it weighs: a list whose
   weights add up to the score. #}
{% macro evidence_of(pair, weight_of) -%}
    [
        struct_pack(
            comparison := 'base', level := 'base', weight := {{ weight_of }}['base base']
        )
        {%- for comparison in [
            'days', 'distance', 'place_words', 'actors', 'cause', 'context', 'killed',
            'injured', 'rivalry'
        ] -%}
        ,
        struct_pack(
            comparison := '{{ comparison }}',
            level := {{ pair }}.{{ comparison }},
            weight
            := {{ weight_of }}['{{ comparison }} ' || {{ pair }}.{{ comparison }}]
        )
        {%- endfor %}
    ]
{%- endmacro %}
