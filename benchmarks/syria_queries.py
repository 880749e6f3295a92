"""What is asked of a warehouse of Airwars Syria and UCDP, in SQL.

Nothing is written into the warehouse: the tables are temporary.
"""

from pathlib import Path

import duckdb

EVENTS = "ucdp_ged/ged_syria_2016-01_2019-11.csv"
# Two rounds of reading. What a seed draws is the same in every warehouse of the files.
SEED, OTHER_SEED = "matching", "matching, unseen"

# Who is joined to whom, how surely; and whom UCDP cites, by old codes too. A code given
# anew is a key where what bears or bore it lies within two days of the event.
_TABLES = r"""
create temp table records as
    select report_id, native_id, dataset_id = 'ucdp_ged' as is_event,
        date_min, date_max, latitude, longitude
    from intermediate.int_reports_current
    inner join intermediate.int_reports_located using (report_id, content_hash);
create temp table pairs as
    select event.native_id as id, incident.native_id as airwars_id, pairs.killed,
        pairs.match_score, event.report_id as event_report_id,
        incident.report_id as incident_report_id
    from intermediate.int_pairs_scored as pairs
    inner join records as event
        on event.report_id in (pairs.report_id, pairs.earlier_report_id)
        and event.is_event
    inner join records as incident
        on incident.report_id in (pairs.report_id, pairs.earlier_report_id)
        and not incident.is_event;
create temp table joined as
    select pairs.*, members.report_id, members.is_unsure
    from intermediate.int_incident_reports as members
    inner join pairs
        on members.report_id in (event_report_id, incident_report_id)
        and members.matched_with_report_id in (event_report_id, incident_report_id)
    where members.match_rule = 'comparison';
create temp table events as
    select * from read_csv('{folder}/{events}', all_varchar = true);
create temp table incidents as
    select * from read_csv('{folder}/airwars_syria/incidents.csv', all_varchar = true);
create temp table codes as
    select airwars_id, upper(replace(code, ' ', '')) as code from incidents
    union
    select airwars_id, upper(replace(previous_code, ' ', ''))
    from read_csv('{folder}/airwars_syria/previous_codes.csv', all_varchar = true);
create temp table named as
    select distinct id, upper(replace(unnest(regexp_extract_all(
        words, '\b(?:RS|CS|TS|YS|R|S|T|C)\s?\d{{2,4}}(?:-?[a-z])?\b'
    )), ' ', '')) as code
    from (
        select id,
            unnest(regexp_extract_all(source_article, '"Airwars,([^"]*)"', 1)) as words
        from events
    );
create temp table cited as
    select distinct named.id, named.code, incidents.airwars_id
    from named
    inner join codes using (code)
    inner join incidents using (airwars_id)
    inner join events on named.id = events.id
    where try_cast(incidents.incident_date as date)
        between events.date_start::date - 2 and events.date_end::date + 2;
create temp table judged as
    select cited.id, any_value(joined.is_unsure) as is_unsure,
        bool_or(cited.airwars_id = joined.airwars_id) as is_right,
        count(distinct cited.code) < (
            select count(*) from named where named.id = cited.id
        ) as has_lost_code,
        any_value(events.where_coordinates) like 'Ar Raqqah town%' as is_raqqa
    from cited
    inner join events on cited.id = events.id
    left join joined on cited.id = joined.id
    group by cited.id;
create temp table naive as
    select a.report_id, b.report_id as event_report_id
    from records as a
    inner join records as b
        on not a.is_event and b.is_event
        and a.date_min = b.date_min and b.date_min = b.date_max
        and 2 * 6371 * asin(sqrt(
            sin(radians(a.latitude - b.latitude) / 2) ** 2
            + cos(radians(a.latitude)) * cos(radians(b.latitude))
            * sin(radians(a.longitude - b.longitude) / 2) ** 2
        )) <= 5;
create temp table alone as
    select any_value(report_id) as report_id
    from intermediate.int_incident_reports
    group by incident_id having count(*) = 1;
create temp table near_misses as
    select pairs.* from pairs
    inner join alone on pairs.event_report_id = alone.report_id
    qualify row_number() over (
        partition by event_report_id order by match_score desc, incident_report_id
    ) = 1;
"""
FIGURES = """
with judgeable as (
    select *, is_right or not has_lost_code as is_told from judged
    where is_right is not null
),
golden as (
    select incident_id from intermediate.int_incident_reports
    inner join records using (report_id)
    where date_min between '2024-11-26' and '2024-12-10'
),
left_over as (
    select * from intermediate.int_residuals_derived
    where is_residual and policy = 'representative' and known_to is null
        and measure = 'killed' and population = 'all' and best is not null
)
select 'incidents of Airwars that joined an event' as figure, count(*) from joined
union all select 'joined with more than one of the other',
    2 * count(*) - count(distinct id) - count(distinct airwars_id) from joined
union all select 'joined surely', count(*) from joined where not is_unsure
union all select 'events whose citation is a key', count(*) from judged
union all select 'joined surely, to the cited',
    count(*) from judged where is_right and not is_unsure
union all select 'joined surely, to another',
    count(*) from judgeable where is_told and not is_right and not is_unsure
union all select 'joined unsurely, to the cited',
    count(*) from judged where is_right and is_unsure
union all select 'joined unsurely, to another',
    count(*) from judgeable where is_told and not is_right and is_unsure
union all select 'joined to another, but not all codes cited are known',
    count(*) from judgeable where not is_told
union all select 'joined to none', count(*) from judged where is_right is null
union all select 'Raqqa city: joined to the cited',
    count(*) from judged where is_raqqa and is_right
union all select 'Raqqa city: joined to another',
    count(*) from judgeable where is_raqqa and is_told and not is_right
union all select 'naive rule: pairs', count(*) from naive
union all select 'naive rule: incidents of Airwars', count(distinct report_id)
    from naive
union all select 'parents of parts', count(distinct incident_id)
    from intermediate.int_overlaps_found where link = 'parent'
union all select 'parts of parents', count(*)
    from intermediate.int_overlaps_found where link = 'parent'
union all select 'parents with a best figure of killed, and of all their parts',
    count(*) from left_over
union all select 'killed in them, by their own figure', sum(whole_best)::bigint
    from left_over
union all select 'killed in them, less their parts', sum(best)::bigint from left_over
union all select 'pairs at risk of counting twice', count(*)
    from intermediate.int_overlaps_found where link = 'overlap_risk'
union all select 'Airwars, 26 Nov to 10 Dec 2024: reports', count(*) from golden
union all select 'Airwars, 26 Nov to 10 Dec 2024: incidents',
    count(distinct incident_id) from golden
"""
LEVELS = """
select killed, count(*) filter (not is_unsure), count(*) filter (is_unsure), count(*)
from joined group by killed order by killed
"""
# The pairs that were read by hand, by the identifiers of both.
SAMPLES = """
(
    select 'match' as drawn, airwars_id, id, match_score from joined
    order by md5(report_id || $seed) limit 60
)
union all
(
    select 'below', airwars_id, id, match_score from near_misses
    where match_score >= -1.2 and match_score < 0
    order by md5(event_report_id || $seed) limit 45
)
union all
(
    select 'place lost', airwars_id, id, match_score from near_misses
    where match_score >= 0
    order by md5(event_report_id || $seed) limit 15
)
"""


def ask(database: Path, folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection in which the queries above can be asked."""
    connection = duckdb.connect(str(database), read_only=True)
    connection.execute(_TABLES.format(folder=folder, events=EVENTS))
    return connection
