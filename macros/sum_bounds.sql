{# The three sums of docs/methodology.md, "What may be added up", over low, best, high. #}

{% macro sum_low() -%} coalesce(sum(low), 0)::bigint {%- endmacro %}

{# NULL as soon as one figure has no best: a sum of some is not the sum of all. #}
{% macro sum_best() -%}
    case
        when count(*) = count(coalesce(best, case when low = high then low end))
            then sum(coalesce(best, low))
    end::bigint
{%- endmacro %}

{% macro sum_high() -%} coalesce(sum(coalesce(high, best, low)), 0)::bigint {%- endmacro %}

{% macro count_without_best() -%}
    count(*) filter (where best is null and low is distinct from high)
{%- endmacro %}
