with actor_facts as (
    select * from {{ ref('actors') }}
),

report_actors as (
    select * from {{ ref('int_report_actors_named') }}
),

claims as (
    select * from {{ ref('int_claims_voiced') }}
),

names as (
    select actor_name from actor_facts
    union
    select actor_name from report_actors
    union
    select affiliation from claims
    where affiliation != 'all'
),

final as (
    select
        {{ key(['names.actor_name']) }} as actor_id,
        names.actor_name,
        actor_facts.kind as actor_kind,
        actor_facts.country_id,
        actor_facts.ucdp_id as actor_id_ucdp,
        actor_facts.acled_name as actor_name_acled
    from names
    left join actor_facts on names.actor_name = actor_facts.actor_name
)

select * from final
