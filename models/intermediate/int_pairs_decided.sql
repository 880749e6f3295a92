select null::varchar as verdict, null::bigint as position, null::bigint as other_position limit 0
