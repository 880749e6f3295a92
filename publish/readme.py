"""The first page of a release: what it is, what is in it, how to use and cite it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from publish.audit_results import FAILED

_FAILED = (
    "\n**The audit of this release FAILED, and it was published all the same. Do not "
    "cite its figures; `audit.csv` says what was found.**\n"
)
# What may be in a release, and what to say of it.
_FILES = {
    "site/index.html": "the figures to browse, without a server or network",
    "casualties.xlsx": "the tables of sums as a workbook",
    "casualties.duckdb": "all tables in one file, with descriptions, and macros such "
    "as `casualties_as_of('2024-12-05')`",
    "csv": "each table as CSV (UTF-8; empty is not stated; lists are JSON)",
    "parquet": "each table as Parquet",
    "hxl": "sums by area and month, with HXL tags",
    "data-dictionary.md": "every table and column in words (`data-dictionary.csv`)",
    "datapackage.json": "a Frictionless data package of all of it",
    "SOURCES.md": "the licence and citation of every source (`sources.csv`)",
    "CHANGES.md": "what moved since the previous release (`changes/`)",
    "audit.csv": "what the checks found: rule, severity, count, keys (`audit.json`)",
    "left_out.csv": "what was left out of this release, and why",
    "lineage.html": "how each table is made from the others",
    "manifest.json": "SHA-256 of each file, rows, versions, moments, the documents "
    "that were loaded",
}


def write_readme(folder: Path, told: Mapping[str, Any]) -> None:
    """Write ``README.md``.

    Args:
        folder: of the release, its other files written.
        told: the manifest without its files.
    """
    # The manifest is written after this page.
    rows = [
        f"| `{name}` | {words} |"
        for name, words in _FILES.items()
        if (folder / name).exists() or name == "manifest.json"
    ]
    counts = {mart["name"]: mart["rows"] for mart in told["marts"]}
    words = f"""# Casualty statistics, release {told["release_id"]}
{_FAILED if told["audit"] == FAILED else ""}
Released {told["released_at"]}; what had been published by {_day(told, "published")} and
loaded by {_day(told, "loaded")}. Audit: {told["audit"]}.
{_count(counts, "fct_incidents", "incidents")}, \
{_count(counts, "fct_claims", "claims")}, \
{_count(counts, "dim_documents", "documents")}.

| file | what it is |
|---|---|
{chr(10).join(rows)}

Numbers are documented casualties, not estimates of all. `low`, `best` and `high` bound
each; an empty cell is "not stated", and 0 is "stated as none". Add up
`casualties_default` or the `agg_` tables; in `fct_casualties` all policies and parts
stand side by side.

Cite as: Casualty Warehouse, release {told["release_id"]}, with the sources of
`SOURCES.md`. Check it with `casualty verify`.
"""
    (folder / "README.md").write_text(words, "utf-8")


def _day(told: Mapping[str, Any], clock: str) -> str:
    return (told["as_of"][clock] or "an unknown day")[:10]


def _count(counts: Mapping[str, int], mart: str, words: str) -> str:
    return f"{counts[mart]:,} {words}" if mart in counts else f"no rows of {words}"
