{# The hash of the rule of an incremental model: its own SQL, the vars that it uses, and
   what macros made. #}
{% macro rule_hash_of(names, made=()) %}
    {% set values = [model.raw_code] + made | list %}
    {% for name in names %}
        {% do values.append(var(name) | string) %}
    {% endfor %}
    {{ return(local_md5(values | join(' '))) }}
{% endmacro %}

{# Whether the table of the last build has rows that the rule of today made. #}
{% macro has_rows_of_rule(relation, rule_hash) %}
    {% if not execute or not relation or flags.FULL_REFRESH %}
        {{ return(false) }}
    {% endif %}
    {% set table = load_relation(relation) %}
    {% if table is none %}
        {{ return(false) }}
    {% endif %}
    {% set columns = adapter.get_columns_in_relation(table) | map(attribute='name') %}
    {% if 'rule_hash' not in columns | list %}
        {{ return(false) }}
    {% endif %}
    {% set found = run_query(
        "select count(*) from " ~ table ~ " where rule_hash = '" ~ rule_hash ~ "'"
    ) %}
    {{ return(found.columns[0].values()[0] > 0) }}
{% endmacro %}
