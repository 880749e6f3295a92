select
    null::varchar as verdict,
    null::bigint as turn,
    null::bigint as other_turn
where false
