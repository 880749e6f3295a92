with populations as (
    select * from {{ ref('populations') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

final as (
    select
        populations.country_id,
        places.place_name as country_name,
        populations.population_year,
        populations.inhabitants,
        populations.rounded_to,
        populations.reason as note,
        'United Nations, Department of Economic and Social Affairs, Population '
        || 'Division (2024). World Population Prospects 2024, medium variant.'
            as citation,
        'https://population.un.org/wpp/' as url,
        make_date(populations.population_year, 7, 1) as population_date
    from populations
    inner join places on populations.country_id = places.place_id
)

select * from final
