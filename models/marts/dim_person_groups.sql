with claims as (
    select * from {{ ref('int_claims_voiced') }}
),

statuses as (
    select * from {{ ref('statuses') }}
),

occupations as (
    select * from {{ ref('occupations') }}
),

cells as (
    select distinct
        person_group_id,
        sex,
        age_group,
        population as status,
        occupation
    from claims
),

final as (
    select
        cells.person_group_id,
        cells.sex,
        cells.age_group,
        cells.status,
        cells.occupation,
        case
            when cells.age_group = 'child' and cells.sex = 'female' then 'girls'
            when cells.age_group = 'child' and cells.sex = 'male' then 'boys'
            when cells.age_group = 'child' and cells.sex = 'unknown'
                then 'children of unknown sex'
            when cells.age_group = 'child' then 'children'
            when cells.age_group = 'adult' and cells.sex = 'female' then 'women'
            when cells.age_group = 'adult' and cells.sex = 'male' then 'men'
            when cells.age_group = 'adult' and cells.sex = 'unknown'
                then 'adults of unknown sex'
            when cells.age_group = 'adult' then 'adults'
            when cells.sex = 'female' then 'women and girls'
            when cells.sex = 'male' then 'men and boys'
            else 'people'
        end
        || case when cells.status = 'all' then '' else ', ' || statuses.label end
        || case when cells.occupation = 'all' then '' else ', ' || occupations.label end
            as label
    from cells
    left join statuses on cells.status = statuses.status
    left join occupations on cells.occupation = occupations.occupation
)

select * from final
