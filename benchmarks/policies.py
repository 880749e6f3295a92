"""The five policies beside the models of eventreport, on a file in MAVERICK's layout.

    python benchmarks/policies.py [FILE] [--events N] [--seed S] > policies.md

The file is loaded and built by the models that users run; its own event ids make the
incidents. Beside them stand the conservative, representative and informative models of
the R package eventreport, written anew from its published definition: each of low,
best and high on its own, over all reports, zeros too; the least, the most frequent
(ties: the smallest), the greatest. Events with two or more reports are compared.

A triple is broken where low, best and high are out of order. One that a report itself
has is its source's own, any other is made. A zero hides a positive where a model says 0
and a report a positive figure. The last table is for a person to work by hand: the
events with the most distinct figures, then some drawn at random.
"""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from processes import run

FILE = Path(__file__).parents[2] / "shared/data/maverick/event_reports_half.csv"
ROOT = Path(__file__).parents[1]
_LOAD = "from casualty.cli import main; main()"
_BUILD = f"""
import os, sys
from dbt.cli.main import dbtRunner
os.chdir({str(ROOT)!r})
os.environ["CASUALTY_DB"] = sys.argv[1]
done = dbtRunner().invoke([
    "--quiet", "build", "--select", "+fct_casualties", "+fct_reports",
    "--resource-type", "model", "seed", "--target-path", sys.argv[2],
])
sys.exit(not done.success)
"""


def main() -> None:
    """Load the file, build it, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--events", type=int, default=20)
    parser.add_argument("--seed", default="1")
    options = parser.parse_args()
    if not options.file.exists():
        sys.exit(f"{options.file} is not there: name a file in MAVERICK's layout")
    with TemporaryDirectory() as scratch:
        database = Path(scratch) / "policies.duckdb"
        run("load", ["-c", _LOAD, "load", options.file, "--db", database], output=2)
        run("build", ["-c", _BUILD, database, scratch], output=2)
        _print(database, options.file, options.events, options.seed)


def _print(database: Path, file: Path, number: int, seed: str) -> None:
    # Only now, as in importers.py.
    import policy_tables  # noqa: PLC0415  # a process inherits its parent's peak

    with policy_tables.compare(database, file) as compared:
        _table("Events and reports", policy_tables.counts(compared))
        _table("Policies and models", policy_tables.sums(compared))
        _table("Events to work by hand", policy_tables.events(compared, number, seed))


def _table(heading: str, rows: Iterable[tuple[object, ...]]) -> None:
    """A heading, then a Markdown table of which the first row names the columns."""
    columns, *cells = rows
    print(f"### {heading}\n\n| {' | '.join(map(str, columns))} |")
    print(f"|{'---|' * len(columns)}")
    for row in cells:
        print(f"| {' | '.join(_cell(value) for value in row)} |")
    print()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:,}" if isinstance(value, int) else str(value)


if __name__ == "__main__":
    main()
