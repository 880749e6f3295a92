"""Which report a person means: by a key of today or of before, or by a code."""

from pathlib import Path

import polars as pl

from ingest.errors import UsageError
from ingest.warehouse import query

# Candidates that are told where a code is that of several.
_SHOWN = 6

# `UCDP:12345` is the code 12345 of a source or data set whose name begins so.
_REPORTS = """
with asked as (
    select
        lower(trim($1)) as code,
        split_part(code, ':', 1) as prefix,
        substr(code, length(prefix) + 2) as code_in_source
),

coded as (
    select
        reports.report_id,
        reports.incident_id,
        reports.unit,
        documents.source_name,
        documents.dataset_id,
        reports.native_id,
        reports.place_text,
        reports.date_min,
        list_transform(
            list_concat(
                [reports.native_id, reports.event_id_source, reports.report_group],
                reports.aliases
            ),
            lambda code: lower(code)
        ) as codes
    from fct_reports as reports
    inner join dim_documents as documents using (document_id)
),

found as (
    select coded.* from coded, asked
    where coded.report_id = asked.code
        or list_contains(coded.codes, asked.code)
        or list_contains(coded.codes, asked.code_in_source)
            and (
                starts_with(lower(coded.source_name), asked.prefix)
                or starts_with(lower(coded.dataset_id), asked.prefix)
            )
    union
    select coded.* from bridge_incident_links as links
    inner join asked on links.linked_incident_id = asked.code
    inner join coded on links.incident_id = coded.report_id
    where links.link = 'alias'
        and asked.code not in (select report_id from fct_reports)
)

select * exclude (codes, dataset_id) from found
order by source_name, native_id, date_min, report_id
"""


def find_reports(database: Path, asked: str) -> pl.DataFrame:
    """The reports that are meant: report_id, incident_id, unit, source_name, native_id.

    Args:
        database: a warehouse whose marts are built.
        asked: an incident_id of today or of before, a report_id, or a code of a source
            (``RS4931``), if need be with the source before it (``UCDP:12345``).

    Raises:
        UsageError: no report is meant.
        DataError: the warehouse cannot be read.
    """
    found = query(database, _REPORTS, [asked])
    if found.is_empty():
        raise UsageError(
            f"{asked!r} is no incident, report or code of a source; take an "
            "incident_id of fct_incidents, or a code with its source as in UCDP:12345"
        )
    return found


def find_report(database: Path, asked: str) -> str:
    """The key of the one report that is meant.

    Raises:
        UsageError, DataError: of ``find_reports``; several reports are meant.
    """
    found = find_reports(database, asked)
    if found.height > 1:
        raise UsageError(_several(asked, found, "report_id"))
    return str(found["report_id"].item())


def find_incident(database: Path, asked: str) -> str:
    """The key of the one incident that is meant.

    Raises:
        UsageError, DataError: of ``find_reports``; several incidents are meant, or the
            report is in none.
    """
    found = find_reports(database, asked)
    in_incident = found.filter(pl.col("incident_id").is_not_null())
    if in_incident.is_empty():
        unit = str(found["unit"][0]).replace("_", " ")
        raise UsageError(
            f"{asked!r} is in no incident, because it is of unit {unit}; see "
            "fct_reports and fct_tolls"
        )
    incidents = in_incident.unique("incident_id", maintain_order=True)
    if incidents.height > 1:
        raise UsageError(_several(asked, incidents, "incident_id"))
    return str(incidents["incident_id"].item())


def _several(asked: str, found: pl.DataFrame, key: str) -> str:
    told = [
        " ".join(
            str(row[name])
            for name in (key, "source_name", "native_id", "date_min", "place_text")
            if row[name] is not None
        )
        for row in found.head(_SHOWN).iter_rows(named=True)
    ]
    more = ["…"] * (found.height > _SHOWN)
    what = key.removesuffix("_id")
    return (
        f"{asked!r} is {found.height} {what}s; name one of {'; '.join([*told, *more])}"
    )
