"""Published data sets, as they were downloaded, through ``casualty load``.

    python benchmarks/importers.py [FOLDER] > tables.md

Each data set of ``SETS`` that is in the folder is loaded by one command into a fresh
warehouse, in a process of its own, one after the other; its files are read once
before, so that they are found in memory. Seconds are of the clock, start included; the
peak is that of resident memory. Then the warehouses are asked what was rejected and
flagged, whether every column that counts people adds up to the claims made of it (the
expectation ``no_person_lost``), and of how many places no first-level area is known.

A sum over a running series, or over groups that overlap, says nothing about people: it
stands here only to be the same on both sides.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from processes import Used, run, warm

FOLDER = Path(__file__).parents[2] / "shared/data"
SETS = {
    "UCDP GED, Syria": "ucdp_ged/ged_syria_*.csv",
    "UCDP GED, Ukraine (HDX)": "ucdp_ged/hdx_conflict_data_*.csv",
    "ACLED, acledR's dummy": "acled/acled_old_deletion_dummy.csv",
    "HDX HAPI": "acled/hdx_hapi_*.csv",
    "Airwars, Syria": "airwars_syria/*.csv",
    "Airwars, Gaza": "airwars_gaza/*.jsonl",
    "Insecurity Insight, health care": "insecurity_insight/*.xlsx",
    "IOM Missing Migrants, Europe": "iom_missing_migrants/*.csv",
    "Gun Violence Archive, 2016-01": "gva/*.csv",
    "MAVERICK, half": "maverick/*.csv",
    "Palestine, daily series": "palestine/*.json",
    "Palestine, vintages of Gaza": "palestine/*vintages.csv",
    "Palestine, bulletins, half": "palestine/bulletins*/*/*.md",
}
# Those of which nearly every row names an area.
LOCATED = ("UCDP GED, Syria", "Airwars, Syria")
COLUMNS = ("files", "rows", "reports", "claims", "rejected", "seconds", "peak MB")
_COMMAND = "from casualty.cli import main; main()"


def main() -> None:
    """Load what there is, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    files = dict(_find(parser.parse_args().folder))
    with TemporaryDirectory() as scratch:
        databases = {
            name: Path(scratch) / f"{number}.duckdb"
            for number, name in enumerate(files)
        }
        used = {name: _load(name, files[name], databases[name]) for name in files}
        _print(files, databases, used)


def _find(folder: Path) -> Iterator[tuple[str, list[Path]]]:
    for name, pattern in SETS.items():
        if found := sorted(folder.glob(pattern)):
            yield name, found
        else:
            print(f"{name}: left out, no {folder / pattern}", file=sys.stderr)


def _load(name: str, paths: list[Path], database: Path) -> Used:
    warm(paths)
    return run(name, ["-c", _COMMAND, "load", *paths, "--db", database])


def _print(
    files: dict[str, list[Path]], databases: dict[str, Path], used: dict[str, Used]
) -> None:
    # Only now: a process that is measured inherits the peak of this one.
    import imported  # noqa: PLC0415  # see above

    print(f"### Loaded\n\n| data set | {' | '.join(COLUMNS)} |")
    print(f"|---|{'---:|' * len(COLUMNS)}")
    for name, (seconds, peak_mb, _) in used.items():
        (counts,) = imported.cells(databases[name], imported.LOADED)
        row = [name, f"{len(files[name]):,}", *counts]
        print(f"| {' | '.join([*row, f'{seconds:.1f}', f'{peak_mb:,.0f}'])} |")
    for table in (imported.REJECTED, imported.FLAGGED, imported.SUMMED):
        print("\n".join(imported.markdown(table, databases)))
    located = {name: databases[name] for name in LOCATED if name in databases}
    print("\n".join(imported.markdown(imported.PLACED, located)))


if __name__ == "__main__":
    main()
