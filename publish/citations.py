"""The licence and citation of every source whose figures or places are in a release."""

from pathlib import Path

import polars as pl

from publish.flat import Put

_COLUMNS = (
    *("source_name", "licence", "citation", "url", "may_publish_rows"),
    *("may_aggregate", "report_count", "claim_count"),
)
# What every release rests on besides those who report: name, licence, how to cite.
_MATERIAL = (
    (
        "GeoNames",
        "CC BY 4.0",
        "GeoNames, https://www.geonames.org; filtered, given radii",
        "https://www.geonames.org",
    ),
    (
        "UCDP GED (places that GeoNames lacks)",
        "CC BY 4.0",
        (
            "Sundberg, R. and Melander, E. 2013. Introducing the UCDP Georeferenced "
            "Event Dataset. Journal of Peace Research 50(4)"
        ),
        "https://ucdp.uu.se",
    ),
    (
        "OCHA Common Operational Datasets (P-codes)",
        "codes only; names and shapes are not in it",
        "OCHA, Common Operational Datasets, https://data.humdata.org/dashboards/cod",
        "https://data.humdata.org/dashboards/cod",
    ),
    (
        "Natural Earth (outlines of countries on maps)",
        "public domain; world-atlas, ISC",
        "Made with Natural Earth, https://www.naturalearthdata.com",
        "https://www.naturalearthdata.com",
    ),
)


def list_sources(sources: pl.DataFrame) -> pl.DataFrame:
    """Who reported or spoke in the release, by name, then the material beneath.

    Args:
        sources: rows of ``dim_sources``.
    """
    spoke = (pl.col("report_count") > 0) | (pl.col("claim_count") > 0)
    said = sources.filter(spoke).select(_COLUMNS).sort("source_name")
    names = ("source_name", "licence", "citation", "url")
    material = pl.DataFrame(_MATERIAL, schema=names, orient="row")
    return pl.concat([said, material], how="diagonal_relaxed")


def write_citations(folder: Path, sources: pl.DataFrame, put: Put) -> None:
    """Write ``sources.csv`` and ``SOURCES.md``."""
    rows = list_sources(sources)
    put(folder / "sources.csv", rows)
    lines = [_tell(row) for row in rows.iter_rows(named=True)]
    head = (
        "# Sources, licences and how to cite them\n\n"
        'A licence is that of the source\'s own data. "Not checked" and "none '
        'stated" give no permission to pass its rows on.\n\n'
    )
    (folder / "SOURCES.md").write_text(head + "\n".join(lines) + "\n", "utf-8")


def _tell(row: dict[str, str | None]) -> str:
    named = " ".join(filter(None, (row["source_name"], row["url"])))
    licence = row["licence"] or "none stated"
    cited = row["citation"] or named
    return f"- **{row['source_name']}**: {cited}. Licence: {licence}."
