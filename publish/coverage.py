"""The coverage card: what a selection rests on, and what it cannot say."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from publish.selection import Selection
from publish.sums import figures_sql

_PER_CENT = 0.01
CANNOT_SAY = (
    "Documented, not estimated: a floor of what the loaded sources reported.",
    "A change over time or between places may be a change in reporting.",
    "Populations differ by source (everyone, or civilians only) and are never mixed.",
    "Matching reports across sources errs both ways: joined or counted twice.",
    "No row does not mean no casualties.",
)


@dataclass(frozen=True)
class Coverage:
    """Counts are of incidents and figures; shares are from 0 to 1, or null of none."""

    first: date | None
    last: date | None
    incidents: int
    reports: int
    single_source_share: float | None
    imprecise_share: float | None
    coarse: int
    without_figure: int
    sources: tuple[dict[str, object], ...]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """Name and words of each line of the card."""
        first, last = self.first, self.last
        period = f"{first} to {last}" if first else "no dated incident"
        listed = "; ".join(_tell_source(s) for s in self.sources) or "none"
        spoken = {str(word) for s in self.sources for word in _languages(s)}
        languages = ", ".join(sorted(spoken))
        return [
            ("Period of the incidents", period),
            ("Incidents and reports", f"{self.incidents:,} and {self.reports:,}"),
            ("Sources", listed),
            ("Languages read", languages or "none stated (coded data sets)"),
            ("Incidents of a single source", tell_share(self.single_source_share)),
            ("Figures that are a range", tell_share(self.imprecise_share)),
            (
                "Left out: too coarse to add up",
                f"{self.coarse:,} incidents wider than 7 days or a governorate",
            ),
            ("Incidents without a figure", f"{self.without_figure:,}"),
        ]


def _languages(source: dict[str, object]) -> list[str]:
    found = source["languages"]
    return [str(word) for word in found] if isinstance(found, list) else []


def _tell_source(source: dict[str, object]) -> str:
    licence = source["licence"] or "no licence stated"
    count = source["report_count"]
    reports = "1 report" if count == 1 else f"{count:,} reports"
    return f"{source['source_name']} ({reports}; {licence})"


def tell_share(share: float | None) -> str:
    """A share as per cent."""
    if share is None:
        return "not stated"
    if 0 < share < _PER_CENT:
        return "under 1%"
    return "over 99%" if 1 - _PER_CENT < share < 1 else f"{share:.0%}"


def cover(selection: Selection) -> Coverage:
    """The card of a selection, from its incidents, figures and reports."""
    if "source" in selection.keys:
        return _cover_sources(selection)
    counted = selection.read(
        figures_sql(selection),
        """select
            (select count(*) from incidents where not is_coarse) as incidents,
            (select count(*) from incidents where is_coarse) as coarse,
            (select min(date_min) from incidents where not is_coarse) as first,
            (select max(date_max) from incidents where not is_coarse) as last,
            (select avg((source_count = 1)::integer) from incidents
                where not is_coarse) as single_source_share,
            (select avg((low is distinct from high)::integer) from figures)
                as imprecise_share,
            (select count(*) from incidents where not is_coarse and incident_id
                not in (select incident_id from figures)) as without_figure""",
    ).row(0, named=True)
    sources = _read_sources(selection)
    reports = sum(int(str(row["report_count"])) for row in sources)
    return Coverage(**counted, reports=reports, sources=sources)


def _read_sources(selection: Selection) -> tuple[dict[str, object], ...]:
    known = "where reports.published_at < $as_of::date + interval '1 day'"
    frame = selection.read(
        selection.incidents_sql,
        f"""select source_name, licence, citation, url, sources.languages,
            count(*) as report_count
        from incidents
        inner join main.bridge_incident_reports as members using (incident_id)
        inner join main.fct_reports as reports using (report_id)
        inner join main.dim_sources as sources using (source_id)
        {known if selection.as_of else ""}
        group by all order by report_count desc, source_name""",
    )
    return tuple(frame.to_dicts())


def _cover_sources(selection: Selection) -> Coverage:
    name = selection.where.get("source")
    chosen = "where report_count > 0 and " + (
        "lower($source) in (lower(source_name), lower(source_id))" if name else "true"
    )
    frame = selection.read(
        f"chosen as (select * from main.dim_sources {chosen})",
        """select source_name, licence, citation, url, languages, report_count,
            covers_from, covers_to from chosen
        order by report_count desc, source_name""",
    )
    first, last = frame["covers_from"].min(), frame["covers_to"].max()
    return Coverage(
        first=first if isinstance(first, date) else None,
        last=last if isinstance(last, date) else None,
        incidents=0,
        reports=int(frame.select(pl.col("report_count").sum()).item()),
        single_source_share=None,
        imprecise_share=None,
        coarse=0,
        without_figure=0,
        sources=tuple(frame.to_dicts()),
    )
