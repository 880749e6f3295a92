{#
    The one code of each label, by a seed of labels and codes. A label that the seed does
    not know is a list ("A, B" or "A; B"), and has a code if all its parts have the same.
#}
{% macro agreed_codes(labels, aliases, label, code, scope=[]) -%}
    select
        {%- for column in scope %}
        parts.{{ column }},
        {%- endfor %}
        parts.label,
        case
            when
                bool_and(aliases.{{ code }} is not null)
                and min(aliases.{{ code }}) = max(aliases.{{ code }})
                then min(aliases.{{ code }})
        end as {{ code }}
    from (
        select
            labels.*,
            unnest(
                case
                    when wholes.{{ label }} is not null then [labels.label]
                    else regexp_split_to_array(labels.label, '\s*[,;]\s*')
                end
            ) as part
        from {{ labels }} as labels
        left join {{ aliases }} as wholes
            on labels.label = lower(wholes.{{ label }})
            {%- for column in scope %}
            and labels.{{ column }} = wholes.{{ column }}
            {%- endfor %}
    ) as parts
    left join {{ aliases }} as aliases
        on parts.part = lower(aliases.{{ label }})
        {%- for column in scope %}
        and parts.{{ column }} = aliases.{{ column }}
        {%- endfor %}
    group by {% for column in scope %}parts.{{ column }}, {% endfor %}parts.label
{%- endmacro %}
