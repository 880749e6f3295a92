"""From a database of marts to the folder of the site."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ingest.errors import UsageError
from publish.query import read
from publish.site.boundaries import read_boundaries
from publish.site.folder import Folder
from publish.site.incidents import write_incidents
from publish.site.outlines import draw_world
from publish.site.overview import write_overview
from publish.site.quality import write_quality
from publish.site.reading import write_reading
from publish.site.tabled import write_tables

DOCS = Path(__file__).parents[2] / "docs"
_ROW_MARTS = 3
Rows = Iterable[Mapping[str, Any]]


class SiteFigures(NamedTuple):
    """What was written: numbers of things, and bytes."""

    incidents: int
    withheld_reports: int
    files: int
    total_bytes: int
    overview_bytes: int


def write_site(  # noqa: PLR0913  # what a release knows of itself
    database: Path,
    folder: Path,
    release_id: str,
    *,
    audit: Rows | None = None,
    rejected: Rows | None = None,
    lineage: str | None = None,
    boundaries: Path | None = None,
    docs: Path = DOCS,
    withhold_rows: bool = True,
) -> SiteFigures:
    """Write the site of a warehouse or release.

    Args:
        database: a DuckDB file with the marts in schema main; opened read-only.
        folder: a new or empty folder.
        release_id: stands on every page.
        audit: rows of rule, severity, count and, if they like, keys.
        rejected: rows of source or file, reason and count.
        lineage: where dbt's page of lineage is, seen from the site's folder.
        boundaries: GeoJSON of areas in degrees, drawn over the country outlines.
        docs: the folder of the Markdown pages of "How to read this".
        withhold_rows: leave out the rows of sources whose licence forbids publishing
            rows (``dim_sources.may_publish_rows`` is false); sums keep them.

    Raises:
        DataError: no marts in the database; or boundaries that are not what they
            should be.
        UsageError: the folder holds something already.
    """
    if folder.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder.name} is not empty; name a new folder for the site")
    shapes = read_boundaries(boundaries) if boundaries else []
    has_rows = _has_rows(database)
    site = Folder(folder, release_id, has_rows=has_rows)
    site.copy_assets()
    write_reading(site, docs)
    write_tables(site, database, has_rows=has_rows)
    if not has_rows:
        site.page("index.html", "sums.html")
        return _weigh(site, "index.html")
    overview = write_overview(site, database, draw_world(), shapes)
    incidents, withheld = write_incidents(site, database, withhold_rows=withhold_rows)
    write_quality(site, database, audit, rejected, lineage)
    made = _weigh(site, "index.html", "assets/site.css", *overview)
    return made._replace(incidents=incidents, withheld_reports=withheld)


def _has_rows(database: Path) -> bool:
    """Whether the marts of incidents are there; a suppressed release has sums alone."""
    found = read(
        database,
        """select count(*) as n from duckdb_tables() where schema_name = 'main'
            and table_name in ('fct_incidents', 'fct_casualties', 'fct_claims')""",
    )
    return bool(found["n"].item() == _ROW_MARTS)


def _weigh(site: Folder, *overview: str) -> SiteFigures:
    return SiteFigures(
        incidents=0,
        withheld_reports=0,
        files=len(site.written),
        total_bytes=sum(site.written.values()),
        overview_bytes=site.weigh(*overview),
    )
