-- The score of a pair: the sum of the weights of what agrees and what does not, in
-- natural log odds. Of many reports as near in time and place any one is less likely
-- the same.
with pairs as (
    select * exclude (report_id, profile_hash, rule_hash)
    from {{ ref('int_reports_compared') }}
    where turn != earlier_turn
),

weights as (
    select map_from_entries(list((comparison || ' ' || level, weight))) as weight_of
    from {{ ref('match_weights') }}
),

counted as (
    select
        *,
        count(*) over (partition by turn) as rival_count
    from pairs
),

levels as (
    select
        * exclude (rival_count),
        case
            when rival_count = 1 then 'alone'
            when rival_count <= 3 then 'few'
            when rival_count <= 8 then 'some'
            when rival_count <= 20 then 'many'
            else 'crowd'
        end as rivalry
    from counted
),

final as (
    select
        levels.*,
        -- Sums of decimals differ in the last digit from machine to machine.
        round(
            weights.weight_of['base base']
            + weights.weight_of['days ' || levels.days]
            + weights.weight_of['distance ' || levels.distance]
            + weights.weight_of['place_words ' || levels.place_words]
            + weights.weight_of['actors ' || levels.actors]
            + weights.weight_of['cause ' || levels.cause]
            + weights.weight_of['context ' || levels.context]
            + weights.weight_of['killed ' || levels.killed]
            + weights.weight_of['injured ' || levels.injured]
            + weights.weight_of['rivalry ' || levels.rivalry],
            3
        ) as match_score
    from levels
    cross join weights
)

select * from final
