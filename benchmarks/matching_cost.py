"""Time and memory of matching, from 10,000 made-up reports up.

    python benchmarks/matching_cost.py [REPORTS...] [--markdown]

Each size is made by ``make_reports.py``, its events hidden, and loaded into a fresh
warehouse. Then, each in a process of its own, one after the other: the models that make
incidents of reports (all before them built), and ``dbt run`` of every model from the
start. Seconds are of the clock, start of dbt included; those of work are summed over
the cores; the seconds of the models are by dbt's own clock. The peak is that of
resident memory. ``CASUALTY_MEMORY`` limits DuckDB.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from matching_warehouse import dbt, hide, load, match, model_seconds, prepare
from processes import Used, run

SIZES = (10_000, 100_000, 300_000, 1_000_000)
_USED = ("seconds", "of work", "peak MB")
COLUMNS = (
    *("reports", "precision", "recall", "F1", "B-cubed F1", "pairs compared"),
    *("matching: seconds of its models", *(f"matching: {name}" for name in _USED)),
    *(f"all models: {name}" for name in _USED),
)
_HERE = Path(__file__).parent
_COUNT = """
import duckdb, sys
with duckdb.connect(sys.argv[1]) as connection:
    (pairs,) = connection.execute(
        "select count(*) from intermediate.int_pairs_scored"
    ).fetchone()
    # So that nothing is kept of what was compared.
    connection.execute("drop schema intermediate cascade")
    print(pairs)
"""


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("reports", type=int, nargs="*", default=SIZES)
    parser.add_argument("--markdown", action="store_true", help="a table for the docs")
    asked = parser.parse_args()
    _print(COLUMNS, markdown=asked.markdown)
    if asked.markdown:
        print(f"|{'---:|' * len(COLUMNS)}")
    for reports in asked.reports:
        with TemporaryDirectory() as folder:
            _print([*_measure(reports, Path(folder))], markdown=asked.markdown)


def _measure(reports: int, folder: Path) -> Iterator[str]:
    made, hidden, database = (folder / f"x.{end}" for end in ("all", "csv", "duckdb"))
    _told("making", [_HERE / "make_reports.py", str(reports)], made)
    hide(made, hidden)
    load(database, hidden)
    prepare(database)
    matching = match(database)
    seconds = model_seconds(database)
    agreement = _told(
        "agreement", [_HERE / "agreement.py", made, database], folder / "a"
    )
    pairs = _told("counting", ["-c", _COUNT, database], folder / "b")
    dbt(database, "seed")
    whole = dbt(database, "run")
    yield from (f"{reports:,}", *agreement.split(), f"{int(pairs):,}", f"{seconds:.1f}")
    yield from (*_cells(matching), *_cells(whole))


def _told(name: str, arguments: list[str | Path], output: Path) -> str:
    """What a script prints; of the made-up file nothing is read."""
    with output.open("w") as file:
        run(name, arguments, file.fileno())
    return output.read_text() if output.stat().st_size < 1 << 10 else ""


def _cells(used: Used) -> list[str]:
    return [f"{used.seconds:.1f}", f"{used.cpu_seconds:.1f}", f"{used.peak_mb:,.0f}"]


def _print(cells: list[str] | tuple[str, ...], *, markdown: bool) -> None:
    print(f"| {' | '.join(cells)} |" if markdown else "\t".join(cells), flush=True)


if __name__ == "__main__":
    main()
