{# What a decision on a pair names a report by: the key of a data set's report, which is
   made of its source and native id; of a text the document and the span of its words.
   `reports` has the columns of int_reports_current. ingest/pairs.py reads the same. #}
{% macro report_subject(reports) -%}
    case
        when {{ reports }}.native_id is null
            then {{ reports }}.document_id
            || '|' || {{ reports }}.anchor_start || '-' || {{ reports }}.anchor_end
        else {{ reports }}.report_id
    end
{%- endmacro %}

{# The two ends of a pair, whichever of them comes first. #}
{% macro pair_ends(subject) -%}
    list_sort(string_split({{ subject }}, '||'))
{%- endmacro %}
