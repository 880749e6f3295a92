{# Metres between two points on a sphere of the Earth's mean radius (haversine). #}
{% macro distance_m(latitude_a, longitude_a, latitude_b, longitude_b) -%}
    2 * 6371008.8 * asin(least(1, sqrt(
        power(sin(radians({{ latitude_b }} - {{ latitude_a }}) / 2), 2)
        + cos(radians({{ latitude_a }})) * cos(radians({{ latitude_b }}))
        * power(sin(radians({{ longitude_b }} - {{ longitude_a }}) / 2), 2)
    )))
{%- endmacro %}
