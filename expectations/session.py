"""One run of Great Expectations over the warehouse, inside DuckDB."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import great_expectations as gx
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.expectation_validation_result import (
    ExpectationValidationResult,
)
from great_expectations.data_context.data_context.abstract_data_context import (
    AbstractDataContext,
)
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import TestConnectionError
from great_expectations.datasource.fluent.sql_datasource import SQLDatasource
from great_expectations.expectations.core.unexpected_rows_expectation import (
    UnexpectedRowsExpectation,
)
from great_expectations.expectations.expectation import Expectation

from expectations.bridge import open_source
from expectations.rules import Suite
from expectations.verdict import SHOWN_KEYS, Audit, Finding

_SITE = "warehouse"


def run_suites(
    database: Path, suites: Sequence[Suite], data_docs: Path | None = None
) -> Audit:
    """Validate suites on a warehouse that no one writes to.

    Args:
        database: the DuckDB file, opened read-only.
        suites: what to check; names of tables are unique among them.
        data_docs: the folder for Data Docs; None writes none.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    with open_source(context, database) as source:
        findings = [
            finding for suite in suites for finding in _validate(context, source, suite)
        ]
    if data_docs is not None:
        _write_docs(context, data_docs)
    return Audit(
        expectation_count=sum(len(suite.expectations) for suite in suites),
        table_count=len(suites),
        findings=tuple(findings),
    )


def _validate(
    context: AbstractDataContext, source: SQLDatasource, suite: Suite
) -> Iterator[Finding]:
    try:
        table = source.add_table_asset(
            suite.name, table_name=suite.table, schema_name=suite.schema
        ).add_batch_definition_whole_table("all rows")
    except TestConnectionError:
        for expectation in suite.expectations:
            yield _error(suite.name, expectation.meta, "the table cannot be read")
        return
    for results in _run(context, table, suite):
        for result in results:
            yield from _read(result, suite)


def _run(
    context: AbstractDataContext, table: BatchDefinition[Any], suite: Suite
) -> Iterator[list[ExpectationValidationResult]]:
    """Two runs a table: COMPLETE has the rows of a query, but all values of a range."""
    queries = [
        one for one in suite.expectations if isinstance(one, UnexpectedRowsExpectation)
    ]
    ranges = [one for one in suite.expectations if one not in queries]
    keyed = {
        "result_format": "SUMMARY",
        "unexpected_index_column_names": list(suite.keys),
        "partial_unexpected_count": SHOWN_KEYS,
    }
    yield _run_part(context, table, f"{suite.name} rows", queries, "COMPLETE")
    yield _run_part(context, table, f"{suite.name} ranges", ranges, keyed)


def _run_part(
    context: AbstractDataContext,
    table: BatchDefinition[Any],
    name: str,
    expectations: Sequence[Expectation],
    result_format: Any,  # noqa: ANN401  # Great Expectations' own union
) -> list[ExpectationValidationResult]:
    if not expectations:
        return []
    suite = context.suites.add(
        gx.ExpectationSuite(name=name, expectations=list(expectations))
    )
    definition = context.validation_definitions.add(
        gx.ValidationDefinition(name=name, data=table, suite=suite)
    )
    return list(definition.run(result_format=result_format).results)


def _read(result: ExpectationValidationResult, suite: Suite) -> Iterator[Finding]:
    configuration = result.expectation_config
    if result.success or configuration is None:
        return
    details = result.result
    # An expectation that raises has no result at all; it has found nothing.
    if not details:
        yield _error(suite.name, configuration.meta, _read_message(result))
        return
    row_count, rows = _find_offenders(details, suite)
    yield Finding(
        severity=str(configuration.severity.value),
        table=suite.name,
        rule=configuration.meta["rule"],
        row_count=row_count,
        key_names=tuple(rows[0]) if rows else (),
        keys=tuple("/".join(map(str, row.values())) for row in rows),
        note=str(configuration.notes),
    )


def _find_offenders(
    details: dict[str, Any], suite: Suite
) -> tuple[int, list[dict[str, Any]]]:
    """How many rows offend, and the keys of some, without the value that offends."""
    if "details" in details:
        rows = details["details"]["unexpected_rows"]
        return details["observed_value"], rows[:SHOWN_KEYS]
    rows = details["partial_unexpected_index_list"]
    return details["unexpected_count"], [
        {key: row[key] for key in suite.keys} for row in rows
    ]


def _read_message(result: ExpectationValidationResult) -> str:
    raised = result.exception_info or {}
    # One exception stands alone, those of several metrics by the metric.
    one = raised if "exception_message" in raised else next(iter(raised.values()), {})
    return str(one.get("exception_message"))


def _error(table: str, meta: dict[str, Any] | None, message: str) -> Finding:
    return Finding(
        severity="error",
        table=table,
        rule=(meta or {})["rule"],
        row_count=0,
        key_names=(),
        keys=(),
        note=message.splitlines()[0],
    )


def _write_docs(context: AbstractDataContext, folder: Path) -> None:
    context.add_data_docs_site(
        _SITE,
        {
            "class_name": "SiteBuilder",
            "store_backend": {
                "class_name": "TupleFilesystemStoreBackend",
                "base_directory": str(folder.absolute()),
            },
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    context.clean_data_docs(site_name=_SITE)
    context.build_data_docs(site_names=[_SITE])
