"""A warehouse of a file in MAVERICK's layout, whose events the matcher cannot see.

Nothing large is imported here: a process that is measured inherits the peak of whoever
starts it.
"""

import csv
import json
import os
import sys
from pathlib import Path

from processes import Used, run

_ROOT = Path(__file__).parents[1]
_CASUALTY = "from casualty.cli import main; main()"
_DBT = "from dbt.cli.main import cli; cli()"
_INCIDENTS = "int_incident_reports"
# What makes incidents of reports, without what it reads: the models between two.
_MATCHING = f"int_reports_ordered+,+{_INCIDENTS}"
_NO_TESTS = ("--exclude-resource-type", "test", "unit_test")


def hide(path: Path, copy: Path) -> None:
    """Write a copy of a file without its ``event_id``."""
    with path.open(newline="", encoding="utf-8") as file, copy.open("w") as output:
        rows = csv.DictReader(file)
        writer = csv.DictWriter(output, rows.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"event_id": ""} for row in rows)


def load(database: Path, *paths: Path) -> Used:
    """``casualty load`` of files into a warehouse, beside no decisions."""
    os.environ["CASUALTY_DECISIONS"] = str(database.parent / "decisions")
    return run(paths[0].name, ["-c", _CASUALTY, "load", *paths, "--db", database])


def dbt(database: Path, *arguments: str) -> Used:
    """A command of dbt on a warehouse; what it writes lies beside that."""
    os.environ["CASUALTY_DB"] = str(database)
    places = ("--target-path", database.parent / "target")
    places += ("--log-path", database.parent / "logs")
    command = ["-c", _DBT, "--quiet", *arguments, *places]
    # Of what fails dbt tells on stdout.
    return run("dbt", command, sys.stderr.fileno(), _ROOT)


def prepare(database: Path) -> Used:
    """Build what matching reads."""
    selected = ("--select", f"+{_INCIDENTS}", "--exclude", _MATCHING)
    return dbt(database, "build", *selected, *_NO_TESTS)


def match(database: Path) -> Used:
    """Run the models that make incidents of reports, and none besides."""
    return dbt(database, "run", "--select", _MATCHING)


def model_seconds(database: Path) -> float:
    """What the models of the last command took by dbt's own clock."""
    told = json.loads((database.parent / "target/run_results.json").read_text("utf-8"))
    return sum(float(result["execution_time"]) for result in told["results"])
