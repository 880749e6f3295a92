"""Ways to load a file in ACLED's layout that ``loading.py`` compares.

    python benchmarks/loaders.py (load|count) WAY FILE DATABASE

``mapping`` and ``pandas`` do by hand what the adapter does to columns: dates, figures
and coordinates are read; a row without an identifier, or of which the date or the
figure cannot be read, is left out; each actor, associate and source gets a row.
"""

import sys
from collections.abc import Callable
from importlib import import_module

import duckdb

# Rows that pandas holds at a time, as many as casualty does.
BLOCK = 100_000

_TABLE = "create table rows as from read_csv(?, all_varchar = true)"
_MAPPING = r"""
create table events as
select event_id_cnty, sub_event_type, event_date::date as day, time_precision,
    fatalities::bigint as killed,
    to_timestamp(try_cast("timestamp" as bigint)) as changed_at,
    location, admin2, admin1, country, geo_precision,
    try_cast(latitude as double) as latitude,
    try_cast(longitude as double) as longitude
from rows
where event_id_cnty is not null
    and coalesce(regexp_full_match(fatalities, '\d+'), true)
    and (event_date is null or try_cast(event_date as date) is not null);

create table actors as
select event_id_cnty, unnest(names) as name
from (
    select event_id_cnty, list_filter(
        [actor1, actor2] || string_split(coalesce(assoc_actor_1, ''), '; ')
            || string_split(coalesce(assoc_actor_2, ''), '; '),
        lambda name: name != ''
    ) as names
    from rows semi join events using (event_id_cnty)
);

create table sources as
select event_id_cnty, unnest(string_split(source, '; ')) as name
from rows semi join events using (event_id_cnty);

drop table rows;
"""
_KEPT = [
    "event_id_cnty",
    "sub_event_type",
    "time_precision",
    "location",
    "admin2",
    "admin1",
    "country",
    "geo_precision",
]
_COUNTS = {
    "casualty": """
        select (select count(*) from raw.reports),
            (select count(*) from raw.report_actors),
            (select count(*) from raw.report_sources),
            (select sum(best) from raw.claims)
    """,
    "table": """
        select count(*), null, null, null from rows
    """,
}
_COUNTS["mapping"] = _COUNTS["pandas"] = """
    select (select count(*) from events), (select count(*) from actors),
        (select count(*) from sources), (select sum(killed) from events)
"""


def load_casualty(path: str, database: str) -> None:
    """The command itself."""
    command = import_module("casualty.cli").main
    command(["load", path, "--db", database], standalone_mode=False)


def load_table(path: str, database: str) -> None:
    """All columns as text."""
    with duckdb.connect(database) as connection:
        connection.execute(_TABLE, [path])


def load_mapping(path: str, database: str) -> None:
    """One table of text, from which three are made."""
    with duckdb.connect(database) as connection:
        connection.execute(_TABLE, [path])
        connection.execute(_MAPPING)


def load_pandas(path: str, database: str) -> None:
    """Block by block, into the same three tables."""
    pandas = import_module("pandas")
    with duckdb.connect(database) as connection:
        for rows in pandas.read_csv(path, dtype=str, chunksize=BLOCK):
            for name, frame in _frames(pandas, rows).items():
                connection.register("block", frame)
                connection.execute(
                    f"create table if not exists {name} as from block limit 0"
                )
                connection.execute(f"insert into {name} from block")


# pandas is loaded where it is wanted alone, so that its frames have no type here.
def _frames(pandas, rows):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202  # see above
    said, figure = rows["event_date"], rows["fatalities"]
    day = pandas.to_datetime(said, format="%Y-%m-%d", errors="coerce")
    is_dated = day.notna() | said.isna()
    is_whole = figure.isna() | figure.str.fullmatch(r"\d+").fillna(value=False)
    kept = rows[rows["event_id_cnty"].notna() & is_dated & is_whole]
    events = kept[_KEPT].assign(day=day, killed=kept["fatalities"].astype("Int64"))
    for name in ("latitude", "longitude"):
        events[name] = pandas.to_numeric(kept[name], errors="coerce")
    seconds = pandas.to_numeric(kept["timestamp"], errors="coerce")
    events["changed_at"] = pandas.to_datetime(seconds, unit="s")
    lists = [
        kept[["event_id_cnty"]].assign(name=kept[column].str.split("; "))
        for column in ("actor1", "actor2", "assoc_actor_1", "assoc_actor_2", "source")
    ]
    *actors, sources = (frame.explode("name").dropna() for frame in lists)
    return {"events": events, "actors": pandas.concat(actors), "sources": sources}


LOADERS: dict[str, Callable[[str, str], None]] = {
    "casualty": load_casualty,
    "table": load_table,
    "mapping": load_mapping,
    "pandas": load_pandas,
}


def count(way: str, database: str) -> str:
    """Events, actors, sources and people of a loaded database; - where not told."""
    with duckdb.connect(database, read_only=True) as connection:
        found = connection.execute(_COUNTS[way]).fetchone() or ()
    return " ".join("-" if value is None else f"{value:,}" for value in found)


if __name__ == "__main__":
    WHAT, WAY, FILE, DATABASE = sys.argv[1:]
    if WHAT == "load":
        LOADERS[WAY](FILE, DATABASE)
    else:
        print(count(WAY, DATABASE))
