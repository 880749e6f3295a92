"""Airwars and UCDP in Syria: what matches, and what UCDP's own citations say of it.

    python benchmarks/matching_syria.py [FOLDER] [--markdown]

1,180 events of UCDP cite codes of Airwars, old ones too. A cited code is a key where an
incident that bears or bore it lies within two days of the event: what the matcher joins
can be held against it without a reader. The matcher sees no citation.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
from matching_warehouse import dbt, load, prepare

SHARED = Path(__file__).parents[2] / "shared/data"
_EVENTS = "ucdp_ged/ged_syria_2016-01_2019-11.csv"

# What both say of an event: who is cited, who is joined, and how surely.
_KEYS = r"""
create table codes as
    select airwars_id, upper(replace(code, ' ', '')) as code, incident_date
    from read_csv('{shared}/airwars_syria/incidents.csv', all_varchar = true)
    union
    select airwars_id, upper(replace(previous_code, ' ', '')), incident_date
    from read_csv('{shared}/airwars_syria/previous_codes.csv', all_varchar = true) as a
    join read_csv('{shared}/airwars_syria/incidents.csv', all_varchar = true) as b
        using (airwars_id);
create table cited as
    with words as (
        select id, date_start::date as day, date_end::date as last_day,
            unnest(regexp_extract_all(source_article, '"Airwars,([^"]*)"', 1)) as words
        from read_csv('{shared}/{events}', all_varchar = true)
    ),
    named as (
        select id, day, last_day, upper(replace(unnest(regexp_extract_all(
            words, '\b(?:RS|CS|TS|YS|R|S|T|C)\s?\d{{2,4}}(?:-?[a-z])?\b'
        )), ' ', '')) as code
        from words
    )
    select id, airwars_id
    from named join codes using (code)
    where try_cast(incident_date as date) between day - 2 and last_day + 2;
create table joined as
    with members as (
        select incident_id, native_id, dataset_id, is_unsure, match_rule
        from warehouse.intermediate.int_incident_reports
        join warehouse.intermediate.int_reports_current using (report_id)
    )
    select event.native_id as id, incident.native_id as airwars_id,
        event.is_unsure or incident.is_unsure as is_unsure
    from members as event join members as incident using (incident_id)
    where event.dataset_id = 'ucdp_ged' and incident.dataset_id = 'airwars_syria';
"""
_FIGURES = """
with judged as (
    select id, bool_or(cited.airwars_id = joined.airwars_id) as is_right,
        any_value(joined.is_unsure) as is_unsure
    from cited left join joined using (id) group by id
)
select 'incidents that hold an event of both' as figure, count(*) from joined
union all select 'of them with more than one of either',
    count(*) - count(distinct id) + count(*) - count(distinct airwars_id) from joined
union all select 'joined surely', count(*) from joined where not is_unsure
union all select 'events whose citation is a key', count(*) from judged
union all select 'of them joined surely, right',
    count(*) from judged where is_right and not is_unsure
union all select 'joined surely, to another',
    count(*) from judged where not is_right and not is_unsure
union all select 'joined unsurely, right',
    count(*) from judged where is_right and is_unsure
union all select 'joined unsurely, to another',
    count(*) from judged where not is_right and is_unsure
union all select 'joined to none', count(*) from judged where is_right is null
union all select 'parents of parts', count(distinct incident_id)
    from warehouse.intermediate.int_overlaps_found where link = 'parent'
union all select 'parts of parents', count(*)
    from warehouse.intermediate.int_overlaps_found where link = 'parent'
union all select 'pairs at risk of counting twice', count(*)
    from warehouse.intermediate.int_overlaps_found where link = 'overlap_risk'
union all select 'incidents of Airwars, 26 Nov to 10 Dec 2024',
    count(distinct incident_id) from warehouse.intermediate.int_incident_reports
    join warehouse.intermediate.int_reports_current using (report_id)
    where date_min between '2024-11-26' and '2024-12-10'
"""


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--markdown", action="store_true", help="a table for the docs")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        database = Path(folder) / "x.duckdb"
        load(database, *sorted((asked.folder / "airwars_syria").glob("*.csv")))
        load(database, asked.folder / _EVENTS)
        prepare(database)
        dbt(database, "run", "--select", "int_reports_ordered+,+int_overlaps_found")
        rows = _figures(asked.folder, database)
    start = "| {} | {:,} |" if asked.markdown else "{}: {:,}"
    print("| | number |\n|---|---:|" if asked.markdown else "")
    print("\n".join(start.format(*row) for row in rows))


def _figures(shared: Path, database: Path) -> list[tuple[str, int]]:
    with duckdb.connect() as connection:
        connection.execute(f"attach '{database}' as warehouse (read_only)")
        connection.execute(_KEYS.format(shared=shared, events=_EVENTS))
        return connection.execute(_FIGURES).fetchall()


if __name__ == "__main__":
    main()
