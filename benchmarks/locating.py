"""Speed of ``normalise.places.locate`` on made-up batches of 100,000 rows.

    POLARS_MAX_THREADS=1 python benchmarks/locating.py [BATCHES]

The places are cities of the gazetteer with their area, country and coordinates, drawn
at random: a few (as of a country's bulletins) or many different ones (as of a data set
of the world). Printed are processor seconds, and the greatest memory of the process,
which is mostly that of building the index.
"""

import resource
import sys
import time

import polars as pl

from ingest.gazetteer import load, load_index
from ingest.normalise.places import locate
from ingest.records import conform

ROWS = 100_000
DIFFERENT = (60, 20_000, 100_000)


def batch(different: int) -> pl.DataFrame:
    """``ROWS`` places of so many different ones, as a reader hands them over."""
    cities = load().filter(pl.col("kind") == "city", pl.col("admin1_id").is_not_null())
    stated = cities.sample(different, with_replacement=True, seed=1).select(
        "latitude",
        "longitude",
        place_text="name",
        admin1_text="admin1_name",
        country_text="country_name",
        precision_scale=pl.lit("acled"),
        precision_code=pl.lit("1"),
    )
    return conform("report_places", stated.sample(ROWS, with_replacement=True, seed=1))


def main() -> None:
    """Print a line for the index and one for each kind of batch."""
    batches = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    start = time.process_time()
    index = load_index()
    sys.stdout.write(f"index: {time.process_time() - start:.2f} s\n")
    for different in DIFFERENT:
        rows = batch(different)
        start = time.process_time()
        for _ in range(batches):
            locate(rows, index)
        seconds = time.process_time() - start
        sys.stdout.write(
            f"{batches} x {ROWS:,} rows, {different:,} places: {seconds:.2f} s\n"
        )
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000
    sys.stdout.write(f"peak: {peak_mb:.0f} MB\n")


if __name__ == "__main__":
    main()
