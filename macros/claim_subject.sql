{# What a decision on a claim names: the document, the words and the group of people.
   It holds no words of the source. `claims` has the columns of stg_claims. #}
{% macro claim_subject(document_id, claims) -%}
    {{ document_id }}
    || '|' || {{ claims }}.span_start || '-' || {{ claims }}.span_end
    || '|' || {{ claims }}.measure
    || '|' || {{ claims }}.role
    || '|' || {{ claims }}.sex
    || '|' || {{ claims }}.age_group
    || '|' || {{ claims }}.status
    || '|' || {{ claims }}.occupation
    || '|' || case
        when {{ claims }}.affiliation_text = 'all' then 'all'
        else {{ key([claims ~ '.affiliation_text']) }}
    end
{%- endmacro %}
