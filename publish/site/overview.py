"""The overview: sums by month, country and one thing more, added up again in the page.

A sum over rows is the sum that ``publish.sums`` gives: a best is null where a figure in
it has none. So months and countries may be chosen in the page without any loss.
"""

from pathlib import Path
from typing import Any

import polars as pl

from publish.captions import UNIT, Caption, tell_population
from publish.charts import draw
from publish.coverage import cover
from publish.query import read
from publish.selection import Selection, select
from publish.site.folder import Folder
from publish.site.locations import read_locations
from publish.site.outlines import DISCLAIMER
from publish.sums import add_up, figures_sql
from publish.tables import Table

_KEYS = ("incident_month", "country", "measure", "population")
_SUMS = """
    coalesce(sum(low), 0)::bigint as low,
    case when count(*) = count(coalesce(best, case when low = high then low end))
        then sum(coalesce(best, low)) end::bigint as best,
    coalesce(sum(coalesce(high, best, low)), 0)::bigint as high,
    count(distinct incident_id)::bigint as incidents,
    count(*) filter (where is_open_high)::bigint as open_highs"""
_ORDER = ("killed", "injured", "missing", "detained", "abducted", "displaced")
# Above so many months a picture of years is read better.
_MONTHS = 60


def write_overview(
    site: Folder, database: Path, world: str, shapes: list[dict[str, str]]
) -> list[str]:
    """Write the page and its data; gives the paths of the scripts it loads."""
    selection = select(database, "month")
    cubes = {
        "total": _add_up(selection),
        "cause": _add_up(selection, "cause"),
        "group": _add_up(select(database, "person_group"), "person_group"),
        "source": _read_sources(database),
    }
    places, located = read_locations(selection)
    value: dict[str, object] = {name: _pack(frame) for name, frame in cubes.items()}
    value |= {"places": places.rows(), "located": _pack(located)}
    path = site.data("overview", value)
    site.page(
        "index.html",
        "index.html",
        **_describe(database, cubes["total"]),
        world=world,
        shapes=shapes,
        disclaimer=DISCLAIMER,
        picture=_draw_picture(database),
    )
    return [path, "assets/site.js", "assets/draw.js", "assets/overview.js"]


def _add_up(selection: Selection, *more: str) -> pl.DataFrame:
    """Rows of month, country, measure, population, ``more``; sums in persons."""
    names = ", ".join((*_KEYS, *more))
    return selection.read(
        figures_sql(selection),
        f"select {names}, {_SUMS} from figures group by {names} order by {names}",
    )


def _read_sources(database: Path) -> pl.DataFrame:
    """Each source's own totals before matching; they know no country."""
    return read(
        database,
        """select report_month, '' as country, measure, population, source_name,
            sum(low)::bigint as low,
            case when count(best) = count(*) then sum(best) end::bigint as best,
            sum(high)::bigint as high,
            sum(report_count)::bigint as incidents,
            sum(open_high_count)::bigint as open_highs
        from main.agg_claims__source_month
        where sex = 'all' and age_group = 'all' and not is_by_affiliation
        group by all order by all""",
    )


def _pack(frame: pl.DataFrame) -> dict[str, object]:
    """Words once, and rows with their numbers: a fifth of the bytes."""
    words = [name for name in frame.columns if frame[name].dtype == pl.String]
    lists = {name: frame[name].unique().sort().to_list() for name in words}
    coded = frame.with_columns(
        pl.col(name).replace_strict(held, range(len(held)), return_dtype=pl.Int64)
        for name, held in lists.items()
        if held
    )
    return {"columns": frame.columns, "words": lists, "rows": coded.rows()}


def _describe(database: Path, total: pl.DataFrame) -> dict[str, Any]:
    """What the page says before a script runs."""
    months = total["incident_month"].unique().sort().to_list()
    sums = total.group_by("measure", "population").agg(
        pl.col("low", "high", "incidents", "open_highs").sum(),
        pl.when(pl.col("best").null_count() == 0)
        .then(pl.col("best").sum())
        .alias("best"),
    )
    counted = read(
        database,
        """select count(*) as incidents,
            count(*) filter (where is_coarse) as coarse,
            sum(report_count)::bigint as reports from main.fct_incidents
        where is_counted""",
    )
    rank = pl.col("measure").replace_strict(
        {measure: n for n, measure in enumerate(_ORDER)}, default=len(_ORDER)
    )
    rows = sums.sort(rank, -pl.col("incidents"), "population").to_dicts()
    return {
        "sums": [row | {"whom": tell_population(row["population"])} for row in rows],
        "months": [month for month in months if month[:1].isdigit()],
        "has_spans": "spans" in months,
        "countries": total["country"].unique().sort().to_list(),
        "measures": total["measure"].unique().sort().to_list(),
        "populations": [
            (word, tell_population(word))
            for word in total["population"].unique().sort().to_list()
        ],
        "counted": counted.row(0, named=True),
    }


def _draw_picture(database: Path) -> str:
    """Altair's chart of the whole period, for who runs no scripts."""
    months = read(
        database, "select count(distinct incident_month) as n from main.fct_incidents"
    )
    name = "year" if months["n"].item() > _MONTHS else "month"
    selection = select(database, name)
    words = Caption("By " + name, UNIT, (), (), "", "", "", cover(selection))
    drawn = draw(Table(selection, add_up(selection), words), is_bare=True)
    return str(drawn.render("svg"))
