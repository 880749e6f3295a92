"""The page of quality: results of the checks, quirks, what was rejected, lineage."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ingest.quirks import QUIRKS
from publish.query import read
from publish.site.folder import Folder

_QUIRKS_SQL = """select quirk, source_name, count(*) as reports
    from (
        select unnest(quirks) as quirk, source_id from main.fct_reports
    )
    left join main.dim_sources using (source_id)
    group by all order by reports desc, quirk, source_name"""
_COUNTS_SQL = """select
        (select count(*) from main.fct_reports) as reports,
        (select count(*) from main.fct_reports where len(quirks) > 0) as quirky_reports,
        (select count(*) from main.fct_incidents) as incidents,
        (select count(*) from main.fct_incidents where source_count = 1)
            as single_source_incidents,
        (select count(*) from main.fct_incidents where is_coarse) as coarse_incidents,
        (select count(*) from main.fct_incidents where has_disagreement)
            as disputed_incidents,
        (select count(*) from main.fct_claims) as claims,
        (select count(*) from main.fct_claims where not is_votable) as silent_claims,
        (select count(*) from main.fct_report_pairs where is_for_review)
            as pairs_for_review"""
_WORDS = {
    "reports": "Reports",
    "quirky_reports": "Reports with at least one quirk",
    "incidents": "Incidents",
    "single_source_incidents": "Incidents of a single source",
    "coarse_incidents": "Incidents too coarse to add up",
    "disputed_incidents": "Incidents on which reports disagree",
    "claims": "Claims (figures as a source gives them)",
    "silent_claims": "Claims that do not vote (a part, a repeat, a doubt)",
    "pairs_for_review": "Pairs of reports that wait for a reviewer",
}
Rows = Iterable[Mapping[str, Any]] | None


def write_quality(
    site: Folder, database: Path, audit: Rows, rejected: Rows, lineage: str | None
) -> None:
    """Write the page; what is not given is said to be not given."""
    counts = read(database, _COUNTS_SQL).row(0, named=True)
    quirks = read(database, _QUIRKS_SQL).to_dicts()
    site.page(
        "quality.html",
        "quality.html",
        counts=[(words, counts[name]) for name, words in _WORDS.items()],
        quirks=[row | _tell_quirk(row["quirk"]) for row in quirks],
        audit=_tabulate(audit),
        rejected=_tabulate(rejected),
        lineage=lineage,
    )


def _tell_quirk(name: str) -> dict[str, str]:
    """What a quirk is, in the words of its list; a file may be older than the list."""
    known = QUIRKS.get(name)
    if known is None:
        return {"meaning": "not in this version's list of quirks", "handling": ""}
    return {
        "meaning": known.meaning.replace("`", ""),
        "handling": known.handling.replace("`", ""),
    }


def _tabulate(rows: Rows) -> dict[str, object] | None:
    """Headers and cells of rows that were handed in; None where they were not."""
    if rows is None:
        return None
    held = [dict(row) for row in rows]
    headers = list(dict.fromkeys(key for row in held for key in row))
    return {
        "headers": [key.replace("_", " ") for key in headers],
        "rows": [[_tell_cell(row.get(key)) for key in headers] for row in held],
    }


def _tell_cell(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)
