"""What is wrong with a release is named, in one line a fault."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from casualty.cli import main
from ingest.errors import DataError
from publish import front
from publish.manifest import hash_file

_ONE_CLAIM = """
    update fct_casualties set best = 9999, high = 9999
    where policy = 'conservative' and not is_total and len(claim_ids) = 1
"""
_TWO_CLAIMS = """
    update fct_casualties set high = 99999
    where policy = 'envelope' and is_total and len(claim_ids) = 2
"""


@pytest.fixture
def copied(release: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(release, tmp_path / "copied"))


def change(release: Path, *statements: str) -> list[str]:
    """Change the database, and the manifest so that its hash is right."""
    database = release / "casualties.duckdb"
    with duckdb.connect(str(database)) as connection:
        for statement in statements:
            connection.execute(statement)
    manifest = release / "manifest.json"
    told = json.loads(manifest.read_text())
    for file in told["files"]:
        if file["path"] == database.name:
            file["sha256"] = hash_file(database)
    manifest.write_text(json.dumps(told))
    return [fault.line for fault in front.verify(release).faults]


def test_a_release_as_it_was_written_has_no_fault(release: Path) -> None:
    verdict = front.verify(release)

    assert not verdict.faults
    assert len([words for words in verdict.checked if words.startswith("that ")]) == 6


def test_another_byte_a_missing_and_an_added_file_are_named(copied: Path) -> None:
    changed = copied / "csv" / "dim_policies.csv"
    changed.write_text(changed.read_text() + "\n")
    (copied / "csv" / "dim_causes.csv").unlink()
    (copied / "note.txt").write_text("mine")

    assert [fault.line for fault in front.verify(copied).faults] == [
        "csv/dim_causes.csv: is missing",
        "csv/dim_policies.csv: has other bytes than the manifest says",
        "note.txt: is not in the manifest",
    ]


@pytest.mark.parametrize(
    ("statement", "table", "fault"),
    [
        (
            "update agg_casualties__country_month set high = high + 1",
            "agg_casualties__country_month",
            "and its estimates",
        ),
        (
            "update agg_casualties__admin1_month set low = low + 1",
            "agg_casualties__admin1_month",
            "and its estimates",
        ),
        (
            "update agg_claims__source_month set high = high + 1",
            "agg_claims__source_month",
            "and its claims",
        ),
        (
            "update casualties_default set best = 12345 where rowid = 0",
            "casualties_default",
            "differs from fct_casualties",
        ),
        (
            "update fct_casualties set claim_ids = ['none'] where rowid = 0",
            "fct_casualties",
            "names the claim none, which is not in fct_claims",
        ),
        (
            _ONE_CLAIM,
            "fct_casualties",
            "outside what its 1 claims say",
        ),
        (
            _TWO_CLAIMS,
            "fct_casualties",
            "outside what its 2 claims say",
        ),
    ],
)
def test_a_figure_that_does_not_follow_is_named(
    copied: Path, statement: str, table: str, fault: str
) -> None:
    lines = change(copied, statement)

    assert lines
    assert any(line.startswith(f"{table}: ") and fault in line for line in lines)


def test_where_rows_are_left_out_a_sum_is_checked_as_far_as_they_say(
    copied: Path,
) -> None:
    manifest = copied / "manifest.json"
    told = json.loads(manifest.read_text())
    told["left_out"] += [{"mart": "fct_casualties"}]
    manifest.write_text(json.dumps(told))
    assert not front.verify(copied).faults

    lines = change(
        copied,
        "update agg_casualties__country_month set high = high + 1, "
        "incident_count = incident_count + 1 where rowid = 0",
        "update agg_casualties__country_month set low = low - 1 where rowid = 1",
        "update agg_casualties__country_month set best = best + 1 "
        "where measure = 'killed' and best > 0 and rowid > 1",
    )

    assert lines
    assert all(line.startswith("agg_casualties__country_month: ") for line in lines)
    checked = front.verify(copied).checked
    assert any("as far as the rows in it say" in words for words in checked)


def test_a_row_that_is_lost_is_named(copied: Path) -> None:
    lines = change(copied, "delete from dim_causes where rowid = 0")

    assert [line for line in lines if line.startswith("dim_causes: has 10 rows in")]


def test_a_database_that_cannot_be_read_is_a_fault(copied: Path) -> None:
    (copied / "casualties.duckdb").write_bytes(b"no database")

    lines = [fault.line for fault in front.verify(copied).faults]
    assert any("cannot be read" in line for line in lines)


def test_the_command_says_a_line_a_fault_and_exits_1(copied: Path) -> None:
    (copied / "note.txt").write_text("mine")

    done = CliRunner().invoke(main, ["verify", str(copied)])
    assert done.exit_code == 1
    assert done.stdout == "note.txt: is not in the manifest\n"


def test_the_command_passes_a_good_release(release: Path) -> None:
    done = CliRunner().invoke(main, ["verify", str(release)])
    assert done.exit_code == 0
    assert done.stdout == ""


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="is no release"):
        front.verify(tmp_path)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(DataError, match="is not JSON"):
        front.verify(tmp_path)
