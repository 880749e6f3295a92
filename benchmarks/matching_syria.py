"""Airwars and UCDP in Syria: what matches, and what UCDP's own citations say of it.

    python benchmarks/matching_syria.py [FOLDER] [--markdown] [--samples]

1,180 events of UCDP cite codes of Airwars, old ones too. A cited code is a key where an
incident that bears or bore it lies within two days of the event: what the matcher joins
can be held against it without a reader. The matcher sees no citation. ``--samples``
prints the pairs that docs/matching.md has read by hand.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from matching_warehouse import dbt, load
from syria_queries import EVENTS, FIGURES, LEVELS, OTHER_SEED, SAMPLES, SEED, ask

SHARED = Path(__file__).parents[2] / "shared/data"
_WITHOUT_TESTS = ("--exclude-resource-type", "test", "unit_test")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED)
    parser.add_argument("--markdown", action="store_true", help="tables for the docs")
    parser.add_argument("--samples", action="store_true", help="the pairs to read")
    asked = parser.parse_args()
    if not (asked.folder / EVENTS).exists():
        print(f"skipped: there is no {asked.folder / EVENTS}", file=sys.stderr)
        return
    with TemporaryDirectory() as folder:
        database = Path(folder) / "x.duckdb"
        _build(asked.folder, database)
        for head, rows in _tables(database, asked.folder, samples=asked.samples):
            _print(head, rows, markdown=asked.markdown)


def _build(folder: Path, database: Path) -> None:
    load(database, *sorted((folder / "airwars_syria").glob("*.csv")))
    load(database, folder / EVENTS)
    dbt(database, "build", *_WITHOUT_TESTS, "--select", "+int_residuals_derived")


Table = tuple[Sequence[str], Sequence[Sequence[object]]]


def _tables(database: Path, folder: Path, *, samples: bool) -> Iterator[Table]:
    with ask(database, folder) as connection:
        if samples:
            for seed in (SEED, OTHER_SEED):
                drawn = connection.execute(SAMPLES, {"seed": seed}).fetchall()
                yield (f"drawn by '{seed}'", "Airwars", "UCDP", "score"), drawn
            return
        yield ("", "number"), connection.execute(FIGURES).fetchall()
        levels = connection.execute(LEVELS).fetchall()
        yield ("killed", "sure", "unsure", "all"), levels


def _print(
    head: Sequence[str], rows: Sequence[Sequence[object]], *, markdown: bool
) -> None:
    cells = [[_cell(value) for value in row] for row in rows]
    if not markdown:
        print("\n".join("\t".join(row) for row in [head, *cells]), end="\n\n")
        return
    print(
        f"\n| {' | '.join(head)} |\n|---|{'---:|' * (len(head) - 1)}".replace(
            "|  |", "| |"
        )
    )
    print("\n".join(f"| {' | '.join(row)} |" for row in cells))


def _cell(value: object) -> str:
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.1f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
