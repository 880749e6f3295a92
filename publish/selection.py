"""What a table is of: its rows, filters, policy and moment, as SQL with bound values.

Names come from the closed lists here, values are bound; no SQL of a user is run.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import polars as pl

from ingest.errors import DataError, UsageError
from publish.query import read

# What a row may stand for: the expression over `figures`, and its header.
DIMENSIONS = {
    "month": "Month",
    "year": "Year",
    "country": "Country",
    "admin1": "Governorate or province",
    "cause": "Cause",
    "actor": "Actor",
    "actor_role": "Part in it",
    "person_group": "People",
    "source": "Source",
}
SUBJECTS = tuple(DIMENSIONS)

# Filters of incidents, and those of figures.
_INCIDENT_FILTERS = {
    "month": "incident_month = $month",
    "year": "incident_year = $year",
    "country": "lower($country) in (lower(country_id), lower(country))",
    "admin1": "lower($admin1) in (lower(admin1_id), lower(admin1))",
    "cause": "lower($cause) in (lower(cause_id), lower(cause))",
    "from": "date_min >= $from::date",
    "to": "date_max <= $to::date",
    "actor": """incident_id in (
        select incident_id from main.bridge_incident_actors
        inner join main.dim_actors using (actor_id)
        where lower($actor) in (lower(actor_id), lower(actor_name)))""",
    "source": """incident_id in (
        select incident_id from main.bridge_incident_reports
        inner join main.fct_reports using (report_id)
        inner join main.dim_sources using (source_id)
        where lower($source) in (lower(source_id), lower(source_name)))""",
}
_FIGURE_FILTERS = {
    "measure": "measure = lower($measure)",
    "population": "population = lower($population)",
    "person_group": "lower(person_group) = lower($person_group)",
}
FILTERS = (*_INCIDENT_FILTERS, *_FIGURE_FILTERS)
# A source's own totals are added up before matching: no incident, so no place.
_SOURCE_BY = ("source", "month")
_SOURCE_FILTERS = ("source", "month", "measure", "population")


@dataclass(frozen=True)
class Selection:
    """One table: what a row stands for, and which figures are in it."""

    database: Path
    name: str
    by: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    policy: str | None = None
    as_of: str | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """The columns that a row stands for, without measure and population."""
        asked = (self.name, *self.by)
        # An actor without its part would have a victims' group among the attackers.
        parts = ("actor_role",) if "actor" in asked else ()
        return tuple(dict.fromkeys((*asked, *parts)))

    @property
    def values(self) -> dict[str, str]:
        """What is bound in the SQL."""
        moment = {"as_of": self.as_of} if self.as_of else {}
        return dict(self.where) | moment

    @property
    def incidents_sql(self) -> str:
        """CTEs that end in `incidents`: those that the filters choose."""
        table = "incidents_as_of($as_of)" if self.as_of else "fct_incidents"
        chosen = [_INCIDENT_FILTERS[k] for k in self.where if k in _INCIDENT_FILTERS]
        return f"""described as (
    select
        known.*,
        left(known.incident_month, 4) as year_text,
        case when year(known.date_min) = year(known.date_max)
            then year(known.date_min)::varchar else 'spans' end as incident_year,
        coalesce(countries.place_name, 'not stated') as country,
        coalesce(areas.place_name, 'not stated') as admin1,
        coalesce(causes.label, 'Not stated') as cause
    from main.{table} as known
    left join main.dim_places as countries on known.country_id = countries.place_id
    left join main.dim_places as areas on known.admin1_id = areas.place_id
    left join main.dim_causes as causes on known.cause_id = causes.cause_id
),
incidents as (
    select * from described where {" and ".join(["is_counted", *chosen])}
)"""

    def read(self, ctes: str, sql: str) -> pl.DataFrame:
        """Read a query over this selection's CTEs with its values bound.

        Only the values that the SQL names are bound.
        """
        text = f"with {ctes} {sql}"
        named = {k: v for k, v in self.values.items() if f"${k}" in text}
        return read(self.database, text, named)


def select(  # noqa: PLR0913, PLR0917  # the options of the command
    database: Path,
    name: str,
    by: Iterable[str] = (),
    where: Mapping[str, str] | None = None,
    policy: str | None = None,
    as_of: str | date | None = None,
) -> Selection:
    """Check what is asked for.

    Raises:
        UsageError: a name that is not in its list, or a date that is none.
        DataError: the warehouse does not know the policy or has no marts.
    """
    where = dict(where or {})
    for word in (name, *by):
        _check(word, SUBJECTS, "rows")
    for key in where:
        _check(key, FILTERS, "--where")
    for key in ("from", "to"):
        if key in where:
            _check_date(where[key], f"--where {key}")
    moment = str(as_of) if as_of else None
    if moment:
        _check_date(moment, "--as-of")
    if "source" in (name, *by):
        _check_source((name, *by), where)
    chosen = _choose_policy(database, policy)
    return Selection(database, name, tuple(by), where, chosen, moment)


def _check(word: str, known: Iterable[str], where: str) -> None:
    if word not in known:
        listed = ", ".join(known)
        raise UsageError(f"{where}: {word} is not known; choose of {listed}")


def _check_date(word: str, where: str) -> None:
    try:
        date.fromisoformat(word)
    except ValueError as fault:
        raise UsageError(f"{where}: {word} is no date; write 2024-12-05") from fault


def _check_source(keys: Iterable[str], where: Iterable[str]) -> None:
    """A source's own totals know neither incident nor place."""
    for key in (*keys, *where):
        if key not in (*_SOURCE_BY, *_SOURCE_FILTERS):
            raise UsageError(
                f"a source's own totals cannot be split or chosen by {key}; choose of "
                f"{', '.join(_SOURCE_FILTERS)}, or use --where source="
            )


def _choose_policy(database: Path, policy: str | None) -> str:
    known = read(
        database, "select policy, is_default from main.dim_policies order by 1"
    )
    if policy is None:
        return str(known.filter(pl.col("is_default"))["policy"].item())
    if policy not in known["policy"]:
        listed = ", ".join(known["policy"])
        raise UsageError(f"--policy: {policy} is not known; choose of {listed}")
    return policy


def split_pairs(pairs: Iterable[str]) -> dict[str, str]:
    """``column=value`` pairs as a mapping.

    Raises:
        UsageError: a word without ``=``.
    """
    found = {}
    for pair in pairs:
        key, mark, value = pair.partition("=")
        if not mark or not value:
            raise UsageError(f"--where {pair}: write column=value, as country=Syria")
        found[key.strip()] = value.strip()
    return found


def refuse_empty(selection: Selection, frame: pl.DataFrame) -> None:
    """Nothing found is said, never printed as an empty table.

    Raises:
        DataError: no row.
    """
    if frame.is_empty():
        asked = ", ".join(f"{k}={v}" for k, v in selection.where.items())
        moment = f" as of {selection.as_of}" if selection.as_of else ""
        raise DataError(
            f"no figure for {asked or 'this table'}{moment} in "
            f"{selection.database.name}; widen --where or load more"
        )
