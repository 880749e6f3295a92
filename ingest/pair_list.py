"""Pairs of reports that a person should look at, as a list to fill in."""

from pathlib import Path

from ingest.errors import UsageError
from ingest.lookup import find_report
from ingest.review import write_list
from ingest.warehouse import query

# $1: those decided on instead of the doubtful; $2 and $3: these two instead.
_PAIRS = r"""
with compared as (
    select
        pairs.*,
        coalesce(decisions.first_report_id, pairs.earlier_report_id)
            as first_report_id,
        coalesce(decisions.second_report_id, pairs.report_id) as second_report_id,
        decisions.subject as subject_decided,
        case pairs.outcome
            when 'joined'
                then 'the later one joined' || laters.words_of_score
            when 'joined_elsewhere'
                then 'the later one joined another incident' || laters.words_of_score
            else 'its score is too low to join, but not by much'
        end as doubt
    from fct_report_pairs as pairs
    left join fct_decisions as decisions using (decision_id)
    left join (
        select
            report_id,
            format(' by a mean score of {:.2f}, which is not sure', match_score)
                as words_of_score
        from fct_reports
    ) as laters on pairs.report_id = laters.report_id
),

chosen as (
    select *, doubt as why, true as is_attached
    from compared
    where $2 is null and case when $1 then verdict is not null else is_for_review end
    union all by name
    select
        firsts.report_id as first_report_id,
        seconds.report_id as second_report_id,
        decisions.subject as subject_decided,
        decisions.verdict,
        decisions.reviewed_by,
        decisions.reviewed_at,
        'a decision that is on no two reports any more' as why,
        false as is_attached
    from fct_decisions as decisions
    left join fct_reports as firsts
        on firsts.subject = split_part(decisions.subject, '||', 1)
    left join fct_reports as seconds
        on seconds.subject = split_part(decisions.subject, '||', 2)
    where $2 is null
        and decisions.kind = 'pair'
        and decisions.is_loaded
        and not decisions.is_attached
    union all by name
    select
        firsts.report_id as first_report_id,
        seconds.report_id as second_report_id,
        'asked for' as why,
        true as is_attached
    from fct_reports as firsts
    inner join fct_reports as seconds
        on (firsts.published_at, firsts.report_id)
        < (seconds.published_at, seconds.report_id)
    where firsts.report_id in ($2, $3)
        and seconds.report_id in ($2, $3)
        and not exists (
            from compared
            where compared.report_id = seconds.report_id
                and compared.earlier_report_id = firsts.report_id
        )
    union all by name
    select *, 'asked for' as why, true as is_attached
    from compared
    where report_id in ($2, $3) and earlier_report_id in ($2, $3)
),

told as (
    select
        report_id,
        subject,
        source_name || coalesce(
            ' ('
            || nullif(
                array_to_string(
                    list_filter(voice_names, lambda voice: voice != source_name), ', '
                ),
                ''
            )
            || ')',
            ''
        ) as source,
        coalesce(native_id, report_id) as id,
        title,
        url,
        strftime(published_at, '%Y-%m-%d') as published,
        case
            when date_min = date_max then date_min::varchar
            else concat_ws(' to ', date_min, date_max)
        end as dates,
        concat_ws(
            ', ',
            case when not starts_with(place_name, place_text) then place_text end,
            coalesce(place_name, place_text),
            'within ' || format('{:,}', round(radius_m / 1000.0)::int) || ' km'
        ) as place,
        killed,
        injured,
        coalesce(cause_text, cause_id) as cause,
        array_to_string(actor_names, '; ') as actors,
        words
    from intermediate.int_reports_told
)

select
    concat_ws(
        '; ',
        case when chosen.verdict is null or not chosen.is_attached then chosen.why end,
        case
            when chosen.verdict is not null
                then concat_ws(
                    ' ',
                    chosen.verdict, 'by', chosen.reviewed_by,
                    'on', strftime(chosen.reviewed_at, '%Y-%m-%d')
                )
        end,
        case
            when chosen.outcome = 'joined' then 'one incident today'
            when chosen.is_attached then 'two incidents today'
        end
    ) as reason,
    round(chosen.match_score, 2) as score,
    array_to_string(
        list_transform(
            chosen.evidence,
            lambda part: concat_ws(
                ' ',
                case
                    when part.comparison != part.level
                        then replace(part.comparison, '_', ' ') || ':'
                end,
                replace(part.level, '_', ' '),
                format('({:+.2f})', part.weight)
            )
        ),
        '; '
    ) as evidence,
    firsts.source as first_source,
    seconds.source as second_source,
    firsts.id as first_id,
    seconds.id as second_id,
    firsts.title as first_title,
    seconds.title as second_title,
    firsts.url as first_url,
    seconds.url as second_url,
    firsts.published as first_published,
    seconds.published as second_published,
    firsts.dates as first_dates,
    seconds.dates as second_dates,
    firsts.place as first_place,
    seconds.place as second_place,
    firsts.killed as first_killed,
    seconds.killed as second_killed,
    firsts.injured as first_injured,
    seconds.injured as second_injured,
    firsts.cause as first_cause,
    seconds.cause as second_cause,
    firsts.actors as first_actors,
    seconds.actors as second_actors,
    firsts.words as first_words,
    seconds.words as second_words,
    null as verdict,
    null as reviewer,
    null as decided_at,
    null as note,
    coalesce(chosen.subject_decided, firsts.subject || '||' || seconds.subject)
        as subject
from chosen
left join told as firsts on chosen.first_report_id = firsts.report_id
left join told as seconds on chosen.second_report_id = seconds.report_id
order by chosen.match_score desc nulls last, subject
"""


def list_pairs(
    database: Path, *, is_decided: bool = False, asked: tuple[str, str] | None = None
) -> tuple[str, int]:
    """Pairs of reports as CSV with empty columns to fill in, the likeliest first.

    Args:
        database: a warehouse whose marts are built.
        is_decided: list the pairs that a decision is on, not the doubtful ones.
        asked: list these two reports alone, named as for ``lookup.find_report``.

    Returns:
        The CSV, a row a pair, and the number of rows.

    Raises:
        UsageError: one of the two is not found, or they are one.
        DataError: the warehouse cannot be read.
    """
    first, second = _find_both(database, asked) if asked else (None, None)
    frame = query(database, _PAIRS, [is_decided, first, second])
    return write_list(frame), frame.height


def _find_both(database: Path, asked: tuple[str, str]) -> tuple[str, str]:
    first, second = (find_report(database, name) for name in asked)
    if first == second:
        raise UsageError(
            f"{asked[0]!r} and {asked[1]!r} are one report; name two of them"
        )
    return first, second
