{# What two reports are compared by; a column of int_reports_compared each. #}
{% macro match_comparisons() %}
    {{ return([
        'days', 'distance', 'place_words', 'actors', 'cause', 'context', 'killed',
        'injured', 'rivalry'
    ]) }}
{% endmacro %}
