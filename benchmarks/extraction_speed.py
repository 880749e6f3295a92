"""Speed, memory and cost by length of the text reader, beside plain baselines.

    python benchmarks/extraction_speed.py SHORT.jsonl ARTICLES.jsonl [--markdown]

One core is counted in seconds of the processor, so that a busy machine changes little;
all cores and the start in seconds of the clock. Articles are cut to 3,000 characters,
shorter ones left out. The reader does all that ``casualty extract`` does: language,
places, dates, claims, summary. Runs on Linux. ``--markdown`` prints tables for
docs/accuracy.md.
"""

import argparse
import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import baselines
from labels import load

from ingest import extract
from ingest.extract import Text

ARTICLE = 3_000
SIZES = (10_000, 100_000, 1_000_000)
PUBLISHED = date(2024, 11, 30)
# Makes the reader load what tells languages apart, before the clock runs.
FOREIGN = "Six personnes ont perdu la vie dans un bombardement, selon la police."
# One sentence without an end, of each shape that a text may be broken into, and two of
# whole sentences; # is another number each time.
SHAPES = {
    "a list of people": "six men, ",
    "claims in a row": "six killed; ",
    "claims joined": "killed six men and ",
    "nested commas": "who, they said, by the man, who ",
    "numbers": "12 ",
    "number words": "twenty one ",
    "capitalised words": "Omar Farah ",
    "places": "Idlib, Aleppo, ",
    "dates": "Nov. 29 ",
    "quotes": '"yes" ',
    "open quotes": "\u201c",
    "open brackets": "(",
    "words in open brackets": "(one ",
    "no spaces": "x",
    "digits only": "1",
    "letters and stops": "a.",
    "hyphens": "a-",
    "combining marks": "e\u0301",
    "lines": "a\n",
    "tags": "<p>six killed</p>",
    "ordinary sentences": "Six people were killed. ",
    "reports in a row": "# people were killed in Idlib. Aleppo was hit, # died. ",
}
_START = """
import sys, time
from ingest.extract import extract
from ingest.inputs import read_one
extract(read_one(sys.argv[1], None))
print(time.process_time())
"""
# The high-water mark of Linux: that of getrusage holds the parent's before it began.
_PEAK = """
import re, sys
from pathlib import Path
import casualty
from labels import load
from ingest.extract import extract
from ingest.inputs import Text
for row in load([sys.argv[1]])[:150]:
    extract(Text(None, row["text"], None, None))
print(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
"""
_HERE = Path(__file__).parent

Row = list[str]


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return max(time.process_time() - start, 1e-6)


def _read(texts: Iterable[str]) -> Iterator[object]:
    return (extract.extract(Text(None, text, PUBLISHED, None)) for text in texts)


def _readers() -> dict[str, Callable[[Iterable[str]], Iterable[object]]]:
    theirs = baselines.available()
    theirs.pop("always zero")
    return {"casualty": _read, **theirs}


def rates(short: list[str], articles: list[str]) -> Iterator[Row]:
    """Texts a second on one core, by reader, once it has loaded."""
    yield ["reader", "short texts/s", f"articles of {ARTICLE} characters/s"]
    for name, reader in _readers().items():
        list(reader([short[0], FOREIGN]))
        cells = []
        for texts in (short, articles):
            spent = _seconds(lambda: list(reader(texts)))  # noqa: B023 - called here
            cells.append(f"{len(texts) / spent:,.0f}")
        yield [name, *cells]


def _fresh(code: str, path: Path | str) -> list[float]:
    """The figures that a new process prints that runs code on a file."""
    found = os.environ.get("PYTHONPATH", "")
    paths = os.pathsep.join([str(_HERE.parent), str(_HERE), found])
    done = subprocess.run(  # noqa: S603 - the code above, and a path of ours
        [sys.executable, "-c", code, str(path)],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(word) for word in done.stdout.split()]


def process(short: list[str], articles_path: str) -> Iterator[Row]:
    """Start, memory, and the speed of all cores."""
    yield ["what", "measured"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "one.txt"
        path.write_text(short[0], "utf-8")
        start = time.perf_counter()
        (busy,) = _fresh(_START, path)
        clock = time.perf_counter() - start
    yield [
        "a new process has read one text: of the clock, of the processor",
        f"{clock:.2f} s, {busy:.2f} s",
    ]
    (peak,) = _fresh(_PEAK, articles_path)
    yield ["peak memory of one that reads 150 articles", f"{peak / 1024:.0f} MB"]
    many = [Text(None, text, PUBLISHED, None) for text in short * 4]
    start = time.perf_counter()
    read = sum(1 for _ in extract.extract_all(many))
    speed = read / (time.perf_counter() - start)
    cores = len(os.sched_getaffinity(0))
    yield [f"{read:,} short texts, {cores} cores, start included", f"{speed:,.0f}/s"]


def _filled(unit: str, size: int) -> str:
    numbers = itertools.count(2)
    text = unit * (size // len(unit) + 1)
    return re.sub("#", lambda _: str(next(numbers)), text)[:size]


def costs() -> Iterator[Row]:
    """Seconds by length for single sentences of each shape; and for the pattern."""
    yield ["shape", *(f"{size // 1000:,} kB" for size in SIZES), "naive pattern, last"]
    for name, unit in SHAPES.items():
        texts = [_filled(unit, size) for size in SIZES]
        own = [_seconds(lambda: list(_read([text]))) for text in texts]  # noqa: B023 - called here
        naive = _seconds(lambda: list(baselines.match(texts[-1:])))  # noqa: B023 - called here
        yield [name, *(f"{spent:.2f}" for spent in own), f"{naive:.2f}"]


def _printed(rows: Iterable[Row], *, markdown: bool) -> None:
    for at, row in enumerate(rows):
        line = f"| {' | '.join(row)} |" if markdown else "\t".join(row)
        print(line, flush=True)
        if markdown and at == 0:
            print(f"|---|{'---:|' * (len(row) - 1)}")
    print()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("short", metavar="SHORT.jsonl")
    parser.add_argument("articles", metavar="ARTICLES.jsonl")
    parser.add_argument("--markdown", action="store_true", help="tables for the docs")
    asked = parser.parse_args()
    short = [row["text"] for row in load([asked.short])]
    long = [row["text"] for row in load([asked.articles])]
    articles = [text[:ARTICLE] for text in long if len(text) >= ARTICLE][:300]
    for rows in (process(short, asked.articles), rates(short, articles), costs()):
        _printed(rows, markdown=asked.markdown)


if __name__ == "__main__":
    main()
