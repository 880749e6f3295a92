"""A warehouse of a file in MAVERICK's layout, whose events the matcher cannot see.

Nothing large is imported here: a process that is measured inherits the peak of whoever
starts it.
"""

import csv
import os
from pathlib import Path

from processes import Used, run

_ROOT = Path(__file__).parents[1]
_CASUALTY = "from casualty.cli import main; main()"
_DBT = "from dbt.cli.main import cli; cli()"
# Those that make incidents of reports, without what they read.
MODELS = (
    *("int_reports_ordered", "int_reports_profiled", "int_reports_compared"),
    *("int_pairs_scored", "int_reports_joined", "int_incident_reports"),
)


def hide(path: Path, copy: Path) -> dict[str, str]:
    """Write a copy of a file without its ``event_id``.

    Returns:
        The event of each report, by the id of its row.
    """
    events: dict[str, str] = {}
    with path.open(newline="", encoding="utf-8") as file, copy.open("w") as output:
        rows = csv.DictReader(file)
        writer = csv.DictWriter(output, rows.fieldnames or (), lineterminator="\n")
        writer.writeheader()
        for row in rows:
            events[row["id"]] = row["event_id"]
            writer.writerow(row | {"event_id": ""})
    return events


def load(path: Path, database: Path) -> Used:
    """``casualty load`` of a file into a fresh warehouse."""
    return run(path.name, ["-c", _CASUALTY, "load", path, "--db", database])


def build(database: Path, *selected: str, command: str = "build") -> Used:
    """``dbt build`` of some models and what they need, or of all; no tests are run."""
    os.environ["CASUALTY_DB"] = str(database)
    models = ["--select", *selected] if selected else []
    tests = ["--exclude-resource-type", "test", "unit_test"]
    place = ["--project-dir", _ROOT, "--profiles-dir", _ROOT]
    place += ["--target-path", database.parent / "target"]
    place += ["--log-path", database.parent / "logs"]
    rest = [*models, *place, *(tests if command == "build" else ())]
    return run("dbt", ["-c", _DBT, "--quiet", command, *rest])
