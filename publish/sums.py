"""Sums of marts: low, best and high of a selection, by what a row stands for."""

import polars as pl

from publish.selection import _FIGURE_FILTERS, Selection, refuse_empty

# As docs/methodology.md, "What may be added up".
_SUMS = """
    coalesce(sum(low), 0)::bigint as low,
    case when count(*) = count(coalesce(best, case when low = high then low end))
        then sum(coalesce(best, low)) end::bigint as best,
    coalesce(sum(coalesce(high, best, low)), 0)::bigint as high,
    count(*) filter (where is_open_high)::bigint as open_high_count,
    count(*) filter (where best is null and low is distinct from high)::bigint
        as without_best_count,
    count(*) filter (where low is distinct from high)::bigint as imprecise_count,
    count(distinct incident_id)::bigint as incident_count,
    count(distinct incident_id) filter (where voice_count = 1)::bigint
        as single_voice_count,
    count(*) filter (where includes_attackers)::bigint as with_attackers_count"""

_EXPRESSIONS = {
    "month": "incident_month",
    "year": "incident_year",
    "actor": "actor_name",
}
_ORDER = ["killed", "injured", "missing", "detained", "abducted", "displaced"]


def add_up(selection: Selection) -> pl.DataFrame:
    """Rows of a table.

    Returns:
        The keys of the selection; measure, population; low, best, high (persons; best
        is null where a figure has none), open_high_count (figures without an upper
        bound), without_best_count, imprecise_count, incident_count and
        single_voice_count (of incidents; of reports for sources),
        with_attackers_count (figures that count attackers too).
    """
    of_sources = "source" in selection.keys
    frame = _add_claims(selection) if of_sources else _add_figures(selection)
    refuse_empty(selection, frame)
    rank = pl.col("measure").replace_strict(
        {m: i for i, m in enumerate(_ORDER)}, default=len(_ORDER)
    )
    first = selection.keys
    by_time = first[0] in ("month", "year")
    order = [pl.col(k) for k in first] if by_time else [-pl.col("high")]
    ordered = frame.sort(
        rank, "population", *order, *first, descending=False, maintain_order=True
    )
    return ordered.select(*first, pl.all().exclude(*first))


def figures_sql(selection: Selection) -> str:
    """CTEs that end in `figures`: those that may be added up, with their incident's."""
    known = "casualties_as_of($as_of)" if selection.as_of else "fct_casualties"
    by_group = "person_group" in (*selection.keys, *selection.where)
    grain = "" if by_group else "and estimates.is_total"
    ctes = f"""{selection.incidents_sql},
estimates as (
    select known.*, case when groups.label = 'people' then 'everybody'
        else replace(groups.label, 'people, ', '') end as person_group
    from main.{known} as known
    left join main.dim_person_groups as groups
        on known.person_group_id = groups.person_group_id
    where known.policy = '{selection.policy}' and known.is_counted
),
joined as (
    select
        estimates.*, incidents.incident_month, incidents.incident_year,
        incidents.country, incidents.admin1, incidents.cause
    from estimates
    inner join incidents on estimates.incident_id = incidents.incident_id
    where not incidents.is_coarse {grain}
)"""
    chosen = [_FIGURE_FILTERS[k] for k in selection.where if k in _FIGURE_FILTERS]
    chosen += ["(affiliation_actor_id = 'all' or not has_whole)"] if by_group else []
    return f"""{ctes},
figures as (
    select * from (
        select *, bool_or(affiliation_actor_id = 'all') over (
            partition by incident_id, measure, role, population, person_group_id
        ) as has_whole
        from joined
    ) where {" and ".join(chosen or ["true"])}
)"""


def _add_figures(selection: Selection) -> pl.DataFrame:
    keys = ", ".join(f"{_EXPRESSIONS.get(k, k)} as {k}" for k in selection.keys)
    names = ", ".join(str(i + 1) for i in range(len(selection.keys) + 2))
    named = [_EXPRESSIONS.get(k, k) for k in selection.keys if k.startswith("actor")]
    source = _join_actors(named) if named else "figures"
    return selection.read(
        figures_sql(selection),
        f"select {keys}, measure, population, {_SUMS} from {source} group by {names}",
    )


def _join_actors(columns: list[str]) -> str:
    """Figures once for each actor, or part, that their incident names."""
    told = ", ".join(f"coalesce(actors.{c}, 'not stated') as {c}" for c in columns)
    return f"""(select figures.*, {told} from figures left join (
            select distinct incident_id, {", ".join(columns)}
            from main.bridge_incident_actors
            inner join main.dim_actors using (actor_id)
        ) as actors on figures.incident_id = actors.incident_id)"""


def _add_claims(selection: Selection) -> pl.DataFrame:
    """Each source's own totals, before any matching."""
    month = "_as_of($as_of)" if selection.as_of else ""
    names = {"source": "source_name", "month": "report_month"}
    keys = ", ".join(f"{names[k]} as {k}" for k in selection.keys)
    tests = {
        "source": "lower($source) in (lower(source_name), lower(source_id))",
        "month": "report_month = $month",
        "measure": "measure = lower($measure)",
        "population": "population = lower($population)",
    }
    chosen = " and ".join(["true", *(tests[k] for k in selection.where)])
    order = ", ".join(str(i + 1) for i in range(len(selection.keys) + 2))
    return selection.read(
        f"""own as (
    select * from main.agg_claims__source_month{month}
    where sex = 'all' and age_group = 'all' and not is_by_affiliation and {chosen}
)""",
        f"""select {keys}, measure,
        population || case when role = 'all' then ', attackers too' else '' end
            as population,
        sum(low)::bigint as low,
        case when count(best) = count(*) then sum(best) end::bigint as best,
        sum(high)::bigint as high,
        sum(open_high_count)::bigint as open_high_count,
        sum(without_best_count)::bigint as without_best_count,
        null::bigint as imprecise_count,
        sum(report_count)::bigint as incident_count,
        null::bigint as single_voice_count,
        sum(case when role = 'all' then claim_count else 0 end)::bigint
            as with_attackers_count
    from own group by {order}""",
    )
