"""The audit as the command calls it: refusals, exit codes, lines, JSON, Data Docs."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from expectations import audit
from expectations.rules import Suite
from expectations.session import run_suites
from expectations.suites import list_suites
from expectations.verdict import Audit, Finding
from ingest.errors import DataError

# A generic SQL source of Great Expectations 1.24 has no other way to name a schema.
pytestmark = pytest.mark.filterwarnings("ignore:.schema_name.:DeprecationWarning")

Change = Callable[[str], Path]


def _list_suites(table: str) -> list[Suite]:
    return [suite for suite in list_suites() if suite.name == table]


def test_good_warehouse_is_passed_and_left_free_to_write(
    changed: Change, tmp_path: Path
) -> None:
    database = changed("select 1")
    result = audit(database, tmp_path / "docs")
    assert result.exit_code == 0
    count = sum(len(suite.expectations) for suite in list_suites())
    assert result.lines() == [
        f"audit: {count} expectations on {len(list_suites())} tables, 0 failed"
    ]
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table main.free (n integer)")


def test_failures_are_told_by_key_and_names_by_nobody(
    changed: Change, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = changed(
        "update raw.claims set low = -1, text = 'Samir Haddad'; "
        "update raw.report_places set latitude = 91, place_text = 'Samir Haddad'"
    )
    result = audit(database, tmp_path / "docs")
    assert result.exit_code == 1
    told = next(line for line in result.lines() if "low_in_range" in line)
    assert told.startswith("critical: raw.claims: low_in_range: 4 rows (claim_id ")
    written = [page.read_text() for page in (tmp_path / "docs").rglob("*.html")]
    assert written
    for words in (*written, *result.lines(), result.to_json(), *capsys.readouterr()):
        assert "Samir" not in words


def test_warnings_leave_the_exit_code(changed: Change) -> None:
    database = changed("update fct_incidents set killed_high = 10001")
    result = run_suites(database, _list_suites("main.fct_incidents"))
    assert [finding.severity for finding in result.findings] == ["warning"]
    assert result.exit_code == 0


def test_only_five_keys_of_many_rows_are_shown(changed: Change) -> None:
    database = changed(
        "insert into raw.reports "
        "select * exclude (n) replace (report_id || n as report_id) "
        "from raw.reports, range(300) as copies(n); "
        "update raw.reports set date_max = date_min - 1"
    )
    (finding,) = run_suites(database, _list_suites("raw.reports")).findings
    assert finding.row_count == 301
    assert len(finding.keys) == 5


def test_expectation_that_raises_is_an_error_of_the_audit(changed: Change) -> None:
    database = changed("alter table fct_claims drop column is_order_broken")
    result = run_suites(database, _list_suites("main.fct_claims"))
    (finding,) = result.findings
    assert (finding.severity, finding.rule) == ("error", "few_brackets_out_of_order")
    assert "is_order_broken" in finding.line
    assert result.exit_code == 2
    assert result.lines()[-1].endswith("0 failed, 1 could not be checked")


def test_range_that_raises_is_an_error_of_the_audit(changed: Change) -> None:
    database = changed("alter table raw.claims drop column high")
    result = run_suites(database, _list_suites("raw.claims"))
    assert [(one.severity, one.rule) for one in result.findings] == [
        ("error", "high_in_range")
    ]


def test_missing_table_is_an_error_of_the_audit(changed: Change) -> None:
    database = changed("drop table agg_casualties__admin1_month")
    table = "main.agg_casualties__admin1_month"
    result = run_suites(database, _list_suites(table))
    assert [(one.severity, one.table) for one in result.findings] == [
        ("error", table)
    ] * result.expectation_count
    assert result.exit_code == 2


REFUSALS = {
    "no build": ("drop table main._builds", "has never been built"),
    "no row of a build": ("delete from main._builds", "has never been built"),
    "failed": ("update main._builds set failure_count = 2", "2 nodes"),
    "partial": ("update main._builds set built_count = 39", "made 39 of 40 models"),
    "one load more": (
        "insert into raw.loads select * replace ('m' as load_id) from raw.loads",
        "older than its raw data",
    ),
    "a decision more": (
        """
        insert into raw.decisions (decision_id, _loaded_at)
        select 'x', max(_loaded_at) + interval 1 second from raw.loads
        """,
        "older than its raw data",
    ),
    "a load changed": (
        "update raw.loads set _loaded_at = _loaded_at + interval 1 second",
        "older than its raw data",
    ),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_warehouse_that_is_not_fit_is_refused(
    case: str, changed: Change, tmp_path: Path
) -> None:
    sql, fault = REFUSALS[case]
    with pytest.raises(DataError, match=fault) as refused:
        audit(changed(sql), tmp_path / "docs")
    assert str(refused.value).endswith("run `casualty build`")
    assert refused.value.exit_code == 1
    assert "\n" not in str(refused.value)


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is not there"):
        audit(tmp_path / "none.duckdb", tmp_path / "docs")
    assert not (tmp_path / "none.duckdb").exists()


def test_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "notes.duckdb"
    other.write_text("not a database" * 1000)
    with pytest.raises(DataError, match="cannot be read as a DuckDB file"):
        audit(other, tmp_path / "docs")


def test_locked_warehouse_is_refused(changed: Change, tmp_path: Path) -> None:
    database = changed("select 1")
    hold = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(); input()"
    with subprocess.Popen(  # noqa: S603  # our own arguments
        [sys.executable, "-c", hold, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(DataError, match="is open in another program"):
            audit(database, tmp_path / "docs")
        holder.communicate(b"\n")


def _find(severity: str) -> Finding:
    return Finding(severity, "main.t", "rule", 1_234, ("a", "b"), ("1/2", "3/4"), "why")


def test_lines_begin_with_the_gravest() -> None:
    result = Audit(9, 3, (_find("info"), _find("critical"), _find("warning")))
    assert result.lines() == [
        "critical: main.t: rule: 1,234 rows (a/b 1/2, 3/4)",
        "warning: main.t: rule: 1,234 rows (a/b 1/2, 3/4)",
        "info: main.t: rule: 1,234 rows (a/b 1/2, 3/4)",
        "audit: 9 expectations on 3 tables, 3 failed (1 critical, 1 warning, 1 info)",
    ]


@pytest.mark.parametrize(
    ("severities", "code"),
    [
        ((), 0),
        (("info", "warning"), 0),
        (("critical",), 1),
        (("critical", "error"), 2),
    ],
)
def test_exit_code_is_of_the_gravest(severities: tuple[str, ...], code: int) -> None:
    assert Audit(9, 3, tuple(map(_find, severities))).exit_code == code


def test_json_holds_what_the_lines_say() -> None:
    said = json.loads(Audit(9, 3, (_find("critical"),)).to_json())
    assert said["exit_code"] == 1
    assert said["findings"][0]["keys"] == ["1/2", "3/4"]
    assert said["findings"][0]["note"] == "why"
