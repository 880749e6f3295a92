"""Speed and memory of loading a file in ACLED's layout, beside plain tools.

    python benchmarks/make_acled.py 300000 > file.csv
    python benchmarks/loading.py file.csv [--markdown]

Each way (``WAYS``) runs in a process of its own on an empty database, one after
the other; the file is read once before, so that all find it in memory. Seconds are of
the clock, start included; the peak is that of resident memory. What came out stands
beside it: the ways that map the file must agree.
``casualty load`` does more than they do: it finds places, makes keys and content
hashes, lists what it rejects, and holds the sums of the file against what it wrote.
"""

import argparse
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from processes import run, warm

WAYS = {
    "casualty load": ("casualty", "polars"),
    "DuckDB, read_csv to one table of text": ("table", "duckdb"),
    "DuckDB, the same mapping in SQL": ("mapping", "duckdb"),
    "pandas, the same mapping in blocks": ("pandas", "pandas"),
}
COLUMNS = ("seconds", "rows/s", "peak MB", "events", "actors", "sources", "people")
_LOADERS = Path(__file__).with_name("loaders.py")


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--markdown", action="store_true", help="a table for the docs")
    asked = parser.parse_args()
    # Below its header; no cell of ours holds a line end.
    rows = warm([asked.file]) - 1
    _print(["way", *COLUMNS], markdown=asked.markdown)
    if asked.markdown:
        print(f"|---|{'---:|' * len(COLUMNS)}")
    for name, (way, needed) in WAYS.items():
        cells = _measure(way, asked.file, rows) if find_spec(needed) else []
        _print([name, *(cells or ["not installed"])], markdown=asked.markdown)


def _measure(way: str, path: Path, rows: int) -> list[str]:
    with TemporaryDirectory() as folder:
        database = Path(folder) / "fresh.duckdb"
        seconds, peak_mb, _ = run(way, [_LOADERS, "load", way, path, database])
        told = Path(folder) / "counts"
        with told.open("w") as output:
            run(way, [_LOADERS, "count", way, path, database], output.fileno())
        counts = told.read_text().split()
    speed = f"{rows / seconds:,.0f}"
    return [f"{seconds:.1f}", speed, f"{peak_mb:,.0f}", *counts]


def _print(cells: list[str], *, markdown: bool) -> None:
    print(f"| {' | '.join(cells)} |" if markdown else "\t".join(cells), flush=True)


if __name__ == "__main__":
    main()
