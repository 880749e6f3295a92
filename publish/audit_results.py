"""What the audit found, as rule, severity, count and keys: never a value."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from publish.flat import Put

PASSED, FAILED = "passed", "failed"
_SCHEMA = {
    "severity": pl.String,
    "table": pl.String,
    "rule": pl.String,
    "row_count": pl.Int64,
    "key_names": pl.String,
    "keys": pl.String,
}


def judge(audit: Mapping[str, Any]) -> str:
    """Whether the warehouse passed: no critical finding, and nothing left unchecked."""
    return PASSED if audit["exit_code"] == 0 else FAILED


def write_audit(
    folder: Path, audit: Mapping[str, Any], put: Put, *, with_keys: bool
) -> pl.DataFrame:
    """Write ``audit.json`` and ``audit.csv``.

    Args:
        folder: of the release.
        audit: exit_code, expectation_count, table_count and findings, each with the
            columns of the CSV; what else a finding has is left out.
        put: writes a CSV.
        with_keys: else the keys are left out, which may be of rows that are suppressed.

    Returns:
        The rows of the CSV: severity, table, rule, row_count, key_names, keys.
    """
    rows = [_plainly(finding) for finding in audit["findings"]]
    findings = pl.DataFrame(rows, schema=_SCHEMA, orient="row")
    findings = findings.sort("severity", "table", "rule")
    if not with_keys:
        findings = findings.with_columns(key_names=pl.lit(""), keys=pl.lit(""))
    told = {
        "audit": judge(audit),
        "expectation_count": audit["expectation_count"],
        "table_count": audit["table_count"],
        "findings": findings.to_dicts(),
    }
    words = json.dumps(told, indent=1, ensure_ascii=False) + "\n"
    (folder / "audit.json").write_text(words, "utf-8")
    put(folder / "audit.csv", findings)
    return findings


def _plainly(finding: Mapping[str, Any]) -> dict[str, Any]:
    lists = {name: " ".join(finding[name]) for name in ("key_names", "keys")}
    return {name: finding[name] for name in _SCHEMA} | lists
