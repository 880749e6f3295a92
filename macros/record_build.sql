{# One row a run in main._builds; it tells whether the marts are whole and of which raw. #}
{% macro record_build(results) %}
    {% if execute and flags.WHICH in ('build', 'run') %}
        {% set built = [] %}
        {% set failures = [] %}
        {% for result in results %}
            {% if result.status in ('error', 'fail', 'skipped', 'runtime error') %}
                {% do failures.append(result.node.name) %}
            {% elif result.node.resource_type == 'model' %}
                {% do built.append(result.node.name) %}
            {% endif %}
        {% endfor %}
        {% set models = graph.nodes.values()
            | selectattr('resource_type', 'equalto', 'model') | list %}
        create table if not exists main._builds (
            invocation_id varchar, built_at timestamp, model_count integer,
            built_count integer, failure_count integer, raw_load_count bigint,
            raw_loaded_at timestamp
        );
        insert into main._builds
        select
            '{{ invocation_id }}', get_current_timestamp()::timestamp,
            {{ models | length }}, {{ built | length }}, {{ failures | length }},
            count(*), greatest(
                max(loads._loaded_at),
                (select max(decisions._loaded_at) from raw.decisions as decisions)
            )
        from raw.loads as loads;
    {% endif %}
{% endmacro %}
