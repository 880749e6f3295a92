"""What the policies and eventreport's models say of each event: for ``policies.py``."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

Row = tuple[object, ...]
# The reports as the file has them, and every figure that a model or a policy gives.
_REPORTS = """
create temp table reports as
with rows as (
    select * from read_csv(?, all_varchar = true, nullstr = ['', 'NA'])
),
measured as (
    select *, 'killed' as measure,
        deaths_low as low, deaths_best as best, deaths_high as high from rows
    union all
    select *, 'injured', injuries_low, injuries_best, injuries_high from rows
)
select id, event_id, source_author as voice, date_start = date_end as is_day_dated,
    regexp_extract(source, '[0-9]{4}-[0-9]{2}-[0-9]{2}') as day,
    measure, low::bigint as low, best::bigint as best, high::bigint as high
from measured
"""
_FIGURES = """
create temp table figures as
with events as (
    select event_id, measure, count(*) as report_count
    from reports group by all having count(*) > 1
),
incidents as (
    select event_id_source as event_id, any_value(incident_id) as incident_id
    from fct_reports group by all having count(distinct incident_id) = 1
),
columns as (
    unpivot (from reports) on low, best, high into name bound value figure
),
ranked as (
    select event_id, measure, bound, figure, count(*) as votes from columns group by all
),
models as (
    select event_id, measure, bound, unnest([
        {'model': 'conservative', 'figure': min(figure)},
        {'model': 'representative', 'figure': arg_min(figure, (-votes, figure))},
        {'model': 'informative', 'figure': max(figure)}
    ]) as answer
    from ranked group by all
),
answers as (
    select event_id, measure, 'eventreport' as maker, answer['model'] as model,
        any_value(answer['figure']) filter (where bound = 'low') as low,
        any_value(answer['figure']) filter (where bound = 'best') as best,
        any_value(answer['figure']) filter (where bound = 'high') as high
    from models group by all
    union all
    select incidents.event_id, measure, 'casualty', policy, low, best, high
    from fct_casualties inner join incidents using (incident_id)
    where breakdown = '' and measure in ('killed', 'injured')
)
select answers.*, events.report_count
from events inner join answers using (event_id, measure)
"""
_COUNTS = """
select
    measure,
    count(distinct event_id) as events,
    count(*) as reports,
    count(distinct event_id) filter (where spread > 1) as disagreeing,
    (select count(distinct event_id) from figures
        where maker = 'casualty' and figures.measure = reports.measure) as with_policies
from (
    select *, count(distinct best) over (partition by event_id, measure) as spread,
        count(*) over (partition by event_id, measure) as size
    from reports
) as reports
where size > 1
group by measure order by measure desc
"""
_SUMS = """
with told as (
    select figures.*,
        coalesce(low > best or best > high or low > high, false) as is_broken,
        exists (
            from reports where reports.event_id = figures.event_id
                and reports.measure = figures.measure and reports.low = figures.low
                and reports.best = figures.best and reports.high = figures.high
        ) as is_own,
        coalesce(best, low, high) = 0 and exists (
            from reports where reports.event_id = figures.event_id
                and reports.measure = figures.measure and reports.best > 0
        ) as is_hiding
    from figures
)
select ours.measure, ours.maker, ours.model, count(*),
    sum(ours.low)::bigint, sum(ours.best)::bigint,
    count(*) filter (where ours.best is null),
    sum(ours.high)::bigint,
    count(*) filter (where ours.is_broken and not ours.is_own),
    count(*) filter (where ours.is_broken and ours.is_own),
    count(*) filter (where ours.is_hiding),
    case when ours.maker = 'casualty' and count(theirs.model) > 0 then count(*) filter (
        where (ours.low, ours.best, ours.high)
        is distinct from (theirs.low, theirs.best, theirs.high)
    ) end
from told as ours
left join told as theirs
    on ours.event_id = theirs.event_id and ours.measure = theirs.measure
    and ours.model = theirs.model and theirs.maker = 'eventreport'
group by ours.measure, ours.maker, ours.model
order by ours.measure desc, ours.maker, array_position(
    ['conservative', 'representative', 'informative', 'latest', 'envelope'], ours.model
)
"""
# Half of the events are those with most distinct figures, half are drawn by a hash.
_EVENTS = """
with spread as (
    select event_id, measure, count(distinct best) as distinct_count,
        max(best) - min(best) as width
    from reports group by all having count(distinct best) > 1
),
one_measure as (
    select * from spread qualify row_number() over (
        partition by event_id order by distinct_count desc, width desc, measure desc
    ) = 1
),
worst as (
    from one_measure order by distinct_count desc, width desc, event_id
    limit ($number + 1) // 2
),
drawn as (
    from one_measure where event_id not in (select event_id from worst)
    order by md5(event_id || $seed), event_id limit $number // 2
),
chosen as (from worst union all from drawn),
votes as (
    select event_id, measure, string_agg(
        format('{} {} {}{}', day[3:], voice, if(
            low = high and low = best, best::varchar, concat_ws('/', low, best, high)
        ), if(is_day_dated, '', '~')), '; ' order by day, voice, id
    ) as said
    from reports group by all
),
answers as (
    select event_id, measure, map_from_entries(list((
        maker || ' ' || model, concat_ws('/', coalesce(low::varchar, '-'),
            coalesce(best::varchar, '-'), coalesce(high::varchar, '-'))
    ))) as answer
    from figures group by all
)
select chosen.event_id, chosen.measure, said,
    answer['casualty conservative'], answer['casualty representative'],
    answer['casualty informative'], answer['casualty latest'],
    answer['casualty envelope'], concat_ws(
        ', ', answer['eventreport conservative'], answer['eventreport representative'],
        answer['eventreport informative']
    )
from chosen
inner join votes using (event_id, measure)
inner join answers using (event_id, measure)
order by chosen.event_id
"""


@contextmanager
def compare(database: Path, file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the reports of the file, and all figures given of them."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(_REPORTS, [str(file)])
        connection.execute(_FIGURES)
        yield connection


def counts(compared: duckdb.DuckDBPyConnection) -> list[Row]:
    """Per measure: events of two or more reports, and those that disagree."""
    columns = ("measure", "events", "reports", "disagree", "with policies")
    return [columns, *compared.execute(_COUNTS).fetchall()]


def sums(compared: duckdb.DuckDBPyConnection) -> list[Row]:
    """Per measure and model: totals, broken triples, zeros that hide a positive."""
    columns = (
        *("measure", "by", "model", "events", "low", "best", "without best", "high"),
        *("broken, made", "broken, the source's", "zero hides a positive"),
        "other than eventreport's",
    )
    return [columns, *compared.execute(_SUMS).fetchall()]


def events(compared: duckdb.DuckDBPyConnection, number: int, seed: str) -> list[Row]:
    """Some events with all that was said, every policy, and eventreport's three."""
    columns = (
        *("event", "measure", "reports: day, voice, low/best/high; ~ not of one day"),
        *("conservative", "representative", "informative", "latest", "envelope"),
        "eventreport's three",
    )
    found = compared.execute(_EVENTS, {"number": number, "seed": seed}).fetchall()
    return [columns, *found]
