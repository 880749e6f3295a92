"""Matching of reports on a file in MAVERICK's layout, beside plain rules and Splink.

    python benchmarks/matching.py [FILE.csv] [--markdown]

The models are those that users run: a copy of the file without its ``event_id`` is
loaded by ``casualty load`` into a fresh warehouse, and ``dbt build`` makes incidents of
its reports. Pairs of reports of one event are counted over all rows of the file, loaded
or not; the rules and Splink see the same rows. Splink needs the extra ``linkage``.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from matching_warehouse import hide, load, match, model_seconds, prepare
from processes import Used

if TYPE_CHECKING:
    from matching_tables import Table

FILE = Path(__file__).parents[2] / "shared/data/maverick/event_reports_half.csv"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    parser.add_argument("--markdown", action="store_true", help="tables for the docs")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        _measure(asked.file, Path(folder), markdown=asked.markdown)


def _measure(file: Path, folder: Path, *, markdown: bool) -> None:
    hidden, database = folder / "hidden.csv", folder / "x.duckdb"
    hide(file, hidden)
    used = {
        "`casualty load`": load(database, hidden),
        "`dbt build` of what matching reads, start included": prepare(database),
        "`dbt run` of the models of matching, start included": match(database),
    }
    seconds = model_seconds(database)
    # Only now: a process that is measured inherits the peak of this one.
    import matching_tables  # noqa: PLC0415  # see above

    for table in matching_tables.tables(file, database):
        _print(table, markdown=markdown)
    rows = [_cost(name, told) for name, told in used.items()]
    rows.append(
        ["the models of matching, by dbt's own clock", f"{seconds:.1f}", "-", "-"]
    )
    columns = ("seconds", "of work", "peak MB")
    _print(matching_tables.Table("Cost", columns, rows), markdown=markdown)


def _cost(name: str, used: Used) -> list[str]:
    return [name, *(f"{seconds:.1f}" for seconds in used[::2]), f"{used.peak_mb:,.0f}"]


def _print(table: "Table", *, markdown: bool) -> None:
    lines = table.markdown() if markdown else table.plain()
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
