-- Words by which sources name an actor, under its one name: as they stand, else without
-- the years of ACLED ("Military Forces of Mali (2021-)"), else with any country in the
-- bracket at the end ("Protesters (*)"), where the seed has such an alias.
with report_actors as (
    select * from {{ ref('stg_report_actors') }}
),

claims as (
    select * from {{ ref('stg_claims') }}
),

actors as (
    select * from {{ ref('actors') }}
),

actor_aliases as (
    select * from {{ ref('actor_aliases') }}
),

words as (
    select actor_text from report_actors
    union
    select affiliation_text as actor_text from claims
),

known as (
    select
        lower(alias) as known_name,
        actor_name
    from actor_aliases
    union
    select
        lower(actor_name) as known_name,
        actor_name
    from actors
    union
    select
        lower(acled_name) as known_name,
        actor_name
    from actors
),

yearless as (
    select
        actor_text,
        lower(actor_text) as as_said,
        regexp_replace(lower(actor_text), ' \(\d{4}-(\d{4})?\)', '') as without_years
    from words
),

spelled as (
    select
        actor_text,
        unnest([
            as_said,
            without_years,
            regexp_replace(without_years, ' \([^()]+\)$', ' (*)')
        ]) as known_name,
        unnest([1, 2, 3]) as preference
    from yearless
),

final as (
    select
        spelled.actor_text,
        known.actor_name
    from spelled
    inner join known on spelled.known_name = known.known_name
    qualify
        row_number() over (
            partition by spelled.actor_text order by spelled.preference asc
        ) = 1
)

select * from final
